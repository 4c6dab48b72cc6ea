"""Tell of another address: a notice to the one that an account had before"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD_KINDS = ("invitation", "reset", "password_changed", "factor_changed")
KINDS = (*OLD_KINDS, "email_changed")


def upgrade() -> None:
    _admit(KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM outgoing_mail WHERE kind = 'email_changed'")
    _admit(OLD_KINDS)


def _admit(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f("ck__outgoing_mail__kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck__outgoing_mail__kind"), sa.text(f"kind IN ({listed})"))

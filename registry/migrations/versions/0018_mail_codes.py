"""Mail codes of case files"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OLD_KINDS = (
    "invitation",
    "reset",
    "password_changed",
    "factor_changed",
    "email_changed",
    "sheet_reminder",
    "notice",
)
KINDS = (*OLD_KINDS, "case_code")
FILE = "fk__outgoing_mail__case_file_id"
INDEX = "ix__outgoing_mail__case_file_id"


def upgrade() -> None:
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.add_column(sa.Column("case_file_id", sa.Integer()))
        batch_op.create_foreign_key(op.f(FILE), "case_file", ["case_file_id"], ["id"])
    op.create_index(op.f(INDEX), "outgoing_mail", ["case_file_id"])
    _admit(KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM outgoing_mail WHERE kind = 'case_code'")
    _admit(OLD_KINDS)
    op.drop_index(op.f(INDEX), "outgoing_mail")
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f(FILE), type_="foreignkey")
        batch_op.drop_column("case_file_id")


def _admit(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f("ck__outgoing_mail__kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck__outgoing_mail__kind"), sa.text(f"kind IN ({listed})"))

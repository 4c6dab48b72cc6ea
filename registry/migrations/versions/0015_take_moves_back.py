"""Tell of a move that was taken back"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OLD_CHANGES = (
    "confirmed", "undone", "notified", "started", "suspended", "resumed", "rescheduled", "moved", "excluded",
    "completed", "ended", "reopened",
)  # fmt: skip


def upgrade() -> None:
    _admit((*OLD_CHANGES, "restored"))


def downgrade() -> None:
    op.execute("UPDATE placement_event SET change = 'resumed' WHERE change = 'restored'")
    _admit(OLD_CHANGES)


def _admit(changes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{change}'" for change in changes)
    with op.batch_alter_table("placement_event") as batch_op:
        batch_op.drop_constraint(op.f("ck__placement_event__change"), type_="check")
        batch_op.create_check_constraint(op.f("ck__placement_event__change"), sa.text(f"change IN ({listed})"))

"""Open completed placements again where their sentence owes once more"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OLD_CHANGES = (
    "confirmed", "undone", "notified", "started", "suspended", "resumed", "rescheduled", "moved", "excluded",
    "completed", "ended",
)  # fmt: skip
OLD_END_REASONS = (
    "undone", "moved", "unit_closed", "court_order", "breach", "death", "other", "excluded_by_unit", "other_office",
)  # fmt: skip


def upgrade() -> None:
    _admit("placement_event", "change", (*OLD_CHANGES, "reopened"))
    _admit("placement", "end_reason", (*OLD_END_REASONS, "reopened"))


def downgrade() -> None:
    op.execute("UPDATE placement_event SET change = 'ended' WHERE change = 'reopened'")
    op.execute("UPDATE placement SET end_reason = 'other' WHERE end_reason = 'reopened'")
    _admit("placement_event", "change", OLD_CHANGES)
    _admit("placement", "end_reason", OLD_END_REASONS)


def _admit(table: str, column: str, values: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"ck__{table}__{column}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck__{table}__{column}"), sa.text(f"{column} IN ({listed})"))

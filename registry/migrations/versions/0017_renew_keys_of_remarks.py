"""Let the key of an attendance entry's remark be renewed; nothing else of an entry changes, and none is removed"""

from registry.migrations.guards import guard, guard_all_but, unguard, unguard_all_but

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ENTRIES, SEALED = "attendance_entry", "remark"


def upgrade() -> None:
    unguard(ENTRIES)
    guard_all_but(ENTRIES, SEALED)


def downgrade() -> None:
    unguard_all_but(ENTRIES, SEALED)
    guard(ENTRIES)

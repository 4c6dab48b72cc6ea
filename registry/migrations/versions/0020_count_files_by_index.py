"""Count files by index"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NAME, TABLE = "ix__case_file__inbox", "case_file"
BEFORE = ["office_id", "state", "due_on"]


def upgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, [*BEFORE, "procedure", "officer_id", "institution_id", "ubigeo"])


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, BEFORE)

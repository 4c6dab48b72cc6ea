"""Tell rounds that are only for the people of one unit from those of the whole office"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("round") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk__round__unit_id"), "beneficiary_unit", ["unit_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("round") as batch_op:
        batch_op.drop_constraint(op.f("fk__round__unit_id"), type_="foreignkey")
        batch_op.drop_column("unit_id")

"""Sign credentials"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("credential") as batch_op:
        batch_op.add_column(sa.Column("signed_on", sa.Date()))


def downgrade() -> None:
    with op.batch_alter_table("credential") as batch_op:
        batch_op.drop_column("signed_on")

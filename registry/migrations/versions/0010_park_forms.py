"""Park forms that were sent just after a session had ended"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parked_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk__parked_form__account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__parked_form")),
        sa.UniqueConstraint("digest", name=op.f("uq__parked_form__digest")),
    )
    op.create_index(op.f("ix__parked_form__account_id"), "parked_form", ["account_id"])
    op.create_index(op.f("ix__parked_form__parked_at"), "parked_form", ["parked_at"])


def downgrade() -> None:
    op.drop_table("parked_form")

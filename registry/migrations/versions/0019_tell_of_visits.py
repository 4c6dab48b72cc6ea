"""Tell of visits by mail, and take once what is sent twice"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OLD_KINDS = (
    "invitation", "reset", "password_changed", "factor_changed", "email_changed", "sheet_reminder", "notice",
    "case_code",
)  # fmt: skip
VISITS = ("visit_approved", "visit_denied", "visit_revoked", "visit_reminder")
VISIT = "fk__outgoing_mail__visit_id"
INDEX = "ix__outgoing_mail__visit_id"


def upgrade() -> None:
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.add_column(sa.Column("visit_id", sa.Integer()))
        batch_op.create_foreign_key(op.f(VISIT), "prison_visit", ["visit_id"], ["id"])
    op.create_index(op.f(INDEX), "outgoing_mail", ["visit_id"])
    _admit((*OLD_KINDS, *VISITS))
    op.create_table(
        "taken_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__taken_request")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk__taken_request__account_id")),
        sa.UniqueConstraint("account_id", "key", name="uq__taken_request__key"),
    )


def downgrade() -> None:
    op.drop_table("taken_request")
    op.execute("DELETE FROM outgoing_mail WHERE visit_id IS NOT NULL")
    _admit(OLD_KINDS)
    op.drop_index(op.f(INDEX), "outgoing_mail")
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f(VISIT), type_="foreignkey")
        batch_op.drop_column("visit_id")


def _admit(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f("ck__outgoing_mail__kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck__outgoing_mail__kind"), sa.text(f"kind IN ({listed})"))

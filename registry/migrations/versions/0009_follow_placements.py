"""Follow placements to their end: the attendance ledger, sheets, weeks, plans, breaches and the person's code"""

import sqlalchemy as sa
from alembic import op

from registry.migrations.guards import guard, unguard

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CHANGES = (
    "confirmed", "undone", "notified", "started", "suspended", "resumed", "rescheduled", "moved", "excluded",
    "completed", "ended",
)  # fmt: skip
CAUSES = ("illness", "court", "unit", "work_or_study", "other")
STEPS = ("interview", "call", "visit", "unit_call", "summons", "no_show")
OUTCOMES = (
    "present", "attended", "recovered", "left_without_leave", "refused_task", "poor_work", "excused_health",
    "excused_work_or_study", "excused_family", "excused_summons", "unexcused", "unit_did_not_attend", "sent_away",
    "withdrawn",
)  # fmt: skip
SOURCES = ("phone", "paper", "office", "imported", "api")
GROUNDS = ("consecutive_absences", "alternate_absences", "resistance", "abandonment")
BREACH_STATES = ("to_review", "explaining", "reported", "withdrawn")
OLD_END_REASONS = ("undone", "moved", "unit_closed", "court_order", "breach", "death", "other")
END_REASONS = (*OLD_END_REASONS, "excluded_by_unit", "other_office")
OLD_LETTERS = ("presentation_to_unit", "notification_to_person")
LETTERS = (
    *OLD_LETTERS, "change_to_unit", "change_to_person", "written_warning", "explanation_request", "monthly_report",
    "breach_report", "completion_report", "unit_constancy", "jornadas_certificate",
)  # fmt: skip
OLD_PAPERS = ("resolution", "agreement", "court_paper", "identification", "photo", "other")
PAPERS = (*OLD_PAPERS, "attendance_sheet", "excuse")
OLD_MAILS = ("invitation", "reset", "password_changed", "factor_changed", "email_changed")
MAILS = (*OLD_MAILS, "sheet_reminder")
ONE_SUBJECT = (
    "1 = CASE WHEN institution_id IS NULL THEN 0 ELSE 1 END + CASE WHEN sentence_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN sheet_id IS NULL THEN 0 ELSE 1 END"
)
ISSUED = sa.text("state = 'issued'")
FIRST = sa.text("replaces_id IS NULL")
APPEND_ONLY = ("attendance_entry", "placement_week")
CHANGE_OF_STATE = """
    UPDATE placement_event SET change = CASE
        WHEN state = 'active' THEN 'started'
        WHEN state = 'ended' AND (SELECT end_reason FROM placement WHERE placement.id = placement_id) = 'undone'
            THEN 'undone'
        WHEN state = 'ended' AND (SELECT end_reason FROM placement WHERE placement.id = placement_id) = 'moved'
            THEN 'moved'
        WHEN state = 'suspended' THEN 'resumed'
        ELSE state END,
    effective_on = (SELECT starts_on FROM placement WHERE placement.id = placement_id)
"""
WEEKS = """
    INSERT INTO placement_week (placement_id, valid_from, attendances, recorded_at)
    SELECT id, starts_on, CASE WHEN state = 'ended' THEN '[]' ELSE attendances END, created_at FROM placement
    ORDER BY id
"""


def upgrade() -> None:
    _tell_changes()
    _keep_weeks()
    _keep_sheets()
    _keep_entries()
    _keep_starts()
    _keep_breaches()
    _admit("placement", "end_reason", END_REASONS)
    _admit("attachment", "kind", PAPERS)
    _admit("outgoing_mail", "kind", MAILS)
    _widen_attachments()
    _widen_documents()
    for table in APPEND_ONLY:
        guard(table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        unguard(table)
    _narrow_documents()
    _narrow_attachments()
    op.execute("UPDATE placement SET end_reason = 'other' WHERE end_reason IN ('excluded_by_unit', 'other_office')")
    op.execute("DELETE FROM outgoing_mail WHERE kind = 'sheet_reminder'")
    op.execute("UPDATE attachment SET kind = 'other' WHERE kind IN ('attendance_sheet', 'excuse')")
    _admit("placement", "end_reason", OLD_END_REASONS)
    _admit("attachment", "kind", OLD_PAPERS)
    _admit("outgoing_mail", "kind", OLD_MAILS)
    for table in (
        "breach_alert", "personal_code", "start_step", "individual_plan", "attendance_entry", "sheet_typing",
        "attendance_sheet", "placement_week",
    ):  # fmt: skip
        op.drop_table(table)
    with op.batch_alter_table("placement_event") as batch_op:
        batch_op.drop_constraint(op.f("ck__placement_event__suspended_with_cause"), type_="check")
        batch_op.drop_constraint(op.f("ck__placement_event__until_after_effective"), type_="check")
        batch_op.drop_constraint(op.f("ck__placement_event__change"), type_="check")
        batch_op.drop_constraint(op.f("ck__placement_event__cause"), type_="check")
        for column in ("cause", "until", "effective_on", "change"):
            batch_op.drop_column(column)


def _tell_changes() -> None:
    for column in (
        sa.Column("change", sa.String(32)),
        sa.Column("effective_on", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("cause", sa.String(32)),
    ):
        op.add_column("placement_event", column)
    op.execute(CHANGE_OF_STATE)
    with op.batch_alter_table("placement_event") as batch_op:
        batch_op.alter_column("change", existing_type=sa.String(32), nullable=False)
        batch_op.alter_column("effective_on", existing_type=sa.Date(), nullable=False)
        batch_op.create_check_constraint(op.f("ck__placement_event__change"), _among("change", CHANGES))
        batch_op.create_check_constraint(op.f("ck__placement_event__cause"), _among("cause", CAUSES))
        batch_op.create_check_constraint(
            op.f("ck__placement_event__suspended_with_cause"), sa.text("(change = 'suspended') = (cause IS NOT NULL)")
        )
        batch_op.create_check_constraint(
            op.f("ck__placement_event__until_after_effective"), sa.text("until >= effective_on")
        )


def _keep_weeks() -> None:
    op.create_table(
        "placement_week",
        _id(),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("attendances", sa.Text(), nullable=False),
        _instant("recorded_at"),
        *_keys("placement_week", placement_id="placement"),
    )
    op.create_index("ix__placement_week__placement", "placement_week", ["placement_id", "id"])
    op.execute(WEEKS)


def _keep_sheets() -> None:
    op.create_table(
        "attendance_sheet",
        *_record(),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", _list("state", ("open", "closed")), nullable=False),
        _instant("closed_at", nullable=True),
        sa.Column("closed_by_id", sa.Integer()),
        sa.Column("closed_by_name", sa.String(120), nullable=False),
        sa.Column("closed_by_post", sa.String(120), nullable=False),
        sa.Column("entries_sha256", sa.String(64)),
        _instant("reminded_at", nullable=True),
        sa.UniqueConstraint("unit_id", "month", name="uq__attendance_sheet__month"),
        _check("attendance_sheet", "closed_with_instant", "(state = 'closed') = (closed_at IS NOT NULL)"),
        _check("attendance_sheet", "closed_with_hash", "(state = 'closed') = (entries_sha256 IS NOT NULL)"),
        *_keys("attendance_sheet", unit_id="beneficiary_unit", closed_by_id="account"),
    )
    _index("attendance_sheet", "unit_id", "month")
    op.create_table(
        "sheet_typing",
        _id(),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        _instant("typed_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        _instant("settled_at", nullable=True),
        *_keys("sheet_typing", sheet_id="attendance_sheet", account_id="account"),
    )
    _index("sheet_typing", "sheet_id")


def _keep_entries() -> None:
    op.create_table(
        "attendance_entry",
        _id(),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("outcome", _list("outcome", OUTCOMES), nullable=False),
        sa.Column("arrived", sa.Integer()),
        sa.Column("left_at", sa.Integer()),
        sa.Column("remark", sa.Text()),
        sa.Column("replaces_id", sa.Integer()),
        sa.Column("source", _list("source", SOURCES), nullable=False),
        sa.Column("attachment_id", sa.Integer()),
        _instant("tapped_at", nullable=True),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        sa.Column("account_post", sa.String(120), nullable=False),
        sa.Column("key", sa.String(64)),
        sa.Column("key_sha256", sa.String(64)),
        _check("attendance_entry", "half_day_of_week", "shift BETWEEN 0 AND 13"),
        _check("attendance_entry", "arrived_in_day", "arrived BETWEEN 0 AND 1439"),
        _check("attendance_entry", "left_after_arrived", "arrived < left_at AND left_at <= 1440"),
        sa.UniqueConstraint("replaces_id", name=op.f("uq__attendance_entry__replaces_id")),
        sa.UniqueConstraint("key", name=op.f("uq__attendance_entry__key")),
        *_keys(
            "attendance_entry",
            placement_id="placement",
            replaces_id="attendance_entry",
            attachment_id="attachment",
            account_id="account",
        ),
    )
    _index("attendance_entry", "day", "recorded_at")
    op.create_index("ix__attendance_entry__placement_day", "attendance_entry", ["placement_id", "day"])
    op.create_index(
        "uq__attendance_entry__one_first",
        "attendance_entry",
        ["placement_id", "day", "shift"],
        unique=True,
        sqlite_where=FIRST,
        postgresql_where=FIRST,
    )


def _keep_starts() -> None:
    op.create_table(
        "individual_plan",
        *_record(),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("interviewed_on", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("objectives", sa.Text(), nullable=False),
        sa.Column("activities", sa.Text(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text()),
        *_signature(),
        _check("individual_plan", "starts_after_interview", "first_day >= interviewed_on"),
        *_keys("individual_plan", placement_id="placement", account_id="account"),
    )
    _index("individual_plan", "placement_id")
    op.create_table(
        "start_step",
        _id(),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("kind", _list("kind", STEPS), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("next_on", sa.Date()),
        _instant("recorded_at"),
        *_signature(),
        *_keys("start_step", placement_id="placement", account_id="account"),
    )
    _index("start_step", "placement_id")
    op.create_table(
        "personal_code",
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        _instant("issued_at"),
        sa.PrimaryKeyConstraint("sentence_id", name=op.f("pk__personal_code")),
        sa.UniqueConstraint("digest", name=op.f("uq__personal_code__digest")),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], name=op.f("fk__personal_code__sentence_id")),
    )


def _keep_breaches() -> None:
    op.create_table(
        "breach_alert",
        *_record(),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("ground", _list("ground", GROUNDS), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("entry_ids", sa.Text(), nullable=False),
        sa.Column("state", _list("state", BREACH_STATES), nullable=False),
        sa.Column("explanation_due_on", sa.Date()),
        sa.Column("explained_on", sa.Date()),
        sa.Column("explanation", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("officer_id", sa.Integer()),
        sa.Column("officer_name", sa.String(120), nullable=False),
        sa.Column("officer_post", sa.String(120), nullable=False),
        sa.UniqueConstraint("placement_id", "ground", "first_day", name="uq__breach_alert__breach"),
        _check("breach_alert", "reached_after_first_day", "reached_on >= first_day"),
        _check(
            "breach_alert",
            "asked_with_term",
            "state = 'to_review' OR state = 'withdrawn' OR explanation_due_on IS NOT NULL",
        ),
        *_keys("breach_alert", placement_id="placement", officer_id="account"),
    )
    _index("breach_alert", "placement_id")


def _widen_attachments() -> None:
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.add_column(sa.Column("sheet_id", sa.Integer()))
        batch_op.create_foreign_key(op.f("fk__attachment__sheet_id"), "attendance_sheet", ["sheet_id"], ["id"])
        batch_op.alter_column("added_by_id", existing_type=sa.Integer(), nullable=True)
        batch_op.drop_constraint(op.f("ck__attachment__one_subject"), type_="check")
        batch_op.create_check_constraint(op.f("ck__attachment__one_subject"), sa.text(ONE_SUBJECT))
    _index("attachment", "sheet_id")


def _narrow_attachments() -> None:
    op.execute("UPDATE attendance_entry SET attachment_id = NULL")
    op.execute("DELETE FROM attachment WHERE sheet_id IS NOT NULL OR added_by_id IS NULL")
    op.drop_index(op.f("ix__attachment__sheet_id"), "attachment")
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.drop_constraint(op.f("ck__attachment__one_subject"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck__attachment__one_subject"), sa.text("(institution_id IS NULL) <> (sentence_id IS NULL)")
        )
        batch_op.drop_constraint(op.f("fk__attachment__sheet_id"), type_="foreignkey")
        batch_op.drop_column("sheet_id")
        batch_op.alter_column("added_by_id", existing_type=sa.Integer(), nullable=False)


def _widen_documents() -> None:
    _admit("document", "kind", LETTERS)
    op.drop_index("uq__document__one_in_force", "document")
    with op.batch_alter_table("document") as batch_op:
        batch_op.add_column(sa.Column("period", sa.String(20), nullable=False, server_default=""))
    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column("period", existing_type=sa.String(20), server_default=None)
    _index_in_force(["placement_id", "kind", "period"])


def _narrow_documents() -> None:
    listed = ", ".join(f"'{kind}'" for kind in OLD_LETTERS)
    op.drop_index("uq__document__one_in_force", "document")
    op.execute(f"DELETE FROM document WHERE kind NOT IN ({listed})")
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_column("period")
    _admit("document", "kind", OLD_LETTERS)
    _index_in_force(["placement_id", "kind"])


def _index_in_force(columns: list[str]) -> None:
    op.create_index(
        "uq__document__one_in_force",
        "document",
        columns,
        unique=True,
        sqlite_where=ISSUED,
        postgresql_where=ISSUED,
    )


def _admit(table: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"ck__{table}__{column}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck__{table}__{column}"), _among(column, values))


def _among(column: str, values: tuple[str, ...]) -> sa.TextClause:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.text(f"{column} IN ({listed})")


def _list(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck__{table}__{name}"))


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer(), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _record() -> list[sa.Column]:
    return [_id(), _instant("created_at"), _instant("updated_at"), sa.Column("version", sa.Integer(), nullable=False)]


def _signature() -> list[sa.Column]:
    return [
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        sa.Column("account_post", sa.String(120), nullable=False),
    ]


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk__{table}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk__{table}__{column}"))
            for column, other in columns.items()
        ),
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix__{table}__{column}"), table, [column])

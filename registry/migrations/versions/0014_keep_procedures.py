"""Keep procedures: case files, notices, agreements, religious assistance, social help and planned changes"""

import sqlalchemy as sa
from alembic import op

from registry.migrations.guards import guard, unguard

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

HELPS = (
    "shelter",
    "food",
    "health",
    "mental_health",
    "addiction",
    "legal",
    "education",
    "training",
    "employment",
    "family",
    "documents",
    "other",
)
PROCEDURES = (
    "public_unit",
    "private_unit",
    "unit_renewal",
    "religious_group",
    "religious_renewal",
    "company",
    "company_renewal",
    "activity_proposal",
    "social_help",
    "social_help_renewal",
    "registration_withdrawal",
    "reconsideration",
)
CASE_STATES = ("draft", "submitted", "under_review", "observed", "approved", "denied", "withdrawn", "lapsed")
CREDENTIAL_STATES = ("current", "expiring", "expired", "withdrawn")
ACTIVITIES = ("worship", "teaching", "counsel", "sacrament", "social")
VISIT_STATES = ("requested", "approved", "denied", "cancelled", "held", "not_held")
DETAILS = ("term", "cure_term", "fee", "validity", "deemed")
AGREEMENT_KINDS = ("community_service", "productive_work", "religious_assistance", "social_help")
AGREEMENT_STATES = ("draft", "to_sign", "in_force", "expiring", "expired", "terminated")
TERMINATIONS = ("mutual", "breach", "corruption", "free", "impossible")
CHECK_STATES = ("pending", "met", "observed")
CASE_EVENTS = (
    "opened",
    "filed",
    "assigned",
    "observed",
    "cured",
    "visited",
    "opinion",
    "approved",
    "denied",
    "withdrawn",
    "lapsed",
    "overdue",
    "noted",
)
OPINIONS = ("technical", "legal")
SIDES = ("operator", "institution")
MEANS = ("email", "paper", "screen")
NOTICE_STATES = ("queued", "sent", "received", "failed")

OLD_NATURES = ("public", "private_social")
NATURES = (*OLD_NATURES, "private_business", "religious")
OLD_PAPERS = (
    "resolution",
    "agreement",
    "court_paper",
    "identification",
    "photo",
    "other",
    "attendance_sheet",
    "excuse",
)
PAPERS = (
    *OLD_PAPERS,
    "statutes",
    "credential_letter",
    "work_plan",
    "signed_agreement",
    "annex",
    "visit_photo",
)
OLD_LETTERS = (
    "presentation_to_unit",
    "notification_to_person",
    "change_to_unit",
    "change_to_person",
    "written_warning",
    "explanation_request",
    "monthly_report",
    "breach_report",
    "completion_report",
    "unit_constancy",
    "jornadas_certificate",
)
LETTERS = (
    *OLD_LETTERS,
    "filing_receipt",
    "observation_notice",
    "resolution",
    "agreement",
    "pastoral_credential",
)
OLD_MAILS = ("invitation", "reset", "password_changed", "factor_changed", "email_changed", "sheet_reminder")
MAILS = (*OLD_MAILS, "notice")
OLD_ROLES = (
    "case_officer",
    "chief",
    "prison_work_officer",
    "evaluator_health",
    "evaluator_psychology",
    "evaluator_social",
    "evaluator_work",
    "registry_officer",
    "auditor",
    "administrator",
    "institution_manager",
    "unit_supervisor",
    "company_manager",
    "religious_representative",
)
ROLES = (*OLD_ROLES, "prison_director")
PAPER_SUBJECTS = ("institution_id", "sentence_id", "sheet_id", "case_file_id", "agreement_id")
LETTER_SUBJECTS = ("placement_id", "case_file_id", "agreement_id", "credential_id")
NOTICE_SUBJECTS = ("case_event_id", "registration_id", "agreement_id")
ISSUED = sa.text("state = 'issued'")
APPEND_ONLY = "case_event"


def upgrade() -> None:
    _keep_religious_assistance()
    _keep_procedures()
    _keep_case_files()
    _keep_agreements()
    _keep_help()
    _keep_notices()
    _admit("institution", "nature", NATURES)
    _admit("attachment", "kind", PAPERS)
    _admit("outgoing_mail", "kind", MAILS)
    _admit("account", "role", ROLES)
    _widen_attachments()
    _widen_documents()
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.add_column(sa.Column("notice_id", sa.Integer()))
        batch_op.create_foreign_key(op.f("fk__outgoing_mail__notice_id"), "notice", ["notice_id"], ["id"])
    op.create_index(op.f("ix__outgoing_mail__notice_id"), "outgoing_mail", ["notice_id"])
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.add_column(sa.Column("supervisor", sa.String(120), nullable=False, server_default=""))
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.alter_column("supervisor", existing_type=sa.String(120), server_default=None)
    guard(APPEND_ONLY)


def downgrade() -> None:
    unguard(APPEND_ONLY)
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.drop_column("supervisor")
    op.execute("DELETE FROM outgoing_mail WHERE kind = 'notice'")
    op.drop_index(op.f("ix__outgoing_mail__notice_id"), "outgoing_mail")
    with op.batch_alter_table("outgoing_mail") as batch_op:
        batch_op.drop_constraint(op.f("fk__outgoing_mail__notice_id"), type_="foreignkey")
        batch_op.drop_column("notice_id")
    _narrow_documents()
    _narrow_attachments()
    op.execute("UPDATE account SET role = 'prison_work_officer' WHERE role = 'prison_director'")
    op.execute("UPDATE institution SET nature = 'public' WHERE nature IN ('private_business', 'religious')")
    _admit("account", "role", OLD_ROLES)
    _admit("outgoing_mail", "kind", OLD_MAILS)
    _admit("attachment", "kind", OLD_PAPERS)
    _admit("institution", "nature", OLD_NATURES)
    for table in (
        "notice",
        "planned_vacancy_change",
        "social_service",
        "agreement_obligation",
        "agreement",
        "upload_piece",
        "upload",
        "case_event",
        "case_check",
        "case_file",
        "procedure_setting",
        "closed_day",
        "yearly_series",
        "visit_attendance",
        "prison_visit",
        "credential",
        "pastoral_agent",
        "prison_room",
    ):
        op.drop_table(table)


def _keep_religious_assistance() -> None:
    op.create_table(
        "prison_room",
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        *_record(),
        _check("prison_room", "holds_somebody", "capacity > 0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__prison_room")),
    )
    op.create_index("uq__prison_room__name", "prison_room", ["prison", "name"], unique=True)
    op.create_table(
        "pastoral_agent",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("document_digest", sa.String(64), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        *_record(),
        _key("pastoral_agent", "institution_id", "institution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__pastoral_agent")),
        sa.UniqueConstraint("institution_id", "document_digest", name="uq__pastoral_agent__document"),
    )
    op.create_index(op.f("ix__pastoral_agent__institution_id"), "pastoral_agent", ["institution_id"])
    op.create_table(
        "credential",
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("state", _list("state", CREDENTIAL_STATES), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        *_record(),
        _check("credential", "withdrawn_with_reason", "state <> 'withdrawn' OR length(reason) > 0"),
        _check("credential", "stored_states", "state IN ('current', 'withdrawn')"),
        _check("credential", "dates_in_order", "valid_to >= valid_from"),
        _key("credential", "agent_id", "pastoral_agent"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__credential")),
    )
    op.create_index(op.f("ix__credential__agent_id"), "credential", ["agent_id"])
    op.create_index(op.f("ix__credential__prison"), "credential", ["prison"])
    op.create_index(
        "uq__credential__current",
        "credential",
        ["agent_id", "prison", "valid_from"],
        unique=True,
        sqlite_where=sa.text("state = 'current'"),
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_table(
        "prison_visit",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("activity", _list("activity", ACTIVITIES), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("state", _list("state", VISIT_STATES), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(120), nullable=False),
        sa.Column("decided_by_post", sa.String(120), nullable=False),
        sa.Column("people_came", sa.Integer(), nullable=True),
        *_record(),
        _check("prison_visit", "refused_with_reason", "state NOT IN ('denied', 'not_held') OR length(reason) > 0"),
        _check("prison_visit", "for_somebody", "people > 0"),
        _check("prison_visit", "hours_in_order", "start_minute BETWEEN 0 AND end_minute - 1 AND end_minute <= 1440"),
        _key("prison_visit", "decided_by_id", "account"),
        _key("prison_visit", "institution_id", "institution"),
        _key("prison_visit", "requested_by_id", "account"),
        _key("prison_visit", "room_id", "prison_room"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__prison_visit")),
    )
    op.create_index("ix__prison_visit__day", "prison_visit", ["prison", "day", "state"])
    op.create_index(op.f("ix__prison_visit__institution_id"), "prison_visit", ["institution_id"])
    op.create_index(op.f("ix__prison_visit__room_id"), "prison_visit", ["room_id"])
    op.create_table(
        "visit_attendance",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=True),
        _key("visit_attendance", "agent_id", "pastoral_agent"),
        _key("visit_attendance", "visit_id", "prison_visit"),
        sa.PrimaryKeyConstraint("visit_id", "agent_id", name=op.f("pk__visit_attendance")),
    )


def _keep_procedures() -> None:
    op.create_table(
        "yearly_series",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "year", name=op.f("pk__yearly_series")),
    )
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decree", sa.String(200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _instant("recorded_at"),
        _key("closed_day", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__closed_day")),
        sa.UniqueConstraint("day", name=op.f("uq__closed_day__day")),
    )
    op.create_table(
        "procedure_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure", _list("procedure", PROCEDURES), nullable=False),
        sa.Column("detail", _list("detail", DETAILS), nullable=False),
        sa.Column("value", sa.String(20), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _instant("recorded_at"),
        _key("procedure_setting", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__procedure_setting")),
        sa.UniqueConstraint("procedure", "detail", "valid_from", name="uq__procedure_setting__from"),
    )


def _keep_case_files() -> None:
    op.create_table(
        "case_file",
        sa.Column("procedure", _list("procedure", PROCEDURES), nullable=False),
        sa.Column("state", _list("state", CASE_STATES), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_serial", sa.Integer(), nullable=False),
        sa.Column("opening_key", sa.String(64), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("ruc", sa.String(11), nullable=False),
        sa.Column("applicant", sa.String(200), nullable=False),
        sa.Column("search_text", sa.String(280), nullable=False),
        sa.Column("ubigeo", sa.String(6), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        _instant("consented_at", nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        *_record(),
        _check("case_file", "filed_unless_draft", "(state = 'draft') = (filed_on IS NULL)"),
        _check("case_file", "ruc_length", "length(ruc) IN (0, 11)"),
        _key("case_file", "about_id", "case_file"),
        _key("case_file", "account_id", "account"),
        _key("case_file", "institution_id", "institution"),
        _key("case_file", "office_id", "office"),
        _key("case_file", "officer_id", "account"),
        _key("case_file", "registration_id", "registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__case_file")),
        sa.UniqueConstraint("opening_key", name=op.f("uq__case_file__opening_key")),
        sa.UniqueConstraint("year", "number", name="uq__case_file__number"),
    )
    op.create_index(op.f("ix__case_file__about_id"), "case_file", ["about_id"])
    op.create_index("ix__case_file__inbox", "case_file", ["office_id", "state", "due_on"])
    op.create_index(op.f("ix__case_file__institution_id"), "case_file", ["institution_id"])
    op.create_index("ix__case_file__officer", "case_file", ["officer_id", "state"])
    op.create_index(op.f("ix__case_file__registration_id"), "case_file", ["registration_id"])
    op.create_index(op.f("ix__case_file__ruc"), "case_file", ["ruc"])
    op.create_index(op.f("ix__case_file__search_text"), "case_file", ["search_text"])
    op.create_index(op.f("ix__case_file__state"), "case_file", ["state"])
    op.create_table(
        "case_check",
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(40), nullable=False),
        sa.Column("state", _list("state", CHECK_STATES), nullable=False),
        sa.Column("remark", sa.String(500), nullable=False),
        _check("case_check", "observed_with_remark", "state <> 'observed' OR length(remark) > 0"),
        _key("case_check", "case_file_id", "case_file"),
        sa.PrimaryKeyConstraint("case_file_id", "requirement", name=op.f("pk__case_check")),
    )
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("kind", _list("kind", CASE_EVENTS), nullable=False),
        sa.Column("state", _list("state", CASE_STATES), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        _instant("at"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(4000), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("opinion", _list("opinion", OPINIONS), nullable=True),
        sa.Column("is_favourable", sa.Boolean(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(120), nullable=False),
        sa.Column("actor_post", sa.String(120), nullable=False),
        _check("case_event", "due_after_day", "due_on >= on_day"),
        _key("case_event", "account_id", "account"),
        _key("case_event", "case_file_id", "case_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__case_event")),
    )
    op.create_index(op.f("ix__case_event__case_file_id"), "case_event", ["case_file_id"])
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(40), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        _instant("started_at"),
        _check("upload", "not_empty", "size_bytes > 0"),
        _key("upload", "case_file_id", "case_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__upload")),
        sa.UniqueConstraint("key", name=op.f("uq__upload__key")),
    )
    op.create_index(op.f("ix__upload__case_file_id"), "upload", ["case_file_id"])
    op.create_index(op.f("ix__upload__started_at"), "upload", ["started_at"])
    op.create_table(
        "upload_piece",
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk__upload_piece__upload_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("upload_id", "offset", name=op.f("pk__upload_piece")),
    )


def _keep_agreements() -> None:
    op.create_table(
        "agreement",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=True),
        sa.Column("renews_id", sa.Integer(), nullable=True),
        sa.Column("kind", _list("kind", AGREEMENT_KINDS), nullable=False),
        sa.Column("state", _list("state", AGREEMENT_STATES), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("purpose", sa.String(2000), nullable=False),
        sa.Column("counterpart", sa.String(120), nullable=False),
        sa.Column("counterpart_post", sa.String(120), nullable=False),
        sa.Column("clauses", sa.Text(), nullable=False),
        sa.Column("annexes", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("termination", _list("termination", TERMINATIONS), nullable=True),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("termination_words", sa.String(500), nullable=False),
        *_record(),
        _check("agreement", "terminated_with_cause", "(state = 'terminated') = (termination IS NOT NULL)"),
        _check("agreement", "stored_states", "state IN ('draft', 'to_sign', 'in_force', 'terminated')"),
        _check("agreement", "dates_in_order", "ends_on > starts_on"),
        _key("agreement", "case_file_id", "case_file"),
        _key("agreement", "institution_id", "institution"),
        _key("agreement", "office_id", "office"),
        _key("agreement", "renews_id", "agreement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__agreement")),
        sa.UniqueConstraint("renews_id", name=op.f("uq__agreement__renews_id")),
        sa.UniqueConstraint("year", "number", name="uq__agreement__number"),
    )
    op.create_index(op.f("ix__agreement__case_file_id"), "agreement", ["case_file_id"])
    op.create_index(op.f("ix__agreement__institution_id"), "agreement", ["institution_id"])
    op.create_index(op.f("ix__agreement__office_id"), "agreement", ["office_id"])
    op.create_table(
        "agreement_obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("side", _list("side", SIDES), nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(300), nullable=False),
        _key("agreement_obligation", "agreement_id", "agreement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__agreement_obligation")),
    )
    op.create_index(op.f("ix__agreement_obligation__agreement_id"), "agreement_obligation", ["agreement_id"])


def _keep_help() -> None:
    op.create_table(
        "social_service",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("kind", _list("kind", HELPS), nullable=False),
        sa.Column("description", sa.String(500), nullable=False),
        sa.Column("audiences", sa.Text(), nullable=False),
        sa.Column("districts", sa.Text(), nullable=False),
        sa.Column("how_to_ask", sa.String(300), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        *_record(),
        _check("social_service", "for_somebody", "length(audiences) > 0"),
        _check("social_service", "somewhere", "length(districts) > 0"),
        _key("social_service", "institution_id", "institution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__social_service")),
    )
    op.create_index(op.f("ix__social_service__institution_id"), "social_service", ["institution_id"])
    op.create_table(
        "planned_vacancy_change",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("was_applied", sa.Boolean(), nullable=False),
        *_record(),
        _key("planned_vacancy_change", "account_id", "account"),
        _key("planned_vacancy_change", "vacancy_id", "vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__planned_vacancy_change")),
    )
    op.create_index(op.f("ix__planned_vacancy_change__vacancy_id"), "planned_vacancy_change", ["vacancy_id"])
    op.create_index(
        "uq__planned_vacancy_change__waiting",
        "planned_vacancy_change",
        ["vacancy_id"],
        unique=True,
        sqlite_where=sa.text("settled_on IS NULL"),
        postgresql_where=sa.text("settled_on IS NULL"),
    )


def _keep_notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_event_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("means", _list("means", MEANS), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("state", _list("state", NOTICE_STATES), nullable=False),
        _instant("created_at"),
        _instant("sent_at", nullable=True),
        _instant("received_at", nullable=True),
        sa.Column("proof", sa.String(200), nullable=False),
        _check("notice", "received_when", "(state = 'received') = (received_at IS NOT NULL)"),
        sa.CheckConstraint(_one_of(NOTICE_SUBJECTS), name=op.f("ck__notice__one_subject")),
        _key("notice", "agreement_id", "agreement"),
        _key("notice", "case_event_id", "case_event"),
        _key("notice", "registration_id", "registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__notice")),
    )
    op.create_index(op.f("ix__notice__agreement_id"), "notice", ["agreement_id"])
    op.create_index(op.f("ix__notice__case_event_id"), "notice", ["case_event_id"])
    op.create_index(op.f("ix__notice__registration_id"), "notice", ["registration_id"])


def _widen_attachments() -> None:
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.add_column(sa.Column("case_file_id", sa.Integer()))
        batch_op.add_column(sa.Column("requirement", sa.String(40)))
        batch_op.add_column(sa.Column("agreement_id", sa.Integer()))
        batch_op.create_foreign_key(op.f("fk__attachment__case_file_id"), "case_file", ["case_file_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk__attachment__agreement_id"), "agreement", ["agreement_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck__attachment__requirement_of_case_file"),
            sa.text("requirement IS NULL OR case_file_id IS NOT NULL"),
        )
    _settle_subjects("attachment", PAPER_SUBJECTS)
    op.create_index(op.f("ix__attachment__case_file_id"), "attachment", ["case_file_id"])
    op.create_index(op.f("ix__attachment__agreement_id"), "attachment", ["agreement_id"])


def _narrow_attachments() -> None:
    op.execute("DELETE FROM attachment WHERE case_file_id IS NOT NULL OR agreement_id IS NOT NULL")
    attachment = sa.table("attachment", sa.column("kind", sa.String(32)))
    op.execute(attachment.update().where(attachment.c.kind.not_in(OLD_PAPERS)).values(kind="other"))
    _settle_subjects("attachment", PAPER_SUBJECTS[:3])
    op.drop_index(op.f("ix__attachment__case_file_id"), "attachment")
    op.drop_index(op.f("ix__attachment__agreement_id"), "attachment")
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.drop_constraint(op.f("ck__attachment__requirement_of_case_file"), type_="check")
        for column in ("case_file_id", "agreement_id"):
            batch_op.drop_constraint(op.f(f"fk__attachment__{column}"), type_="foreignkey")
            batch_op.drop_column(column)
        batch_op.drop_column("requirement")


def _widen_documents() -> None:
    op.drop_index("uq__document__one_in_force", "document")
    _admit("document", "kind", LETTERS)
    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column("placement_id", existing_type=sa.Integer(), nullable=True)
        for column, table in (
            ("case_file_id", "case_file"),
            ("agreement_id", "agreement"),
            ("credential_id", "credential"),
        ):
            batch_op.add_column(sa.Column(column, sa.Integer()))
            batch_op.create_foreign_key(op.f(f"fk__document__{column}"), table, [column], ["id"])
        batch_op.create_check_constraint(op.f("ck__document__one_subject"), _one_of(LETTER_SUBJECTS))
    for column in LETTER_SUBJECTS[1:]:
        op.create_index(op.f(f"ix__document__{column}"), "document", [column])
    _index_in_force()


def _narrow_documents() -> None:
    op.drop_index("uq__document__one_in_force", "document")
    op.execute("DELETE FROM document WHERE placement_id IS NULL")
    for column in LETTER_SUBJECTS[1:]:
        op.drop_index(op.f(f"ix__document__{column}"), "document")
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_constraint(op.f("ck__document__one_subject"), type_="check")
        for column in LETTER_SUBJECTS[1:]:
            batch_op.drop_constraint(op.f(f"fk__document__{column}"), type_="foreignkey")
            batch_op.drop_column(column)
        batch_op.alter_column("placement_id", existing_type=sa.Integer(), nullable=False)
    _admit("document", "kind", OLD_LETTERS)
    _index_in_force()


def _index_in_force() -> None:
    op.create_index(
        "uq__document__one_in_force",
        "document",
        ["placement_id", "kind", "period"],
        unique=True,
        sqlite_where=ISSUED,
        postgresql_where=ISSUED,
    )


def _settle_subjects(table: str, columns: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"ck__{table}__one_subject"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck__{table}__one_subject"), _one_of(columns))


def _one_of(columns: tuple[str, ...]) -> sa.TextClause:
    return sa.text("1 = " + " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns))


def _admit(table: str, column: str, values: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"ck__{table}__{column}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck__{table}__{column}"), sa.text(f"{column} IN ({listed})"))


def _list(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck__{table}__{name}"))


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk__{table}__{column}"))


def _instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _record() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        _instant("created_at"),
        _instant("updated_at"),
        sa.Column("version", sa.Integer(), nullable=False),
    ]

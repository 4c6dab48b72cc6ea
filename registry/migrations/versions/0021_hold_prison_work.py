"""Hold prison work: workshops, activities, inmates, applications, rounds, assignments, daily sheets and pay"""

import sqlalchemy as sa
from alembic import op

from registry.migrations.guards import guard, guard_all_but, unguard, unguard_all_but

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORK_PLACES = ("workshop", "cell", "corridor")
MODALITIES = ("individual", "group", "workshop")
PRODUCTIVE_ACTIVITY_STATES = ("draft", "proposed", "returned", "published", "closed")
PAY_BASES = ("month", "hour", "piece")
TRADES = (
    "gardening",
    "cleaning",
    "painting",
    "carpentry",
    "masonry",
    "electricity",
    "plumbing",
    "cooking",
    "sewing",
    "office",
    "computing",
    "teaching",
    "nursing",
    "driving",
    "mechanics",
    "loading",
    "security",
    "farming",
)
WORK_VACANCY_STATES = ("draft", "published", "closed")
DOCUMENT_KINDS = ("dni", "foreigner_card", "temporary_permit", "passport")
SEXES = ("female", "male")
SITUATIONS = ("defendant", "sentenced")
REGIMES = ("ordinary", "special", "semi_open", "open")
STAGES = ("minimum", "medium", "maximum", "special_c", "special_b", "special_a", "extreme", "semi_open", "open")
LEVELS = (
    "none",
    "primary_incomplete",
    "primary",
    "secondary_incomplete",
    "secondary",
    "technical_incomplete",
    "technical",
    "university_incomplete",
    "university",
)
WORK_APPLICATION_STATES = ("filed", "assigned", "withdrawn")
PROFESSIONS = ("health", "psychology", "social", "work")
VERDICTS = ("approved", "disapproved")
WORK_ROUND_STATES = ("queued", "running", "ready", "stopped", "applied", "interrupted", "empty")
WORK_PROPOSAL_STATES = ("to_review", "staged", "confirmed", "changed", "unplaced")
INSTRUCTIONS = ("pin", "exclude")
WORK_ASSIGNMENT_STATES = ("running", "ended")
END_CAUSES = (
    "contract",
    "withdrawal",
    "release",
    "transfer",
    "health",
    "activity_closed",
    "abandonment",
    "moved",
    "undone",
)
DECISIONS = ("confirm", "move", "leave_unplaced", "pin", "exclude", "undo")
SOURCES = ("phone", "paper", "office", "imported", "api")
WORK_SHEET_STATES = ("open", "closed")
RECEIVERS = ("operator", "reparation", "alimony", "worker")
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
    "filing_receipt",
    "observation_notice",
    "resolution",
    "agreement",
    "pastoral_credential",
)
LETTERS = (*OLD_LETTERS, "redemption_certificate", "work_certificate", "pay_slip")
OLD_PAPERS = (
    "resolution",
    "agreement",
    "court_paper",
    "identification",
    "photo",
    "attendance_sheet",
    "excuse",
    "statutes",
    "credential_letter",
    "work_plan",
    "signed_agreement",
    "annex",
    "visit_photo",
    "other",
)
PAPERS = (*OLD_PAPERS, "work_application", "free_will", "work_sheet")
OLD_PAPER_SUBJECTS = ("institution_id", "sentence_id", "sheet_id", "case_file_id", "agreement_id")
OLD_LETTER_SUBJECTS = ("placement_id", "case_file_id", "agreement_id", "credential_id")
APPEND_ONLY = ("inmate_stage", "work_entry", "settled_pay", "settled_part", "arrears_payment")
SEALED = {"work_evaluation": "reason"}
TABLES = (
    "arrears_payment",
    "arrears_plan",
    "settled_part",
    "settled_pay",
    "settlement",
    "authorised_day",
    "work_sheet",
    "work_entry",
    "work_decision",
    "work_assignment",
    "work_instruction",
    "work_proposal",
    "work_round",
    "induction",
    "work_evaluation",
    "work_application",
    "alimony_order",
    "inmate_stage",
    "inmate",
    "work_vacancy",
    "productive_activity",
    "workshop_room",
    "workshop",
    "pavilion",
)


def upgrade() -> None:
    _keep_workshops()
    _keep_activities()
    _keep_inmates()
    _keep_applications()
    _keep_rounds()
    _keep_assignments()
    _keep_the_record()
    _keep_pay()
    _admit("document", "kind", LETTERS)
    _admit("attachment", "kind", PAPERS)
    _widen("document", OLD_LETTER_SUBJECTS)
    _widen("attachment", OLD_PAPER_SUBJECTS)
    for table in APPEND_ONLY:
        guard(table)
    for table, sealed in SEALED.items():
        guard_all_but(table, sealed)


def downgrade() -> None:
    for table, sealed in SEALED.items():
        unguard_all_but(table, sealed)
    for table in APPEND_ONLY:
        unguard(table)
    op.execute("UPDATE work_application SET attachment_id = NULL")
    _narrow("attachment", OLD_PAPER_SUBJECTS)
    _narrow("document", OLD_LETTER_SUBJECTS)
    _admit("attachment", "kind", OLD_PAPERS)
    _admit("document", "kind", OLD_LETTERS)
    for table in TABLES:
        op.drop_table(table)


def _keep_workshops() -> None:
    op.create_table(
        "pavilion",
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__pavilion")),
        sa.UniqueConstraint("prison", "name", name="uq__pavilion__name"),
    )
    op.create_table(
        "workshop",
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("floor_m2", sa.Double(), nullable=True),
        sa.Column("place", _list("place", WORK_PLACES), nullable=False),
        sa.Column("pavilions", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        *_record(),
        _check("workshop", "floor_positive", "floor_m2 > 0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__workshop")),
        sa.UniqueConstraint("prison", "name", name="uq__workshop__name"),
    )
    op.create_table(
        "workshop_room",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        _check("workshop_room", "capacity_not_negative", "capacity >= 0"),
        _check("workshop_room", "half_day_of_week", "shift BETWEEN 0 AND 13"),
        _key("workshop_room", "workshop_id", "workshop"),
        sa.PrimaryKeyConstraint("workshop_id", "shift", name=op.f("pk__workshop_room")),
    )


def _keep_activities() -> None:
    op.create_table(
        "productive_activity",
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("product", sa.String(300), nullable=False),
        sa.Column("modality", _list("modality", MODALITIES), nullable=False),
        sa.Column("state", _list("state", PRODUCTIVE_ACTIVITY_STATES), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("minimum_crew", sa.Integer(), nullable=False),
        sa.Column("maximum_crew", sa.Integer(), nullable=True),
        sa.Column("regimes", sa.Text(), nullable=False),
        sa.Column("stages", sa.Text(), nullable=False),
        sa.Column("sexes", sa.Text(), nullable=False),
        sa.Column("is_for_youth", sa.Boolean(), nullable=False),
        sa.Column("needs_account", sa.Boolean(), nullable=False),
        sa.Column("demands", sa.Text(), nullable=False),
        sa.Column("training_hours", sa.Double(), nullable=False),
        sa.Column("is_training", sa.Boolean(), nullable=False),
        sa.Column("pay_basis", _list("pay_basis", PAY_BASES), nullable=False),
        sa.Column("pay_cents", sa.Integer(), nullable=False),
        sa.Column("full_month_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        *_record(),
        _check("productive_activity", "company_with_agreement", "(institution_id IS NULL) = (agreement_id IS NULL)"),
        _check("productive_activity", "crew_in_order", "maximum_crew >= minimum_crew"),
        _check("productive_activity", "dates_in_order", "ends_on >= starts_on"),
        _check("productive_activity", "full_month_positive", "full_month_minutes > 0"),
        _check("productive_activity", "minimum_positive", "minimum_crew > 0"),
        _check("productive_activity", "pay_not_negative", "pay_cents >= 0"),
        _check("productive_activity", "returned_with_reason", "state <> 'returned' OR length(reason) > 0"),
        _check("productive_activity", "training_not_negative", "training_hours >= 0"),
        _key("productive_activity", "agreement_id", "agreement"),
        _key("productive_activity", "institution_id", "institution"),
        _key("productive_activity", "workshop_id", "workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__productive_activity")),
    )
    op.create_index(op.f("ix__productive_activity__agreement_id"), "productive_activity", ["agreement_id"])
    op.create_index(op.f("ix__productive_activity__institution_id"), "productive_activity", ["institution_id"])
    op.create_index(op.f("ix__productive_activity__prison"), "productive_activity", ["prison"])
    op.create_index(op.f("ix__productive_activity__workshop_id"), "productive_activity", ["workshop_id"])
    op.create_table(
        "work_vacancy",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("trade", _list("trade", TRADES), nullable=False),
        sa.Column("duties", sa.String(500), nullable=False),
        sa.Column("shifts", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("places_taken", sa.Integer(), nullable=False),
        sa.Column("contract_days", sa.Integer(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("demands", sa.Text(), nullable=False),
        sa.Column("is_sunday_authorised", sa.Boolean(), nullable=False),
        sa.Column("state", _list("state", WORK_VACANCY_STATES), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        *_record(),
        _check("work_vacancy", "contract_positive", "contract_days > 0"),
        _check("work_vacancy", "places_not_exceeded", "0 <= places_taken AND places_taken <= places"),
        _check("work_vacancy", "places_positive", "places > 0"),
        _check("work_vacancy", "published_with_day", "(state = 'draft') = (published_on IS NULL)"),
        _check("work_vacancy", "shifts_fourteen_bits", "shifts BETWEEN 1 AND 16383"),
        _key("work_vacancy", "activity_id", "productive_activity"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_vacancy")),
    )
    op.create_index(op.f("ix__work_vacancy__activity_id"), "work_vacancy", ["activity_id"])


def _keep_inmates() -> None:
    op.create_table(
        "inmate",
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("pavilion_id", sa.Integer(), nullable=True),
        sa.Column("document_kind", _list("document_kind", DOCUMENT_KINDS), nullable=False),
        sa.Column("document_number", sa.String(20), nullable=False),
        sa.Column("given_names", sa.String(80), nullable=False),
        sa.Column("first_surname", sa.String(60), nullable=False),
        sa.Column("second_surname", sa.String(60), nullable=False),
        sa.Column("search_text", sa.String(220), nullable=False),
        sa.Column("sex", _list("sex", SEXES), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("situation", _list("situation", SITUATIONS), nullable=False),
        sa.Column("regime", _list("regime", REGIMES), nullable=False),
        sa.Column("stage", _list("stage", STAGES), nullable=False),
        sa.Column("held_since", sa.Date(), nullable=False),
        sa.Column("sentence_ends_on", sa.Date(), nullable=True),
        sa.Column("release_from", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("education", _list("education", LEVELS), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("is_cetpro_graduate", sa.Boolean(), nullable=False),
        sa.Column("is_first_timer", sa.Boolean(), nullable=False),
        sa.Column("free_shifts", sa.Integer(), nullable=False),
        sa.Column("inscribed_on", sa.Date(), nullable=True),
        sa.Column("inscription_folio", sa.String(40), nullable=False),
        sa.Column("may_hold_account", sa.Boolean(), nullable=False),
        sa.Column("reparation_cents", sa.Integer(), nullable=False),
        sa.Column("offences", sa.Text(), nullable=True),
        sa.Column("legal_marks", sa.Text(), nullable=True),
        sa.Column("unable", sa.Text(), nullable=True),
        sa.Column("exclusions", sa.Text(), nullable=True),
        *_record(),
        _check("inmate", "dates_in_order", "released_on >= held_since"),
        _check("inmate", "free_shifts_fourteen_bits", "free_shifts BETWEEN 0 AND 16383"),
        _check("inmate", "reparation_not_negative", "reparation_cents >= 0"),
        _key("inmate", "pavilion_id", "pavilion"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__inmate")),
        sa.UniqueConstraint("document_kind", "document_number", name="uq__inmate__document"),
    )
    op.create_index(op.f("ix__inmate__pavilion_id"), "inmate", ["pavilion_id"])
    op.create_index(op.f("ix__inmate__prison"), "inmate", ["prison"])
    op.create_index(op.f("ix__inmate__released_on"), "inmate", ["released_on"])
    op.create_index(op.f("ix__inmate__search_text"), "inmate", ["search_text"])
    op.create_table(
        "inmate_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("stage", _list("stage", STAGES), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _key("inmate_stage", "account_id", "account"),
        _key("inmate_stage", "inmate_id", "inmate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__inmate_stage")),
    )
    op.create_index("ix__inmate_stage__day", "inmate_stage", ["inmate_id", "valid_from"])
    op.create_table(
        "alimony_order",
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("beneficiary", sa.Text(), nullable=False),
        sa.Column("basis_points", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        *_record(),
        _check("alimony_order", "amount_positive", "cents > 0"),
        _check("alimony_order", "dates_in_order", "ended_on >= ordered_on"),
        _check("alimony_order", "share_of_whole", "basis_points BETWEEN 1 AND 10000"),
        _check("alimony_order", "share_or_amount", "(basis_points IS NULL) <> (cents IS NULL)"),
        _key("alimony_order", "inmate_id", "inmate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__alimony_order")),
    )
    op.create_index(op.f("ix__alimony_order__inmate_id"), "alimony_order", ["inmate_id"])


def _keep_applications() -> None:
    op.create_table(
        "work_application",
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", _list("state", WORK_APPLICATION_STATES), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("free_will_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("filed_by_id", sa.Integer(), nullable=False),
        sa.Column("filed_by_name", sa.String(120), nullable=False),
        *_record(),
        _check("work_application", "rank_not_negative", "rank >= 0"),
        _check("work_application", "withdrawn_with_day", "(state = 'withdrawn') = (withdrawn_on IS NOT NULL)"),
        _key("work_application", "attachment_id", "attachment"),
        _key("work_application", "filed_by_id", "account"),
        _key("work_application", "inmate_id", "inmate"),
        _key("work_application", "vacancy_id", "work_vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_application")),
    )
    op.create_index(op.f("ix__work_application__due_on"), "work_application", ["due_on"])
    op.create_index(op.f("ix__work_application__inmate_id"), "work_application", ["inmate_id"])
    op.create_index(op.f("ix__work_application__prison"), "work_application", ["prison"])
    op.create_index(op.f("ix__work_application__vacancy_id"), "work_application", ["vacancy_id"])
    op.create_index(
        "uq__work_application__one_live",
        "work_application",
        ["inmate_id", "vacancy_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "work_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("profession", _list("profession", PROFESSIONS), nullable=False),
        sa.Column("verdict", _list("verdict", VERDICTS), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settles", sa.Boolean(), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        sa.Column("account_post", sa.String(120), nullable=False),
        _key("work_evaluation", "account_id", "account"),
        _key("work_evaluation", "application_id", "work_application"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_evaluation")),
    )
    op.create_index("ix__work_evaluation__application", "work_evaluation", ["application_id", "profession"])
    op.create_table(
        "induction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("given_by", sa.String(120), nullable=False),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        _check("induction", "hours_positive", "hours > 0"),
        _key("induction", "account_id", "account"),
        _key("induction", "inmate_id", "inmate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__induction")),
    )
    op.create_index(op.f("ix__induction__inmate_id"), "induction", ["inmate_id"])


def _keep_rounds() -> None:
    op.create_table(
        "work_round",
        sa.Column("public_id", sa.String(36), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _list("state", WORK_ROUND_STATES), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("time_limit_seconds", sa.Integer(), nullable=False),
        sa.Column("preset", sa.String(40), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _instant("started_at", nullable=True),
        _instant("finished_at", nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("frozen_instance", sa.LargeBinary(), nullable=True),
        sa.Column("frozen_plan", sa.LargeBinary(), nullable=True),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column("change_budget", sa.Double(), nullable=True),
        sa.Column("failure", sa.String(60), nullable=False),
        *_record(),
        _check("work_round", "change_budget_share", "change_budget BETWEEN 0 AND 1"),
        _check("work_round", "time_limit_positive", "time_limit_seconds > 0"),
        _key("work_round", "based_on_id", "work_round"),
        _key("work_round", "officer_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_round")),
        sa.UniqueConstraint("public_id", name="uq__work_round__public_id"),
        sa.UniqueConstraint("prison", "year", "number", name="uq__work_round__number"),
    )
    op.create_index(op.f("ix__work_round__prison"), "work_round", ["prison"])
    op.create_table(
        "work_proposal",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("state", _list("state", WORK_PROPOSAL_STATES), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("cause", sa.String(40), nullable=False),
        *_record(),
        _key("work_proposal", "inmate_id", "inmate"),
        _key("work_proposal", "round_id", "work_round"),
        _key("work_proposal", "vacancy_id", "work_vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_proposal")),
        sa.UniqueConstraint("round_id", "inmate_id", name="uq__work_proposal__inmate"),
    )
    op.create_index(op.f("ix__work_proposal__inmate_id"), "work_proposal", ["inmate_id"])
    op.create_index(op.f("ix__work_proposal__round_id"), "work_proposal", ["round_id"])
    op.create_index(op.f("ix__work_proposal__vacancy_id"), "work_proposal", ["vacancy_id"])
    op.create_table(
        "work_instruction",
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("kind", _list("kind", INSTRUCTIONS), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        _instant("lifted_at", nullable=True),
        *_record(),
        _key("work_instruction", "inmate_id", "inmate"),
        _key("work_instruction", "officer_id", "account"),
        _key("work_instruction", "vacancy_id", "work_vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_instruction")),
    )
    op.create_index(op.f("ix__work_instruction__inmate_id"), "work_instruction", ["inmate_id"])
    op.create_index(
        "uq__work_instruction__one_pin",
        "work_instruction",
        ["inmate_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'pin' AND lifted_at IS NULL"),
        postgresql_where=sa.text("kind = 'pin' AND lifted_at IS NULL"),
    )


def _keep_assignments() -> None:
    op.create_table(
        "work_assignment",
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("state", _list("state", WORK_ASSIGNMENT_STATES), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("end_cause", _list("end_cause", END_CAUSES), nullable=True),
        sa.Column("end_words", sa.Text(), nullable=True),
        *_record(),
        _check("work_assignment", "dates_in_order", "last_on >= starts_on"),
        _check("work_assignment", "ended_with_cause", "(state = 'ended') = (end_cause IS NOT NULL)"),
        _key("work_assignment", "activity_id", "productive_activity"),
        _key("work_assignment", "inmate_id", "inmate"),
        _key("work_assignment", "proposal_id", "work_proposal"),
        _key("work_assignment", "vacancy_id", "work_vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_assignment")),
    )
    op.create_index(op.f("ix__work_assignment__activity_id"), "work_assignment", ["activity_id"])
    op.create_index(op.f("ix__work_assignment__inmate_id"), "work_assignment", ["inmate_id"])
    op.create_index(op.f("ix__work_assignment__prison"), "work_assignment", ["prison"])
    op.create_index(op.f("ix__work_assignment__proposal_id"), "work_assignment", ["proposal_id"])
    op.create_index(op.f("ix__work_assignment__vacancy_id"), "work_assignment", ["vacancy_id"])
    op.create_index(
        "uq__work_assignment__one_running",
        "work_assignment",
        ["inmate_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "work_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("kind", _list("kind", DECISIONS), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        _instant("decided_at"),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("officer_name", sa.String(120), nullable=False),
        sa.Column("officer_post", sa.String(120), nullable=False),
        _check("work_decision", "override_has_reason", "kind IN ('confirm', 'undo') OR reason IS NOT NULL"),
        _key("work_decision", "assignment_id", "work_assignment"),
        _key("work_decision", "officer_id", "account"),
        _key("work_decision", "proposal_id", "work_proposal"),
        _key("work_decision", "vacancy_id", "work_vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_decision")),
    )
    op.create_index(op.f("ix__work_decision__proposal_id"), "work_decision", ["proposal_id"])


def _keep_the_record() -> None:
    op.create_table(
        "work_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=True),
        sa.Column("left_at", sa.Integer(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("place", _list("place", WORK_PLACES), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(300), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("source", _list("source", SOURCES), nullable=False),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        sa.Column("account_post", sa.String(120), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("key_sha256", sa.String(64), nullable=True),
        _check("work_entry", "arrived_in_day", "arrived BETWEEN 0 AND 1439"),
        _check("work_entry", "left_after_arrived", "arrived < left_at AND left_at <= 1440"),
        _check("work_entry", "pieces_not_negative", "pieces >= 0"),
        _key("work_entry", "account_id", "account"),
        _key("work_entry", "assignment_id", "work_assignment"),
        _key("work_entry", "replaces_id", "work_entry"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_entry")),
        sa.UniqueConstraint("key", name="uq__work_entry__key"),
        sa.UniqueConstraint("replaces_id", name="uq__work_entry__replaces_id"),
    )
    op.create_index("ix__work_entry__assignment_day", "work_entry", ["assignment_id", "day"])
    op.create_index(op.f("ix__work_entry__day"), "work_entry", ["day"])
    op.create_index(
        "uq__work_entry__one_first",
        "work_entry",
        ["assignment_id", "day", "session"],
        unique=True,
        sqlite_where=sa.text("replaces_id IS NULL"),
        postgresql_where=sa.text("replaces_id IS NULL"),
    )
    op.create_table(
        "work_sheet",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", _list("state", WORK_SHEET_STATES), nullable=False),
        _instant("closed_at", nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_by_name", sa.String(120), nullable=False),
        sa.Column("closed_by_post", sa.String(120), nullable=False),
        sa.Column("entries_sha256", sa.String(64), nullable=True),
        *_record(),
        _check("work_sheet", "closed_with_hash", "(state = 'closed') = (entries_sha256 IS NOT NULL)"),
        _check("work_sheet", "closed_with_instant", "(state = 'closed') = (closed_at IS NOT NULL)"),
        _key("work_sheet", "activity_id", "productive_activity"),
        _key("work_sheet", "closed_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__work_sheet")),
        sa.UniqueConstraint("activity_id", "month", name="uq__work_sheet__month"),
    )
    op.create_index(op.f("ix__work_sheet__activity_id"), "work_sheet", ["activity_id"])
    op.create_index(op.f("ix__work_sheet__month"), "work_sheet", ["month"])
    op.create_table(
        "authorised_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.String(60), nullable=False),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        _key("authorised_day", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__authorised_day")),
        sa.UniqueConstraint("prison", "day", name="uq__authorised_day__day"),
    )


def _keep_pay() -> None:
    op.create_table(
        "settlement",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("prison", sa.String(32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", _list("state", WORK_SHEET_STATES), nullable=False),
        _instant("closed_at", nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_by_name", sa.String(120), nullable=False),
        sa.Column("closed_by_post", sa.String(120), nullable=False),
        sa.Column("lines_sha256", sa.String(64), nullable=True),
        *_record(),
        _check("settlement", "closed_with_instant", "(state = 'closed') = (closed_at IS NOT NULL)"),
        _key("settlement", "activity_id", "productive_activity"),
        _key("settlement", "closed_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__settlement")),
        sa.UniqueConstraint("activity_id", "month", name="uq__settlement__month"),
    )
    op.create_index(op.f("ix__settlement__activity_id"), "settlement", ["activity_id"])
    op.create_index(op.f("ix__settlement__month"), "settlement", ["month"])
    op.create_index(op.f("ix__settlement__prison"), "settlement", ["prison"])
    op.create_table(
        "settled_pay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("income", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("contribution_unpaid", sa.Integer(), nullable=False),
        _check("settled_pay", "income_whole", "income = earned + corrected + carried"),
        _check("settled_pay", "unpaid_not_negative", "contribution_unpaid >= 0"),
        _key("settled_pay", "inmate_id", "inmate"),
        _key("settled_pay", "settlement_id", "settlement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__settled_pay")),
        sa.UniqueConstraint("settlement_id", "inmate_id", name="uq__settled_pay__worker"),
    )
    op.create_index(op.f("ix__settled_pay__inmate_id"), "settled_pay", ["inmate_id"])
    op.create_table(
        "settled_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settled_pay_id", sa.Integer(), nullable=False),
        sa.Column("receiver", _list("receiver", RECEIVERS), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        _check("settled_part", "cents_positive", "cents > 0"),
        _key("settled_part", "order_id", "alimony_order"),
        _key("settled_part", "settled_pay_id", "settled_pay"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__settled_part")),
    )
    op.create_index(op.f("ix__settled_part__settled_pay_id"), "settled_part", ["settled_pay_id"])
    op.create_table(
        "arrears_plan",
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        *_record(),
        _check("arrears_plan", "cents_positive", "cents > 0"),
        _key("arrears_plan", "inmate_id", "inmate"),
        _key("arrears_plan", "officer_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__arrears_plan")),
    )
    op.create_index(op.f("ix__arrears_plan__inmate_id"), "arrears_plan", ["inmate_id"])
    op.create_table(
        "arrears_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inmate_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(60), nullable=False),
        _instant("recorded_at"),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(120), nullable=False),
        _check("arrears_payment", "cents_positive", "cents > 0"),
        _key("arrears_payment", "account_id", "account"),
        _key("arrears_payment", "inmate_id", "inmate"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__arrears_payment")),
    )
    op.create_index(op.f("ix__arrears_payment__inmate_id"), "arrears_payment", ["inmate_id"])


def _widen(table: str, subjects: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(sa.Column("inmate_id", sa.Integer()))
        batch_op.create_foreign_key(op.f(f"fk__{table}__inmate_id"), "inmate", ["inmate_id"], ["id"])
    _settle_subjects(table, (*subjects, "inmate_id"))
    op.create_index(op.f(f"ix__{table}__inmate_id"), table, ["inmate_id"])


def _narrow(table: str, subjects: tuple[str, ...]) -> None:
    op.execute(f"DELETE FROM {table} WHERE inmate_id IS NOT NULL")
    op.drop_index(op.f(f"ix__{table}__inmate_id"), table)
    _settle_subjects(table, subjects)
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f"fk__{table}__inmate_id"), type_="foreignkey")
        batch_op.drop_column("inmate_id")


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

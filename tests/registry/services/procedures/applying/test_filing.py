from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import reading
from registry.models import CaseFile
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, papers
from registry.services.procedures.reading import get_case
from registry.vocabulary.institutions import InstitutionNature
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode, TaskState
from tests.factories.accounts import make_office, make_officer
from tests.factories.procedures import (
    FILED_ON,
    bearer_of,
    example_answers,
    fill,
    happen,
    make_draft,
    make_filed,
    make_observed,
    make_ready,
    paper,
)

PUBLIC_UNIT, PRIVATE_UNIT = ProcedureCode.PUBLIC_UNIT, ProcedureCode.PRIVATE_UNIT


def kinds_of(case: CaseFile) -> list[CaseEventKind]:
    return [event.kind for event in get_case(case.id, by=bearer_of(case), on=FILED_ON).events]


def test_drafts_of_a_year_are_numbered_one_after_the_other(app: Flask) -> None:
    drafts = [make_draft(), make_draft(), make_draft(on=date(2027, 1, 4))]

    assert [draft.shown_number for draft in drafts] == ["EXP-2026-000001", "EXP-2026-000002", "EXP-2027-000001"]


def test_the_same_form_sent_twice_begins_one_draft(app: Flask) -> None:
    first = filing.open_draft(PUBLIC_UNIT, key="una", by=Applicant(), on=FILED_ON)
    second = filing.open_draft(PUBLIC_UNIT, key="una", by=Applicant(), on=FILED_ON)

    assert second.id == first.id


def test_somebody_else_s_key_opens_nothing(app: Flask) -> None:
    filing.open_draft(PUBLIC_UNIT, key="una", by=Applicant(), on=FILED_ON)

    with pytest.raises(NotFound):
        filing.open_draft(PUBLIC_UNIT, key="una", by=Applicant(account=make_officer()), on=FILED_ON)


def test_what_was_typed_is_kept_until_it_is_accepted(app: Flask) -> None:
    case = make_draft()
    by = bearer_of(case)

    filing.save_typed(case.id, "ruc", {"ruc": "2013"}, by=by)
    filing.save_typed(case.id, "contact", {"email": "mesa@"}, by=by)
    assert get_case(case.id, by=by).file.answers["typed"] == {"ruc": {"ruc": "2013"}, "contact": {"email": "mesa@"}}

    filing.complete_step(case.id, "ruc", {"ruc": "20131312955"}, by=by)
    assert get_case(case.id, by=by).file.answers == {
        "ruc": {"ruc": "20131312955"},
        "typed": {"contact": {"email": "mesa@"}},
    }


def test_another_bearer_changes_nothing(app: Flask) -> None:
    case, other = make_draft(), make_draft()

    with pytest.raises(NotFound):
        filing.save_typed(case.id, "ruc", {"ruc": "20131312955"}, by=bearer_of(other))
    with pytest.raises(NotFound):
        filing.submit(case.id, by=Applicant(), on=FILED_ON)


def test_a_step_that_the_procedure_lacks_is_not_found(app: Flask) -> None:
    case = make_draft()

    with pytest.raises(NotFound):
        filing.save_typed(case.id, "agents", {}, by=bearer_of(case))


def test_a_private_institution_declares_itself_no_public_one(app: Flask) -> None:
    draft = make_draft(ProcedureCode.PUBLIC_UNIT)
    private = example_answers(InstitutionNature.PRIVATE_SOCIAL)["institution"]

    with pytest.raises(InvalidFields) as refusal:
        filing.complete_step(draft.id, "institution", private, by=bearer_of(draft))

    assert refusal.value.problems == {"nature": ("case_nature_other", {"nature": "pública"})}


def test_more_than_any_form_holds_is_refused(app: Flask) -> None:
    case = make_draft()

    with pytest.raises(InvalidFields) as refusal:
        filing.save_typed(case.id, "ruc", {"ruc": "9" * filing.MOST_LETTERS}, by=bearer_of(case))

    assert refusal.value.problems["ruc"][0] == "case_too_long"


def test_the_answers_tell_lists_whose_it_is_and_where(app: Flask) -> None:
    office, _far = make_office(), make_office(region="lima", ubigeo="150101", latitude=-12.05, longitude=-77.04)
    case = make_ready(answers={"ruc": {"ruc": "20131312955"}})

    assert (case.ruc, case.applicant, case.ubigeo) == ("20131312955", "Municipalidad Distrital de Ñuñoa", "211101")
    assert case.search_text == f"{case.shown_number.lower()} 20131312955 municipalidad distrital de nunoa"
    assert (case.office_id, case.email) == (office.id, "mesa@nunoa.example")
    assert case.consented_at is not None


def test_consent_that_is_taken_back_is_gone(app: Flask) -> None:
    case = make_ready()

    case = filing.complete_step(case.id, "contact", {"email": "a@b.pe", "consents": False}, by=bearer_of(case))

    assert (case.consented_at, case.email) == (None, "a@b.pe")


def test_the_tasks_tell_what_is_missing(app: Flask) -> None:
    case = make_draft(PRIVATE_UNIT)
    filing.complete_step(case.id, "ruc", {"ruc": "20131312955"}, by=bearer_of(case))

    tasks = {task.step.code: task for task in get_case(case.id, by=bearer_of(case)).tasks}

    assert tasks["ruc"].state is TaskState.DONE
    assert tasks["contact"].state is TaskState.MISSING
    assert tasks["declaration"].state is TaskState.NOT_YET
    assert [missing.code for missing in tasks["documents"].missing] == ["statutes", "appointment", "site_photo"]


def test_a_draft_that_lacks_something_is_refused_by_step(app: Flask) -> None:
    case = make_draft()
    filing.complete_step(case.id, "ruc", {"ruc": "20131312955"}, by=bearer_of(case))

    with pytest.raises(InvalidFields) as refusal:
        filing.submit(case.id, by=bearer_of(case), on=FILED_ON)

    assert sorted(refusal.value.problems) == [
        "contact",
        "declaration",
        "documents",
        "institution",
        "sites",
        "vacancies",
    ]
    assert refusal.value.problems["documents"][0] == "case_papers_missing"


def test_a_change_after_the_declaration_asks_for_it_again(app: Flask) -> None:
    case = make_ready()

    filing.complete_step(case.id, "contact", {"email": "otro@nunoa.example"}, by=bearer_of(case))

    with pytest.raises(InvalidFields) as refusal:
        filing.submit(case.id, by=bearer_of(case), on=FILED_ON)
    assert list(refusal.value.problems) == ["declaration"]


def test_a_filed_file_has_its_history_its_checks_and_its_term(app: Flask) -> None:
    case = make_filed()

    assert (case.state, case.filed_on, case.due_on) == (CaseState.SUBMITTED, FILED_ON, date(2026, 7, 14))
    assert kinds_of(case) == [CaseEventKind.OPENED, CaseEventKind.FILED]
    assert sorted(get_case(case.id, by=bearer_of(case)).checks) == ["appointment", "free_service", "taxpayer", "truth"]


def test_presenting_twice_presents_once(app: Flask) -> None:
    case = make_filed()

    again = filing.submit(case.id, by=bearer_of(case), on=FILED_ON)

    assert again.id == case.id
    assert kinds_of(case) == [CaseEventKind.OPENED, CaseEventKind.FILED]


def test_nothing_of_what_was_presented_changes_anymore(app: Flask) -> None:
    case = make_filed()

    with pytest.raises(WrongState):
        filing.save_typed(case.id, "contact", {"email": "x"}, by=bearer_of(case))
    with pytest.raises(WrongState):
        papers.attach(case.id, "appointment", paper(pages=2), by=bearer_of(case))


def test_a_cure_late_on_the_last_day_counts(app: Flask) -> None:
    case = make_observed()

    cured = filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 3))

    assert (cured.state, cured.due_on) == (CaseState.UNDER_REVIEW, date(2026, 7, 16))


def test_a_cure_on_the_day_after_is_told_so(app: Flask) -> None:
    case = make_observed()

    with pytest.raises(WrongState, match="case_cure_late"):
        filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 4))


def test_a_cure_sent_twice_is_one(app: Flask) -> None:
    case = make_observed()

    filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 2))
    filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 2))

    assert kinds_of(case).count(CaseEventKind.CURED) == 1


def test_a_file_is_observed_once(app: Flask) -> None:
    case = make_observed()
    filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 2))

    with pytest.raises(WrongState, match="case_observed_once"):
        happen(case, CaseEventKind.OBSERVED, on=date(2026, 6, 2))


def test_whoever_presented_gives_up_with_a_reason(app: Flask) -> None:
    case = make_filed()

    with pytest.raises(InvalidFields):
        filing.withdraw(case.id, reason=" ", by=bearer_of(case), on=FILED_ON)
    given_up = filing.withdraw(case.id, reason="Ya no hace falta", by=bearer_of(case), on=FILED_ON)

    assert (given_up.state, given_up.decided_on, given_up.due_on) == (CaseState.WITHDRAWN, FILED_ON, None)


def test_a_draft_is_discarded_with_its_papers(app: Flask) -> None:
    case, kept, filed = make_ready(), make_ready(), make_filed()

    filing.discard(case.id, by=bearer_of(case))

    with reading() as session:
        assert sorted(row.id for row in session.query(CaseFile)) == [kept.id, filed.id]
    with pytest.raises(WrongState):
        filing.discard(filed.id, by=bearer_of(filed))


def test_every_procedure_can_be_filled_and_presented(app: Flask) -> None:
    for procedure in (
        ProcedureCode.PRIVATE_UNIT,
        ProcedureCode.RELIGIOUS_GROUP,
        ProcedureCode.COMPANY,
        ProcedureCode.SOCIAL_HELP,
    ):
        case = make_draft(procedure)
        fill(case, by=bearer_of(case))
        assert filing.submit(case.id, by=bearer_of(case), on=FILED_ON).state is CaseState.SUBMITTED

from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode
from tests.factories.institutions import make_institution, make_registration
from tests.factories.procedures import FILED_ON, bearer_of, happen, make_draft, make_filed, make_manager, make_ready

PUBLIC_UNIT, PRIVATE_UNIT, RENEWAL = ProcedureCode.PUBLIC_UNIT, ProcedureCode.PRIVATE_UNIT, ProcedureCode.UNIT_RENEWAL


@pytest.mark.parametrize("second", [PUBLIC_UNIT, PRIVATE_UNIT])
def test_an_institution_whose_file_waits_presents_no_second_one(app: Flask, second: ProcedureCode) -> None:
    first = make_filed()
    case = make_draft(second)

    with pytest.raises(InvalidFields) as refusal:
        filing.complete_step(case.id, "ruc", {"ruc": first.ruc}, by=bearer_of(case))

    assert refusal.value.problems == {"ruc": ("case_known", {})}


def test_a_second_draft_is_refused_once_the_first_was_presented(app: Flask) -> None:
    given = {"ruc": {"ruc": "20131312955"}}
    first, second = make_ready(answers=given), make_ready(answers=given)
    filing.submit(first.id, by=bearer_of(first), on=FILED_ON)

    with pytest.raises(InvalidFields) as refusal:
        filing.submit(second.id, by=bearer_of(second), on=FILED_ON)

    assert refusal.value.problems == {"ruc": ("case_known", {})}


def test_the_same_institution_may_ask_for_another_role(app: Flask) -> None:
    first = make_filed()

    other = make_filed(ProcedureCode.SOCIAL_HELP, answers={"ruc": {"ruc": first.ruc}})

    assert other.state is CaseState.SUBMITTED


def test_whoever_is_registered_is_sent_to_the_renewal(app: Flask) -> None:
    institution = make_institution()
    make_registration(institution)
    case = make_draft()

    with pytest.raises(InvalidFields) as refusal:
        filing.complete_step(case.id, "ruc", {"ruc": institution.ruc}, by=bearer_of(case))

    assert refusal.value.problems["ruc"][0] == "case_registered"


def test_a_renewal_is_presented_from_the_institution_s_account(app: Flask) -> None:
    institution = make_institution()
    registration = make_registration(institution, valid_to=date(2026, 7, 15))
    by = Applicant(account=make_manager(institution))

    case = make_filed(RENEWAL, by=by, registration_id=registration.id)

    assert (case.state, case.ruc, case.institution_id) == (CaseState.SUBMITTED, institution.ruc, institution.id)


def test_a_renewal_comes_neither_early_nor_from_anybody(app: Flask) -> None:
    institution = make_institution()
    registration = make_registration(institution, valid_to=date(2026, 12, 31))
    manager, other = make_manager(institution), make_manager(make_institution())

    with pytest.raises(WrongState, match="case_renewal_early"):
        make_draft(RENEWAL, by=Applicant(account=manager), registration_id=registration.id)
    with pytest.raises(NotFound):
        make_draft(RENEWAL, by=Applicant(account=other), registration_id=registration.id)
    with pytest.raises(WrongState, match="case_needs_account"):
        make_draft(RENEWAL, registration_id=registration.id)


def test_a_renewal_opens_sixty_days_before_the_end(app: Flask) -> None:
    institution = make_institution()
    registration = make_registration(institution, valid_to=date(2026, 7, 30))
    by = Applicant(account=make_manager(institution))

    with pytest.raises(WrongState, match="case_renewal_early"):
        make_draft(RENEWAL, by=by, on=date(2026, 5, 31), registration_id=registration.id)

    assert make_draft(RENEWAL, by=by, on=date(2026, 6, 1), registration_id=registration.id).is_open


def test_a_denial_is_contested_within_its_term(app: Flask) -> None:
    denied = make_filed()
    happen(denied, CaseEventKind.ASSIGNED, on=FILED_ON)
    happen(denied, CaseEventKind.DENIED, on=FILED_ON, words="No tiene fin social.")

    case = make_draft(ProcedureCode.RECONSIDERATION, by=bearer_of(denied), on=date(2026, 6, 22), about_id=denied.id)
    assert (case.about_id, case.ruc) == (denied.id, denied.ruc)

    with pytest.raises(WrongState, match="case_contest_late"):
        make_draft(ProcedureCode.RECONSIDERATION, by=bearer_of(denied), on=date(2026, 6, 23), about_id=denied.id)


def test_only_a_denial_is_contested(app: Flask) -> None:
    case = make_filed()

    with pytest.raises(WrongState, match="case_not_contestable"):
        make_draft(ProcedureCode.RECONSIDERATION, by=bearer_of(case), about_id=case.id)

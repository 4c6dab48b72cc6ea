import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from registry.errors import DomainError, InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import reading
from registry.models import (
    Account,
    BeneficiaryUnit,
    CaseFile,
    Document,
    Institution,
    Vacancy,
)
from registry.services.documents.verification import recheck_all
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.decision.deciding import Decided
from registry.services.procedures.decision.reviewing import Visit
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseState, CheckState, ProcedureCode
from tests.factories.accounts import make_chief, make_officer
from tests.factories.procedures import FILED_ON, example_answers, make_filed
from tests.registry.services.procedures.reviewed import (
    DECIDED_ON,
    GROUNDS,
    NEXT_YEAR,
    approve,
    approved,
    checked,
    current,
    make_desk_chief,
    reviewed,
    taken,
)
from tests.threads import at_once


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def foreseen(case: CaseFile, officer: Account) -> Sequence[DomainError]:
    return deciding.foresee(case.id, officer=officer, on=DECIDED_ON).hindrances


def content_of(decided: Decided) -> dict[str, object]:
    with reading() as session:
        statement = select(Document).where(Document.id == decided.resolution.id).options(undefer(Document.content))
        told: dict[str, object] = json.loads(session.scalars(statement).one().content)
        return told


def test_the_resolution_tells_what_was_decided_and_by_whom(chief: Account) -> None:
    decided = approved(ProcedureCode.PUBLIC_UNIT, chief)
    content = content_of(decided)

    assert content["outcome"] == "approved"
    assert content["decided"] == [
        f"Inscribir a Municipalidad Distrital de Ñuñoa, con RUC {decided.case.ruc}, como unidad beneficiaria, desde el "
        "8 de junio de 2026, hasta el 7 de junio de 2027.",
        "Registrar su sede «Parque central», en Juliaca, San Román, Puno, con 2 plazas.",
    ]
    assert content["signatory"] == {"name": chief.full_name, "post": chief.post}
    assert content["seen"] == ["La solicitud presentada el 1 de junio de 2026 y lo que la acompaña."]


def test_the_appeal_term_is_counted_in_business_days(chief: Account) -> None:
    decided = approved(ProcedureCode.PUBLIC_UNIT, chief)

    assert decided.case.events[-1].due_on == date(2026, 6, 30)


def test_the_institution_is_invited_to_its_account(chief: Account) -> None:
    decided = approved(ProcedureCode.PUBLIC_UNIT, chief)

    assert decided.invited is not None
    account = decided.invited.account
    assert (account.role, account.email) == (Role.INSTITUTION_MANAGER, "mesa@nunoa.example")
    assert account.scope_keys(ScopeKind.INSTITUTION) == {str(decided.case.institution_id)}
    assert decided.invited.token


def test_an_account_of_the_same_address_is_given_the_second_institution_too(chief: Account) -> None:
    first, second = approved(ProcedureCode.PUBLIC_UNIT, chief), approved(ProcedureCode.PUBLIC_UNIT, chief)

    assert first.invited is not None
    assert second.invited is not None
    assert (second.invited.account.id, second.invited.is_new) == (first.invited.account.id, False)


def test_of_two_officers_at_once_one_decides(app: Flask, chief: Account) -> None:
    case = reviewed(make_filed(), chief)
    by: dict[str, Any] = {"version": case.version, "officer": chief, "on": DECIDED_ON}

    done = at_once(
        app,
        partial(deciding.approve, case.id, words=GROUNDS, valid_to=NEXT_YEAR, **by),
        partial(deciding.deny, case.id, words=GROUNDS, **by),
    )

    assert sorted(type(one).__name__ for one in done) == ["Decided", "StaleVersion"]
    with reading() as session:
        kinds = select(func.count()).select_from(Document).where(Document.kind == LetterKind.RESOLUTION)
        assert session.scalar(kinds) == 1


def test_whoever_filed_at_the_counter_leaves_the_decision_to_another(chief: Account) -> None:
    case = reviewed(make_filed(by=Applicant(account=chief)), chief)
    other = make_chief(office_id=chief.office_id)

    assert "case_own_filing" in [one.code for one in foreseen(case, chief)]
    for decide in (partial(deciding.approve, valid_to=NEXT_YEAR), deciding.deny):
        with pytest.raises(WrongState, match="case_own_filing"):
            decide(case.id, words=GROUNDS, version=case.version, officer=chief, on=DECIDED_ON)
    assert not foreseen(case, other)
    assert approve(case, other).case.state is CaseState.APPROVED


def test_deciding_twice_is_refused(chief: Account) -> None:
    decided = approved(ProcedureCode.PUBLIC_UNIT, chief)

    with pytest.raises(WrongState, match="case_over"):
        approve(decided.case, chief)


def test_nothing_is_approved_with_an_old_page(chief: Account) -> None:
    case = reviewed(make_filed(), chief)

    with pytest.raises(StaleVersion):
        deciding.approve(
            case.id, words=GROUNDS, valid_to=NEXT_YEAR, version=case.version - 1, officer=chief, on=DECIDED_ON
        )


def test_every_requirement_is_checked_before_an_approval(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(WrongState, match="approval_unmet"):
        approve(case, chief)


def test_an_observed_step_keeps_from_approving(chief: Account) -> None:
    case = reviewed(make_filed(), chief)
    reviewing.check(
        case.id, "sites", state=CheckState.OBSERVED, remark="No existe.", version=case.version, officer=chief
    )

    with pytest.raises(WrongState, match="approval_observed"):
        approve(case, chief)


def test_a_private_unit_is_approved_after_a_favourable_visit(chief: Account) -> None:
    answers = {
        "institution": example_answers()["institution"] | {"nature": "private_social", "social_purpose": "Albergue"}
    }
    case = checked(taken(make_filed(ProcedureCode.PRIVATE_UNIT, answers=answers), chief), chief)

    with pytest.raises(WrongState, match="approval_without_visit"):
        approve(case, chief)
    bad = Visit(FILED_ON, "No hay espacio.", False)
    reviewing.visit(case.id, bad, version=current(case).version, officer=chief, on=FILED_ON)
    with pytest.raises(WrongState, match="approval_without_visit"):
        approve(case, chief)
    good = Visit(FILED_ON, "Ya hay espacio.", True)
    reviewing.visit(case.id, good, version=current(case).version, officer=chief, on=FILED_ON)
    assert approve(case, chief).case.state is CaseState.APPROVED


@pytest.mark.parametrize("valid_to", [None, DECIDED_ON])
def test_the_last_day_is_entered_and_to_come(chief: Account, valid_to: date | None) -> None:
    case = reviewed(make_filed(), chief)

    with pytest.raises(InvalidFields):
        approve(case, chief, valid_to)


def test_a_refused_effect_leaves_nothing_behind(chief: Account) -> None:
    (site,) = example_answers()["sites"]["sites"]
    abroad = site | {"name": "Otra sede", "latitude": 40.4, "longitude": -3.7}
    case = reviewed(make_filed(answers={"sites": {"sites": [site, abroad]}}), chief)

    with pytest.raises(InvalidFields):
        approve(case, chief)

    with reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(one)) for one in (Institution, BeneficiaryUnit, Vacancy)
        ]
    assert counts == [0, 0, 0]


def test_a_case_officer_decides_nothing(chief: Account) -> None:
    officer = make_officer(office_id=chief.office_id)

    with pytest.raises(NotAllowed):
        approve(reviewed(make_filed(), chief), officer)


def test_another_office_decides_nothing(chief: Account) -> None:
    far = make_desk_chief(ubigeo="150101", latitude=-12.05, longitude=-77.04, region="lima")

    with pytest.raises(NotFound):
        approve(reviewed(make_filed(), chief), far)


def test_a_denial_says_why(chief: Account) -> None:
    case = taken(make_filed(), chief)

    denied = deciding.deny(
        case.id, words="El local no existe.", version=current(case).version, officer=chief, on=DECIDED_ON
    )

    assert denied.case.state is CaseState.DENIED
    assert content_of(denied)["grounds"] == "El local no existe."
    assert content_of(denied)["outcome"] == "denied"


def test_a_denial_without_grounds_is_refused(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(InvalidFields):
        deciding.deny(case.id, words=" ", version=case.version, officer=chief, on=DECIDED_ON)


def test_the_page_foresees_what_an_approval_does(chief: Account) -> None:
    case = taken(make_filed(), chief)

    prospect = deciding.foresee(case.id, officer=chief, on=DECIDED_ON)

    assert [hindrance.code for hindrance in prospect.hindrances] == ["approval_unmet"]
    assert prospect.articles[1].startswith("Registrar su sede «Parque central»")
    assert (prospect.is_lasting, prospect.valid_to) == (True, None)


def test_a_configured_validity_is_offered(chief: Account) -> None:
    case = taken(make_filed(ProcedureCode.RELIGIOUS_GROUP), chief)

    assert deciding.foresee(case.id, officer=chief, on=DECIDED_ON).valid_to == date(2027, 6, 7)


def test_every_document_of_a_file_holds_when_checked(chief: Account) -> None:
    approved(ProcedureCode.PUBLIC_UNIT, chief)

    verdicts = list(recheck_all())

    assert [verdict.kind for verdict in verdicts] == [LetterKind.FILING_RECEIPT, LetterKind.RESOLUTION]
    assert all(verdict.holds and not verdict.is_of_ledger for verdict in verdicts)

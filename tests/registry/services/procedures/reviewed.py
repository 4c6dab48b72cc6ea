"""Case files as far as an officer's review takes them, for tests of what follows."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry.extensions.database import reading
from registry.models import Account, CaseFile, Registration
from registry.procedures.catalogue import get_procedure
from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.decision.deciding import Decided
from registry.services.procedures.decision.reviewing import Opinion, Visit
from registry.vocabulary.procedures import CheckState, ProcedureCode
from tests.factories.accounts import make_chief, make_office
from tests.factories.procedures import FILED_ON, make_filed

DECIDED_ON = FILED_ON + timedelta(days=7)
NEXT_YEAR = date(2027, 6, 7)
GROUNDS = "Cumple lo que pide la norma."


def make_desk_chief(**overrides: Any) -> Account:
    """A chief of an office that can write documents."""
    office = make_office(address="Jr. Cabana 245", phone="051 321 456", **overrides)
    return make_chief(office_id=office.id)


def current(case: CaseFile) -> CaseFile:
    """The file as it is now."""
    with reading() as session:
        return session.scalars(select(CaseFile).where(CaseFile.id == case.id)).one()


def taken(case: CaseFile, officer: Account, on: date = FILED_ON) -> CaseFile:
    """The file in the officer's hands."""
    return reviewing.take(case.id, version=current(case).version, officer=officer, on=on)


def checked(case: CaseFile, officer: Account, **observed: str) -> CaseFile:
    """Every requirement met, but for those *observed* with a remark."""
    for requirement in get_procedure(case.procedure).requirements:
        remark = observed.get(requirement.code, "")
        state = CheckState.OBSERVED if remark else CheckState.MET
        version = current(case).version
        reviewing.check(case.id, requirement.code, state=state, remark=remark, version=version, officer=officer)
    return current(case)


def reviewed(case: CaseFile, officer: Account, on: date = FILED_ON) -> CaseFile:
    """The file with all that its approval needs."""
    taken(case, officer, on)
    checked(case, officer)
    found = get_procedure(case.procedure)
    if found.needs_visit:
        reviewing.visit(
            case.id, Visit(on, "Local adecuado.", True), version=current(case).version, officer=officer, on=on
        )
    for kind in found.opinions:
        opinion = Opinion(kind, True, "Es viable.")
        reviewing.opine(case.id, opinion, version=current(case).version, officer=officer, on=on)
    return current(case)


def approve(case: CaseFile, officer: Account, valid_to: date | None = NEXT_YEAR, on: date = DECIDED_ON) -> Decided:
    """The file as this officer approved it."""
    version = current(case).version
    return deciding.approve(case.id, words=GROUNDS, valid_to=valid_to, version=version, officer=officer, on=on)


def approved(procedure: ProcedureCode, officer: Account, valid_to: date | None = NEXT_YEAR) -> Decided:
    """A file that was filed, reviewed and approved."""
    return approve(reviewed(make_filed(procedure), officer), officer, valid_to)


def registered(decided: Decided) -> Registration:
    """The registration that an approval brought, with its institution."""
    with reading() as session:
        whole = select(Registration).options(joinedload(Registration.institution))
        return session.scalars(whole.where(Registration.id == decided.case.registration_id)).one()

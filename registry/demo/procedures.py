"""Case files of the first office in every state, and what institutions do once they are registered."""

from datetime import date, timedelta

from registry.demo.answers import PRISONS, Filer
from registry.demo.assistance import hold_visits
from registry.demo.filings import A_YEAR, Filings
from registry.demo.offices import POSTS, SEATS, SIGN_IN_WORDS, Territory, username_of
from registry.demo.understandings import agree
from registry.extensions.clock import now
from registry.models import Account
from registry.services.accounts.accounts import AccountDetails, add_account
from registry.services.accounts.scopes import Scope
from registry.services.procedures import lapsing
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing
from registry.services.procedures.decision.deciding import Decided
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.procedures import ProcedureCode

NOT_LEGIBLE = "No se lee la firma de quien lo designa. Tome otra fotografía con más luz."
NO_PURPOSE = "Lo presentado no acredita la actividad que declara."
GOOD_SITE = "Cocina y almacén ordenados; hay agua, botiquín y quien supervise las tareas."
#: How long ago the longest waiting file was presented: beyond any term to decide.
LONG_AGO = 120


def tell_procedures(territory: Territory, on: date) -> None:
    """Let institutions have filed, been answered and begun their work by a day."""
    office_id, nation = territory.office.id, Scope(ScopeKind.NATION)
    officer = _open(Role.REGISTRY_OFFICER, "Carmen Tito Belizario", nation, office_id=office_id)
    desk = Filings(officer, territory.chief, on)
    _let_wait(desk)
    _let_end(desk)
    _let_renew(desk)
    _let_assist(desk, office_id)
    _let_produce(desk)
    lapsing.run_due(on=on, at=now())


def _let_wait(desk: Filings) -> None:
    """Files that somebody still has to do something about."""
    desk.draft(ProcedureCode.PUBLIC_UNIT, Filer.MARKET, desk.on)
    desk.file(ProcedureCode.PUBLIC_UNIT, Filer.LIBRARY, desk.ago(1))
    desk.observe(desk.file(ProcedureCode.PUBLIC_UNIT, Filer.HEALTH, desk.ago(8)), desk.ago(4), appointment=NOT_LEGIBLE)
    reviewed = desk.file(ProcedureCode.PRIVATE_UNIT, Filer.DINER, desk.ago(16))
    desk.take(reviewed, desk.ago(14))
    desk.visit(reviewed, desk.ago(6), GOOD_SITE)
    desk.take(desk.file(ProcedureCode.COMPANY, Filer.BAKERY, desk.ago(LONG_AGO)), desk.ago(LONG_AGO - 2))


def _let_end(desk: Filings) -> None:
    """Files that ended otherwise than with an approval."""
    desk.deny(desk.file(ProcedureCode.COMPANY, Filer.FOUNDRY, desk.ago(50)), desk.ago(30), NO_PURPOSE)
    left = desk.file(ProcedureCode.SOCIAL_HELP, Filer.HOSTEL, desk.ago(40))
    filing.withdraw(left.id, reason="Se mudan de local.", by=Applicant(case_file_id=left.id), on=desk.ago(35))
    lapsed = desk.file(ProcedureCode.PRIVATE_UNIT, Filer.HOSTEL, desk.ago(80))
    desk.observe(lapsed, desk.ago(70), appointment=NOT_LEGIBLE)


def _let_renew(desk: Filings) -> None:
    """A unit whose registration is about to end, and asks to go on."""
    unit = desk.file(ProcedureCode.PUBLIC_UNIT, Filer.TOWN, desk.ago(350))
    decided = desk.approve(unit, desk.ago(340), valid_to=desk.on + timedelta(days=25))
    manager = _answerable(Role.INSTITUTION_MANAGER, Filer.TOWN, decided)
    registration_id = decided.case.registration_id
    desk.file(ProcedureCode.UNIT_RENEWAL, Filer.TOWN, desk.ago(2), account=manager, registration_id=registration_id)


def _let_assist(desk: Filings, office_id: int) -> None:
    """A religious group with credentials and visits, and who helps people after release."""
    religious = desk.file(ProcedureCode.RELIGIOUS_GROUP, Filer.CHURCH, desk.ago(60))
    group = desk.approve(religious, desk.ago(50), valid_to=desk.ago(50) + A_YEAR)
    representative = _answerable(Role.RELIGIOUS_REPRESENTATIVE, Filer.CHURCH, group)
    scopes = [Scope(ScopeKind.PRISON, prison) for prison in PRISONS]
    director = _open(Role.PRISON_DIRECTOR, "Víctor Halanoca Pari", *scopes, office_id=office_id)
    hold_visits(group.case.institution_id or 0, representative, director, desk)
    legal = desk.file(ProcedureCode.SOCIAL_HELP, Filer.CLINIC, desk.ago(45))
    helped = desk.approve(legal, desk.ago(38), valid_to=desk.ago(38) + A_YEAR)
    agree(helped.case.institution_id or 0, desk)


def _let_produce(desk: Filings) -> None:
    """A company with its proposal approved, whose agreement waits for a signature."""
    company = desk.file(ProcedureCode.COMPANY, Filer.TEXTILES, desk.ago(75))
    decided = desk.approve(company, desk.ago(65), valid_to=desk.ago(65) + A_YEAR)
    manager = _answerable(Role.COMPANY_MANAGER, Filer.TEXTILES, decided)
    registration_id = decided.case.registration_id
    proposal = desk.file(
        ProcedureCode.ACTIVITY_PROPOSAL, Filer.TEXTILES, desk.ago(30), account=manager, registration_id=registration_id
    )
    desk.approve(proposal, desk.ago(12))


def _answerable(role: Role, filer: Filer, decided: Decided) -> Account:
    """The account of whoever represents the institution that was registered."""
    return _open(role, filer.value.representative, Scope(ScopeKind.INSTITUTION, str(decided.case.institution_id)))


def _open(role: Role, full_name: str, *scopes: Scope, office_id: int | None = None) -> Account:
    details = AccountDetails(
        username=username_of(role, SEATS[0][0]),
        full_name=full_name,
        post=POSTS[role],
        role=role,
        office_id=office_id,
        scopes=scopes,
    )
    return add_account(details, password=SIGN_IN_WORDS)

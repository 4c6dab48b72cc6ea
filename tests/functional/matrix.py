"""Every route, every role, own and other's things: what is planted, and what the policy says of it.

The answer comes from the application; what is expected comes from the table of roles and from the list
of whose each planted thing is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from registry.extensions.actor import acting
from registry.extensions.clock import now, today
from registry.extensions.database import reading
from registry.models import AuditEntry, Document, Instruction, Office, Placement
from registry.services.accounts import tokens
from registry.services.accounts.accounts import Account, actor_of
from registry.services.accounts.incidents import IncidentDetails, record_incident
from registry.services.accounts.policy import Owner, is_allowed, reach_of
from registry.services.accounts.scopes import Scope
from registry.services.accounts.sessions import Browser as BrowserFacts
from registry.services.accounts.sessions import open_session
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.uploads import accept
from registry.services.people.details import PreferenceDetails
from registry.services.people.preferences import record_preference
from registry.services.people.rights import RequestDetails, receive
from registry.services.placements import placements
from registry.services.placements.notifying import notify
from registry.services.rounds import instructions
from registry.vocabulary.accounts import OUTSIDERS, Act, Role, ScopeKind
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance
from registry.vocabulary.privacy import RightKind
from registry.vocabulary.shifts import Shift
from registry.web.permissions import IMPLIED, Access, access_of
from tests.factories.accounts import make_account, make_office
from tests.factories.breaches import plant_alert
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_round, proposals_of
from tests.files import plain_pdf

API = "/api/"
VISITOR, SPENT = "visitor", "spent token"
#: Acts on an alert of breach, by the names that addresses give them.
STEPS = {"step": "retirar", "signed": "informar", "decided": "retirar"}
#: What addresses carry that is no key of a planted thing.
FREE = {
    "filename": "favicon.svg",
    "code": "ABCD-EFGH-JKLM-NPQR",
    "token": "x" * 43,
    "rank": 1,
    "month": "2026-09",
    **STEPS,
}
NAMES = {"registrations": "suspender", "deciding": "fijar", "changes": "suspender"}
HOURS = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
_tasks = cycle(Task)
OF_OFFICE = {
    "person_id", "sentence_id", "preference_id", "round_id", "proposal_id", "instruction_id", "placement_id",
    "document_id", "office_id", "number", "account_id", "request_id", "alert_id",
}  # fmt: skip
OF_UNIT = {"unit_id", "vacancy_id"}
#: Acts by which a unit reaches whom the office presented to it.
OF_ATTENDANCE = {Act.READ_ATTENDANCE, Act.KEEP_ATTENDANCE}
OF_INSTITUTION = {"institution_id", "registration_id", "attachment_id"}
#: Keys of what only the very account reaches; what is planted is the keeper's.
OF_ACCOUNT = {"token_id", "session_id"}


@dataclass(frozen=True)
class Planted:
    """One office's world: the keys of its things, by the name that routes give them, and whose they are."""

    keys: dict[str, Any]
    owner: Owner
    office_id: int


@dataclass(frozen=True)
class Call:
    """One request of the matrix."""

    rule: Rule
    method: str
    access: Access

    @property
    def name(self) -> str:
        """How a failure names it."""
        return f"{self.method} {self.rule.rule}"

    @property
    def is_api(self) -> bool:
        """Whether a refusal is a problem rather than a page."""
        return self.rule.rule.startswith(API)

    def owner(self, planted: Planted, account: Account) -> Owner | None:
        """Whose thing the address names; None where it names none."""
        named = self.rule.arguments
        whose = planted.owner
        if self.access.act is Act.ADD_UNITS:  # any institution may get a site in one's own office
            return Owner(office_id=account.office_id)
        if "placement_id" in named and self.access.act in OF_ATTENDANCE:
            return Owner(office_id=whose.office_id, region=whose.region, unit_id=whose.unit_id)
        if named & OF_OFFICE:
            return Owner(office_id=whose.office_id, region=whose.region)
        if named & OF_UNIT:
            return Owner(whose.office_id, whose.region, whose.institution_id, whose.unit_id)
        if named & OF_INSTITUTION:
            return Owner(institution_id=whose.institution_id, ubigeo=whose.ubigeo)
        return None


def calls(app: Flask) -> Iterator[Call]:
    """Every route with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - IMPLIED):
            access = access_of(app.view_functions[rule.endpoint], method)
            assert access is not None, f"{method} {rule.rule} declares nothing"
            yield Call(rule, method, access)


def expected(call: Call, account: Account, planted: Planted) -> str:
    """What the policy says: `admitted`, `forbidden` or `hidden`."""
    if call.access.is_public:
        return "admitted"
    if call.rule.arguments & OF_ACCOUNT:
        return "hidden"
    if call.access.act is None:
        return "admitted"
    if not is_allowed(account, call.access.act):
        return "forbidden"
    owner = call.owner(planted, account)
    is_reached = owner is None or reach_of(account, call.access.act).covers(owner)
    return "admitted" if is_reached else "hidden"


def plant(region: str, ubigeo: str) -> Planted:
    """An office with one of everything that an address can name, made by its keeper."""
    office = make_office(region=region, address="Jr. Lima 100", phone="051 321456")
    keeper = make_account(Role.CHIEF, office_id=office.id, email=f"jefatura{office.id}@reinserta.example")
    with acting(actor_of(keeper)):
        return _plant(office, ubigeo, keeper)


def _plant(office: Office, ubigeo: str, keeper: Account) -> Planted:
    institution = make_institution(officer=keeper, ubigeo=ubigeo)
    registration = make_registration(institution, officer=keeper)
    unit = make_unit(officer=keeper, institution=institution)
    vacancy = make_vacancy(officer=keeper, unit=unit)
    paper = Subject(institution_id=institution.id), AttachmentKind.OTHER, accept("acta.pdf", plain_pdf())
    keys = {
        "office_id": office.id,
        "institution_id": institution.id,
        "registration_id": registration.id,
        "unit_id": unit.id,
        "vacancy_id": vacancy.id,
        "attachment_id": attach(*paper, officer=keeper).id,
        **_case(keeper, vacancy.id),
        **_traces(keeper),
    }
    keys["session"] = _next_session(keys["placement_id"])
    return Planted(keys, Owner(office.id, office.region, institution.id, unit.id, ubigeo), office.id)


def _case(keeper: Account, vacancy_id: int) -> dict[str, Any]:
    """A person from the court's paper to the letters and an alert, and what they asked of their own data."""
    person = make_person(officer=keeper)
    sentence = make_sentence(officer=keeper, person=person)
    round_ = make_round(officer=keeper)
    proposal = proposals_of(round_, officer=keeper)[0]
    instructions.exclude(proposal.id, vacancy_id, reason="Vive allí", officer=keeper)
    asked = RequestDetails(RightKind.ACCESS, today(), "Pide copia")
    return {
        "person_id": person.id,
        "sentence_id": sentence.id,
        "preference_id": preference_of(person.id, keeper),
        "round_id": round_.public_id,
        "proposal_id": proposal.id,
        "instruction_id": _newest(Instruction.id),
        "placement_id": _placement(keeper, vacancy_id).id,
        "document_id": _newest(Document.id),
        "request_id": receive(person.id, asked, officer=keeper).id,
        "alert_id": plant_alert(officer=keeper).id,
    }


def _traces(keeper: Account) -> dict[str, Any]:
    """What is kept of accounts and of what they did."""
    return {
        "account_id": keeper.id,
        "token_id": _token_of(keeper),
        "session_id": _session_of(keeper),
        "number": _newest(AuditEntry.number, AuditEntry.office_id == keeper.office_id),
        "incident_id": _incident(),
    }


def cast(home: Planted) -> dict[Role, Account]:
    """One account a role, at home in the first office; outsiders are given its institution or unit."""
    given = {
        Role.INSTITUTION_MANAGER: Scope(ScopeKind.INSTITUTION, str(home.owner.institution_id)),
        Role.UNIT_SUPERVISOR: Scope(ScopeKind.UNIT, str(home.owner.unit_id)),
    }
    return {
        role: make_account(role, scopes=(given[role],) if role in given else ())
        if role in OUTSIDERS
        else make_account(role, office_id=home.office_id)
        for role in Role
    }


def address(call: Call, planted: Planted) -> str:
    """The route with the keys of one office's things."""
    keys = {**FREE, **planted.keys, "name": NAMES.get(call.rule.endpoint.partition(".")[0], "")}
    missing = call.rule.arguments - set(keys)
    assert not missing, f"{call.name} names {missing}, of which the matrix plants none"
    built = call.rule.build({name: keys[name] for name in call.rule.arguments}, append_unknown=False)
    assert built is not None, f"no address for {call.name}"
    return str(built[1])


def preference_of(person_id: int, officer: Account) -> int:
    """Something that the person said, anew each time: some routes forget it."""
    said = PreferenceDetails(Stance.PREFERENCE, task=next(_tasks))
    return record_preference(person_id, said, officer=officer).id


def _placement(officer: Account, vacancy_id: int) -> Placement:
    """Somebody serving whose letters are out, so that no request of the matrix can send them again."""
    start = placements.Start(make_sentence(officer=officer).id, vacancy_id, HOURS, today())
    placement = placements.begin(start, officer=officer)
    return notify(placement.id, officer=officer, on=today())[0]


def _next_session(placement_id: int) -> str:
    """A session of a placement that serves on Saturdays, as addresses name it."""
    saturday = today() + timedelta(days=(5 - today().weekday()) % 7)
    return f"{placement_id}-{saturday:%Y%m%d}-{int(Shift.SATURDAY_AM)}"


def _newest(column: Any, *conditions: Any) -> int:
    with reading() as session:
        return int(session.scalar(select(func.max(column)).where(*conditions)) or 0)


def _incident() -> int:
    details = IncidentDetails("Equipo perdido", now(), "Se perdió", "Personas", 3, "Se cambió la clave")
    return record_incident(details, officer=make_account(Role.ADMINISTRATOR)).id


def _token_of(officer: Account) -> int:
    tokens.issue_token(officer.username, at=now())
    return tokens.list_tokens(officer)[0].id


def _session_of(officer: Account) -> int:
    return open_session(officer, browser=BrowserFacts(device="Otro equipo"), at=now()).session.id


class World:
    """Two offices with one of everything, and somebody of each role at home in the first."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.home, self.away = plant("altiplano", "211101"), plant("norte", "130101")
        self.accounts = cast(self.home)
        self.calls = list(calls(app))
        self.keeper = self.accounts[Role.CHIEF]

    def keys(self, planted: Planted, call: Call) -> Planted:
        """The office's things, with a fresh one where the route does away with it."""
        if "preference_id" not in call.rule.arguments or planted is not self.home:
            return planted
        fresh = preference_of(planted.keys["person_id"], self.keeper)
        return replace(planted, keys={**planted.keys, "preference_id": fresh})

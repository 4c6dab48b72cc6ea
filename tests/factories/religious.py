"""Religious groups with agents, credentials, rooms of prisons and visits."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from registry.models import Account, Institution, PastoralAgent, PrisonRoom, PrisonVisit
from registry.services.accounts.scopes import Scope
from registry.services.religious import agents, rooms, signing, visits
from registry.services.religious.details import AgentDetails, RoomDetails, VisitDetails
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole
from registry.vocabulary.religious import VisitActivity
from tests.factories.accounts import make_account, make_chief, make_office
from tests.factories.institutions import make_institution, make_registration

ENTERED_ON = date(2026, 9, 7)
VISITED_ON = date(2026, 9, 20)
AUTHORISED_UNTIL = date(2027, 8, 31)
JULIACA, PUNO = "EP67", "EP66"
_numbers = count(40_000_000)


def make_group(*, officer: Account | None = None, until: date = AUTHORISED_UNTIL, **overrides: Any) -> Institution:
    """A group authorised from March 2026 on."""
    officer = officer or make_chief()
    given = {"name": "Prelatura de Ayaviri", "nature": InstitutionNature.RELIGIOUS} | overrides
    institution = make_institution(officer=officer, **given)
    days = {"valid_from": date(2026, 3, 1), "valid_to": until}
    make_registration(institution, officer=officer, role=InstitutionRole.RELIGIOUS_GROUP, **days)
    return institution


def make_representative(*groups: Institution) -> Account:
    """Whoever answers for groups."""
    scopes = tuple(Scope(ScopeKind.INSTITUTION, str(group.id)) for group in groups)
    return make_account(Role.RELIGIOUS_REPRESENTATIVE, scopes=scopes)


def make_director(*prisons: str) -> Account:
    """Whoever directs prisons."""
    scopes = tuple(Scope(ScopeKind.PRISON, code) for code in prisons or (JULIACA,))
    return make_account(Role.PRISON_DIRECTOR, scopes=scopes)


def make_signatory() -> Account:
    """A chief whose office can issue documents."""
    return make_chief(office_id=make_office(address="Jr. San Román 120", phone="051 321 114").id)


def agent_details(**overrides: Any) -> AgentDetails:
    given = AgentDetails("Marta Ccori", str(next(_numbers)), "Agente pastoral", (JULIACA,))
    return replace(given, **overrides)


def make_agent(*, representative: Account, on: date = ENTERED_ON, **overrides: Any) -> PastoralAgent:
    """An agent whose credentials wait to be signed, of the representative's first group."""
    institution_id = int(representative.scopes[0].key)
    return agents.register(institution_id, agent_details(**overrides), officer=representative, on=on)


def make_visitor(*, representative: Account, on: date = ENTERED_ON, **overrides: Any) -> PastoralAgent:
    """An agent whose credentials were signed."""
    agent = make_agent(representative=representative, on=on, **overrides)
    signatory = make_signatory()
    for credential in agent.credentials:
        signing.sign(credential.id, officer=signatory, on=on)
    return agent


def make_room(*, director: Account | None = None, **overrides: Any) -> PrisonRoom:
    """A room for sixty."""
    given = RoomDetails(JULIACA, f"Auditorio {next(_numbers)}", 60)
    details = replace(given, **overrides)
    return rooms.open_room(details, officer=director or make_director(details.prison))


def visit_details(room: PrisonRoom, *coming: PastoralAgent, **overrides: Any) -> VisitDetails:
    """A Sunday's service from nine to eleven."""
    keys = tuple(agent.id for agent in coming)
    return replace(VisitDetails(room.id, VISITED_ON, 540, 660, VisitActivity.WORSHIP, 40, keys), **overrides)


def make_visit(
    *,
    representative: Account | None = None,
    room: PrisonRoom | None = None,
    agent: PastoralAgent | None = None,
    **overrides: Any,
) -> PrisonVisit:
    """A visit that waits for the prison's answer."""
    representative = representative or make_representative(make_group())
    room = room or make_room()
    agent = agent or make_visitor(representative=representative, prisons=(room.prison,))
    details = visit_details(room, agent, **overrides)
    return visits.request(agent.institution_id, details, officer=representative, on=ENTERED_ON)


def make_approved(*, director: Account | None = None, **overrides: Any) -> PrisonVisit:
    """A visit that the prison approved."""
    visit = make_visit(**overrides)
    director = director or make_director(visit.prison)
    return visits.approve(visit.id, version=visit.version, officer=director, on=ENTERED_ON)

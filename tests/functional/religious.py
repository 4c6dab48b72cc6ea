"""What a religious group, its agent, a prison's room and a visit are in the matrix, and what is sent about them."""

from datetime import timedelta
from typing import Any

from registry.extensions.clock import today
from registry.models import Institution
from registry.services.accounts.accounts import Account
from registry.services.religious import agents, signing, visits
from registry.vocabulary.institutions import InstitutionRole
from tests.factories.institutions import make_registration
from tests.factories.religious import (
    agent_details,
    make_director,
    make_representative,
    make_room,
    visit_details,
)

#: The prison of each region in which the matrix plants an office.
PRISONS = {"altiplano": "EP67", "norte": "EP01"}
REASON = {"reason": "Motivo suficiente"}
AGENT = {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Agente pastoral"}
ROOM = {"prison": PRISONS["altiplano"], "name": "Capilla nueva", "capacity": 20}
VISIT = {
    "room_id": 1,
    "day": f"{today() + timedelta(days=2)}",
    "start": "09:00",
    "end": "11:00",
    "activity": "worship",
    "people": 5,
    "agents": [1],
}
#: By how the address ends.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/agents", AGENT),
    ("PUT", "agent_id>", AGENT),
    ("POST", "agent_id>/credentials", {"prisons": [PRISONS["altiplano"]]}),
    ("POST", "/retirement", REASON),
    ("POST", "/credentials/signing", {"credential_ids": [1]}),
    ("POST", "/rooms", ROOM),
    ("PUT", "room_id>", ROOM),
    ("POST", "institution_id>/visits", VISIT),
    ("POST", "/denial", REASON),
    ("POST", "visit_id>/attendance", {"is_held": False, **REASON}),
)


def plant_group(institution: Institution, keeper: Account, region: str, **told: str) -> dict[str, int]:
    """An agent with a signed card, a room of the region's prison, and a visit that waits."""
    prison = PRISONS[region]
    days = {"valid_from": today() - timedelta(days=30), "valid_to": today() + timedelta(days=300)}
    make_registration(institution, officer=keeper, role=InstitutionRole.RELIGIOUS_GROUP, **days)
    representative = make_representative(institution)
    details = agent_details(prisons=(prison,), **told)
    agent = agents.register(institution.id, details, officer=representative, on=today())
    credential = agent.credentials[0]
    signing.sign(credential.id, officer=keeper, on=today())
    room = make_room(director=make_director(prison), prison=prison)
    wanted = visit_details(room, agent, day=today() + timedelta(days=1))
    visit = visits.request(institution.id, wanted, officer=representative, on=today())
    return {"agent_id": agent.id, "credential_id": credential.id, "room_id": room.id, "visit_id": visit.id}

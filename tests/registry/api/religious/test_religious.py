from datetime import timedelta

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Institution
from tests.factories.religious import (
    JULIACA,
    PUNO,
    make_director,
    make_group,
    make_representative,
    make_signatory,
    make_visitor,
)
from tests.registry.api.programs import Program

AGENT = {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Agente pastoral", "prisons": [JULIACA]}
REASON = {"reason": "Motivo suficiente"}


@pytest.fixture
def group(app: Flask) -> Institution:
    return make_group(until=today() + timedelta(days=300))


@pytest.fixture
def representative(app: Flask, group: Institution) -> Program:
    return Program(app, make_representative(group))


@pytest.fixture
def director(app: Flask) -> Program:
    return Program(app, make_director(JULIACA))


@pytest.fixture
def office(app: Flask) -> Program:
    return Program(app, make_signatory())


def test_the_whole_story_through_the_api(
    representative: Program, director: Program, office: Program, group: Institution
):
    agent = representative.ask("POST", f"/institutions/{group.id}/agents", AGENT, status=201)
    waiting = office.ask("GET", "/credentials")["items"]
    keys = [row["id"] for row in waiting]
    signed = office.ask("POST", "/credentials/signing", {"credential_ids": [*keys, 999_999]})
    assert [row["document"] is not None for row in signed["items"]] == [True, False]
    room = director.ask("POST", "/rooms", {"prison": JULIACA, "name": "Capilla", "capacity": 60}, status=201)
    assert [row["id"] for row in representative.ask("GET", f"/institutions/{group.id}/rooms")] == [room["id"]]
    asked = {"room_id": room["id"], "day": today().isoformat(), "start": "09:00", "end": "11:00"}
    asked |= {"activity": "worship", "people": 40, "agents": [agent["id"]]}
    visit = representative.ask("POST", f"/institutions/{group.id}/visits", asked, status=201)
    path = f"/visits/{visit['id']}"
    director.change(f"{path}/approval", None, director.read(path)[1], method="POST")
    assert representative.ask("GET", f"{path}/visitors")[0]["may_enter"] is True
    assert sum(len(day["visits"]) for day in director.ask("GET", f"/visits/week?prison={JULIACA}")) == 1
    came = {"is_held": True, "agents": [agent["id"]], "people_came": 35}
    held = director.change(f"{path}/attendance", came, director.read(path)[1], method="POST")

    assert (held["state"], held["people_came"]) == ("held", 35)
    assert representative.ask("GET", "/visits?state=held")["items"][0]["id"] == visit["id"]


def test_an_agent_is_corrected_asked_for_and_let_go(representative: Program, office: Program, group: Institution):
    agent = make_visitor(representative=representative.officer, on=today())
    path = f"/agents/{agent.id}"
    facts = {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Ministra"}

    changed = representative.change(path, facts, representative.read(path)[1])
    asked = representative.ask("POST", f"{path}/credentials", {"prisons": [PUNO]}, status=201)
    card = representative.send("GET", f"/credentials/{agent.credentials[0].id}/pdf")
    own = f"/credentials/{agent.credentials[0].id}"
    withdrawn = office.change(f"{own}/withdrawal", REASON, office.read(own)[1], method="POST")
    gone = representative.change(f"{path}/retirement", REASON, representative.read(path)[1], method="POST")

    assert (changed["post"], len(asked["credentials"]), card.mimetype) == ("Ministra", 2, "application/pdf")
    assert (withdrawn["state"], gone["is_active"]) == ("withdrawn", False)
    assert [row["id"] for row in office.ask("GET", f"/institutions/{group.id}/agents")] == [agent.id]


def test_a_room_is_closed_and_a_prison_unknown_refused(director: Program):
    room = director.ask("POST", "/rooms", {"prison": JULIACA, "name": "Capilla", "capacity": 60}, status=201)
    path = f"/rooms/{room['id']}"
    closed = {"prison": JULIACA, "name": "Capilla", "capacity": 60, "is_open": False}

    assert director.change(path, closed, director.read(path)[1])["is_open"] is False
    assert [row["id"] for row in director.ask("GET", "/rooms")] == [room["id"]]
    director.ask("POST", "/rooms", {"prison": "EP999", "name": "Patio", "capacity": 1}, status=422)


def test_another_prison_s_visits_are_not_found(app: Flask, director: Program):
    director.ask("GET", "/visits/999999", status=404)
    director.ask("POST", "/rooms", {"prison": PUNO, "name": "Patio", "capacity": 1}, status=404)

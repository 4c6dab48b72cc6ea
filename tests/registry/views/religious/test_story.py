"""A group enters an agent, the office signs, the prison opens a room and approves, and notes who came."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.services.accounts.accounts import Account
from registry.services.religious import agents, calendar, credentials, rooms, visits
from registry.services.religious.calendar import VisitFilter
from registry.vocabulary.religious import PrisonVisitState
from tests.browsing import Browser
from tests.factories.religious import (
    JULIACA,
    PUNO,
    make_agent,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_signatory,
    make_visitor,
    visit_details,
)
from tests.factories.sessions import age_sessions

AGENT = {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Agente pastoral", "prisons": [JULIACA]}


class Group:
    """An authorised group with its representative and a prison's director."""

    def __init__(self) -> None:
        self.institution = make_group(until=today() + timedelta(days=300))
        self.representative = make_representative(self.institution)
        self.director = make_director(JULIACA)

    def visit(self, **overrides: Any) -> Any:
        agent = make_visitor(representative=self.representative, on=today())
        room = make_room(director=self.director)
        details = visit_details(room, agent, **{"day": today(), **overrides})
        return visits.request(self.institution.id, details, officer=self.representative, on=today())


@pytest.fixture
def group(app: Flask) -> Group:
    return Group()


def as_(client: FlaskClient, account: Account) -> Browser:
    return Browser(client).sign_in(account)


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_the_whole_story_on_pages(client: FlaskClient, group: Group):
    own = f"/instituciones/{group.institution.id}"
    page = as_(client, group.representative).send(f"{own}/agentes/nuevo", AGENT)
    (agent,) = agents.list_agents(group.institution.id, officer=group.representative)
    assert "esperan la firma" in page
    assert "Por firmar" in page

    browser = as_(client, make_signatory())
    assert "Marta Ccori" in browser.get("/credenciales/")
    page = browser.send("/credenciales/firmar", {"credential_ids": [agent.credentials[0].id]})
    assert "1 credencial firmada" in page

    browser = as_(client, group.director)
    browser.send("/salas/nueva", {"prison": JULIACA, "name": "Capilla", "capacity": "60", "is_open": "true"})
    (room,) = rooms.list_rooms(officer=group.director)

    browser = as_(client, group.representative)
    assert "Capilla" in browser.get(f"{own}/visitas/nueva")
    asked = {"room_id": room.id, "day": today().isoformat(), "start": "09:00", "end": "11:00", "activity": "worship"}
    page = browser.send(f"{own}/visitas/nueva", {**asked, "people": "40", "agents": [agent.id]})
    assert "quedó solicitada" in page
    visit = calendar.list_visits(VisitFilter(), officer=group.director).items[0]

    browser = as_(client, group.director)
    page = browser.get(f"/visitas/{visit.id}")
    page = browser.send(f"/visitas/{visit.id}/aprobar", {"version": version_on(page)})
    assert "quedó aprobada" in page
    assert "Capilla" in browser.get("/visitas/semana")
    came = {"version": version_on(page), "is_held": "true", "agents": [agent.id], "people_came": "35"}
    assert "Asistieron 35 personas" in browser.send(f"/visitas/{visit.id}/asistencia", came)


def test_a_signature_asks_anew_who_signs(client: FlaskClient, group: Group):
    agent = make_agent(representative=group.representative, on=today())
    signatory = make_signatory()
    browser = as_(client, signatory)
    age_sessions(timedelta(minutes=20))

    answer = browser.post("/credenciales/firmar", {"credential_ids": [agent.credentials[0].id]})

    assert answer.location.startswith("/confirmar-identidad")
    assert credentials.get_credential(agent.credentials[0].id, officer=signatory).signed_on is None


def test_what_could_not_be_signed_is_told_in_its_row(client: FlaskClient, group: Group):
    signed = make_visitor(representative=group.representative, on=today()).credentials[0]

    browser = as_(client, make_signatory())

    assert "ya está firmada" in browser.send("/credenciales/firmar", {"credential_ids": [signed.id]})
    assert "Elija al menos una" in browser.send("/credenciales/firmar", {}, status=422)


def test_a_withdrawal_needs_a_reason_and_shows_it(client: FlaskClient, group: Group):
    agent = make_visitor(representative=group.representative, on=today())
    browser, path = as_(client, make_signatory()), f"/credenciales/{agent.credentials[0].id}/retirar"
    page = browser.get(path)

    assert "Falta «Motivo»" in browser.send(path, {"version": version_on(page)}, status=422)
    assert "Conducta indebida" in browser.send(path, {"version": version_on(page), "reason": "Conducta indebida"})


def test_an_agent_is_corrected_and_let_go(client: FlaskClient, group: Group):
    agent = make_visitor(representative=group.representative, on=today())
    browser = as_(client, group.representative)
    page = browser.get(f"/agentes/{agent.id}/editar")
    boxes = dict(re.findall(r'<input type="hidden" name="(version|before)" value="([^"]*)">', page))
    facts = {"full_name": "Marta Ccori", "document_number": agent.document_number, "post": "Ministra"}

    assert "Ministra" in browser.send(f"/agentes/{agent.id}/editar", {**boxes, **facts})
    asked = browser.send(f"/agentes/{agent.id}/credenciales", {"prisons": [PUNO]})
    assert "quedó pedida" in asked
    assert "Elija al menos un" in browser.send(f"/agentes/{agent.id}/credenciales", {}, status=422)
    version = agents.get_agent(agent.id, officer=group.representative).version
    gone = browser.send(f"/agentes/{agent.id}/baja", {"version": version, "reason": "Se mudó"})
    assert "De baja" in gone


def test_a_card_is_downloaded_by_its_group(client: FlaskClient, group: Group):
    agent = make_visitor(representative=group.representative, on=today())

    answer = as_(client, group.representative).client.get(f"/credenciales/{agent.credentials[0].id}/pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"people": "500"}, "hay sitio para 60"),
        ({"end": "08:00"}, "termina antes de empezar"),
        ({"agents": []}, "Elija al menos un agente"),
        ({"day": ""}, "Falta «Día»"),
    ],
)
def test_a_request_that_cannot_be_says_what_to_correct(
    client: FlaskClient, group: Group, changed: dict[str, Any], words: str
):
    agent = make_visitor(representative=group.representative, on=today())
    room = make_room(director=group.director)
    asked = {"room_id": room.id, "day": today().isoformat(), "start": "09:00", "end": "11:00", "activity": "worship"}
    sent = {**asked, "people": "40", "agents": [agent.id], **changed}

    page = as_(client, group.representative).send(
        f"/instituciones/{group.institution.id}/visitas/nueva", sent, status=422
    )

    assert words in page


def test_a_denial_and_a_decision_taken_meanwhile(client: FlaskClient, group: Group):
    visit = group.visit()
    browser = as_(client, group.director)
    stale = {"version": visit.version}

    assert "Falta «Motivo»" in browser.send(f"/visitas/{visit.id}/denegar", stale, status=422)
    assert "No hay custodia" in browser.send(f"/visitas/{visit.id}/denegar", {**stale, "reason": "No hay custodia"})
    assert "Otra persona guardó" in browser.send(f"/visitas/{visit.id}/aprobar", stale, status=422)


def test_a_group_calls_its_visit_off(client: FlaskClient, group: Group):
    visit = group.visit(day=today() + timedelta(days=3))

    page = as_(client, group.representative).send(f"/visitas/{visit.id}/cancelar", {"version": visit.version})

    assert "quedó cancelada" in page
    assert calendar.get_visit(visit.id, officer=group.director).visit.state is PrisonVisitState.CANCELLED


def test_lists_are_narrowed_and_rooms_corrected(client: FlaskClient, group: Group):
    visit = group.visit()
    browser = as_(client, group.director)
    room = rooms.list_rooms(officer=group.director)[0]
    page = browser.get(f"/salas/{room.id}/editar")
    boxes = dict(re.findall(r'<input type="hidden" name="(version|before)" value="([^"]*)">', page))

    assert f"/visitas/{visit.id}" in browser.get(f"/visitas/?estado=requested&establecimiento={JULIACA}")
    assert "Ninguna visita con estos filtros" in browser.get("/visitas/?estado=held")
    assert "Cerrada" in browser.send(f"/salas/{room.id}/editar", {**boxes, "name": "Patio 2", "capacity": "30"})


def test_a_direction_is_told_on_its_first_page_what_waits(client: FlaskClient, group: Group):
    visit = group.visit(day=today() + timedelta(days=2))

    browser = as_(client, group.director)

    home = browser.get("/")
    assert "1 visita por aprobar o denegar, del" in home
    assert "Usted decide las visitas religiosas" in home
    assert 'href="/salas/"' in home
    address = f"/visitas/?estado=requested&amp;desde={today().isoformat()}"
    assert address in browser.get("/")
    assert f"/visitas/{visit.id}" in browser.get(address.replace("&amp;", "&"))
    assert f"/visitas/{visit.id}" not in browser.get(f"/visitas/?hasta={today().isoformat()}")


def test_a_chief_is_told_on_the_first_page_of_credentials_to_sign(client: FlaskClient, group: Group):
    make_agent(representative=group.representative, on=today())

    assert "1 credencial pastoral por firmar" in as_(client, make_signatory()).get("/")


def test_a_card_that_was_withdrawn_says_so_to_whoever_reads_its_code(client: FlaskClient, group: Group):
    agent = make_visitor(representative=group.representative, on=today())
    credential, signatory = agent.credentials[0], make_signatory()
    card = credentials.open_card(credential.id, officer=signatory)
    before = Browser(client).get(f"/verificar/{card.qr_token}")
    present = credentials.get_credential(credential.id, officer=signatory)
    reason = "Conducta indebida"
    credentials.withdraw(credential.id, reason=reason, version=present.version, officer=signatory)

    page = Browser(client).get(f"/verificar/{card.qr_token}")

    assert "Vigente" in before
    assert "Retirada" in page
    assert "Vigente" not in page
    assert reason not in page

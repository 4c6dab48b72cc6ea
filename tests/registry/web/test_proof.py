"""Whatever signs asks anew who sits there: every route whose act signs is named here, of the pages and of the API."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Document, Placement, Proposal
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import list_placements
from registry.services.rounds import decisions
from registry.vocabulary.accounts import Act
from registry.vocabulary.placements import PlacementState
from registry.web.permissions import accesses
from tests.browsing import Browser
from tests.factories.accounts import make_office
from tests.factories.attendance import make_placement as make_running
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal
from tests.factories.sessions import age_sessions
from tests.registry.api.programs import Program, check_problem
from tests.registry.web import test_proof_of_files as of_files

#: Routes of pages, and what is sent to them: P a proposal, V its vacancy, R its round, U a placement, E one that ended,
#: O another office.
PAGES: dict[str, tuple[str, Any]] = {
    "/propuestas/<int:proposal_id>/confirmar": ("/propuestas/{P}/confirmar", {}),
    "/propuestas/<int:proposal_id>/cambiar": ("/propuestas/{P}/cambiar", {"vacancy_id": "{V}", "reason": "Vive cerca"}),
    "/rondas/<uuid:round_id>/firmar": ("/rondas/{R}/firmar", {"proposal_ids": ["{P}"]}),
    "/ubicaciones/<int:placement_id>/notificar": ("/ubicaciones/{U}/notificar", {}),
    "/ubicaciones/<int:placement_id>/<any(iniciar, reanudar, cumplir, 'cambiar-horario', suspender, excluir,"
    " reabrir, terminar):name>": (
        "/ubicaciones/{U}/suspender",
        {"firmar": "1", "version": "1", "effective_on": today().isoformat(), "cause": "other", "reason": "Motivo"},
    ),
    "/ubicaciones/<int:placement_id>/cambiar-unidad": (
        "/ubicaciones/{U}/cambiar-unidad",
        {"version": "1", "vacancy_id": "{V}", "reason": "Vive cerca"},
    ),
    "/ubicaciones/<int:placement_id>/trasladar": (
        "/ubicaciones/{U}/trasladar",
        {"version": "1", "office_id": "{O}", "reason": "Se mudó"},
    ),
    "/ubicaciones/<int:placement_id>/volver": ("/ubicaciones/{E}/volver", {"reason": "La reciben otra vez"}),
    "/ubicaciones/<int:placement_id>/documentos/nuevo": (
        "/ubicaciones/{U}/documentos/nuevo",
        {"kind": "presentation_to_unit"},
    ),
    "/documentos/informes-mensuales": ("/documentos/informes-mensuales", {"month": "{M}"}),
    "/ubicaciones/notificar": ("/ubicaciones/notificar", {"placement_ids": ["{U}"]}),
}
KEY = "int(min=1, max=2147483647)"
API: dict[str, list[tuple[str, Any]]] = {
    f"/api/v1/proposals/<{KEY}:proposal_id>/decisions": [
        ("/proposals/{P}/decisions", {"kind": "confirm"}),
        ("/proposals/{P}/decisions", {"kind": "move", "vacancy_id": "{V}", "reason": "Vive cerca"}),
    ],
    "/api/v1/confirmations": [("/confirmations", {"proposal_ids": ["{P}"]})],
    f"/api/v1/placements/<{KEY}:placement_id>/notification": [("/placements/{U}/notification", None)],
    f"/api/v1/placements/<{KEY}:placement_id>/changes": [
        (
            "/placements/{U}/changes",
            {"kind": "suspended", "effective_on": today().isoformat(), "cause": "other", "reason": "Motivo"},
        )
    ],
    f"/api/v1/placements/<{KEY}:placement_id>/relocation": [
        ("/placements/{U}/relocation", {"vacancy_id": "{V}", "reason": "Vive cerca"})
    ],
    f"/api/v1/placements/<{KEY}:placement_id>/return": [("/placements/{E}/return", {"reason": "La reciben otra vez"})],
    f"/api/v1/placements/<{KEY}:placement_id>/transfer": [
        ("/placements/{U}/transfer", {"office_id": "{O}", "reason": "Se mudó"})
    ],
    f"/api/v1/placements/<{KEY}:placement_id>/documents": [
        ("/placements/{U}/documents", {"kind": "presentation_to_unit"})
    ],
    "/api/v1/monthly-reports": [("/monthly-reports", {"month": "{M}"})],
    "/api/v1/notifications": [("/notifications", {"placement_ids": ["{U}"]})],
}
#: Routes of the same acts that begin or change no placement and issue no letter: they list, pin, undo or plan.
UNSIGNED = {
    "/ubicaciones/<int:placement_id>/documentos/vista-previa",
    f"/api/v1/placements/<{KEY}:placement_id>/documents/draft",
    f"/api/v1/placements/<{KEY}:placement_id>/effects",
    f"/api/v1/placements/<{KEY}:placement_id>/plans",
    f"/api/v1/placements/<{KEY}:placement_id>/steps",
    "/ubicaciones/<int:placement_id>/plan",
    "/ubicaciones/<int:placement_id>/seguimiento",
    "/ubicaciones/<int:placement_id>/asistencia/anotar",
    "/rondas/<uuid:round_id>/propuestas/elegir",
    "/rondas/<uuid:round_id>/firmar/quitar",
    "/propuestas/<int:proposal_id>/deshacer",
    "/ubicaciones/<int:placement_id>/deshacer",
    "/propuestas/<int:proposal_id>/<any('sin-ubicacion', fijar, excluir):name>",
    "/propuestas/<int:proposal_id>/indicaciones/<int:instruction_id>/levantar",
    f"/api/v1/instructions/<{KEY}:instruction_id>",
}
#: A month that is over, in which somebody served.
MARCH = "2026-03"
SIGNING_ACTS = {
    Act.DECIDE_PLACEMENTS,
    Act.CHANGE_PLACEMENTS,
    Act.ISSUE_LETTERS,
    Act.DECIDE_CASES,
    Act.SIGN_AGREEMENTS,
    Act.ISSUE_CREDENTIALS,
    Act.ISSUE_WORK_CERTIFICATES,
}


class Desk:
    """An officer with a proposal to decide and a placement to announce."""

    def __init__(self) -> None:
        self.officer: Account = make_desk_officer()
        self.placement: Placement = decisions.confirm(self._propose().id, officer=self.officer)
        self.proposal: Proposal = self._propose()
        self.ended: Placement = decisions.confirm(self._propose().id, officer=self.officer)
        decisions.undo(self.ended.proposal_id or 0, officer=self.officer)
        self.other_office_id: int = make_office().id
        make_running(officer=self.officer)
        self.known: int = list_placements(officer=self.officer).total

    def fill(self, given: Any) -> Any:
        """Put the keys of what is planted into an address or what is sent."""
        if isinstance(given, dict):
            return {name: self.fill(value) for name, value in given.items()}
        if isinstance(given, list):
            return [self.fill(value) for value in given]
        if not isinstance(given, str):
            return given
        keys = {"P": self.proposal.id, "U": self.placement.id, "V": self.proposal.vacancy_id}
        keys |= {"E": self.ended.id, "O": self.other_office_id, "M": MARCH}
        filled = given.format(R=self.proposal.round.public_id, **keys)
        return int(filled) if filled.isdigit() else filled

    def has_signed(self) -> bool:
        """Whether a placement began, changed or left the office, or a letter went out, since all was planted."""
        placements = list_placements(officer=self.officer)
        states = {each.id: each.state for each in placements.items}
        has_changed = placements.total > self.known or states.get(self.placement.id) is not PlacementState.CONFIRMED
        return has_changed or self._has_letters()

    def _has_letters(self) -> bool:
        with reading() as session:
            return session.scalar(select(Document.id).limit(1)) is not None

    def _propose(self) -> Proposal:
        make_sentence(officer=self.officer)
        make_vacancy(officer=self.officer)
        return make_proposal(officer=self.officer)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk()


def test_every_route_that_may_sign_is_judged_here(app: Flask):
    writing = {
        address
        for method, address, access in accesses(app)
        if method != "GET" and access is not None and access.act in SIGNING_ACTS
    }

    assert (
        writing
        == PAGES.keys() | API.keys() | UNSIGNED | of_files.PAGES.keys() | of_files.API.keys() | of_files.UNSIGNED
    )


@pytest.mark.parametrize("route", PAGES)
def test_a_page_asks_anew_who_signs_and_signs_nothing_meanwhile(client: FlaskClient, desk: Desk, route: str):
    browser = Browser(client).sign_in(desk.officer)
    age_sessions(timedelta(minutes=20))
    path, sent = PAGES[route]

    answer = browser.post(desk.fill(path), desk.fill(sent), headers={"Referer": "http://localhost/rondas/"})

    assert (answer.status_code, answer.location) == (303, "/confirmar-identidad?siguiente=/rondas/")
    assert not desk.has_signed()


@pytest.mark.parametrize("route", PAGES)
def test_a_page_signs_for_whoever_proved_it_lately(client: FlaskClient, desk: Desk, route: str):
    path, sent = PAGES[route]

    Browser(client).sign_in(desk.officer).post(desk.fill(path), desk.fill(sent))

    assert desk.has_signed()


@pytest.mark.parametrize(("path", "sent"), [case for cases in API.values() for case in cases])
def test_the_api_refuses_a_cookie_whose_proof_is_old(app: Flask, client: FlaskClient, desk: Desk, path: str, sent: Any):
    browser = Browser(client).sign_in(desk.officer)
    age_sessions(timedelta(minutes=20))

    answer = client.post(f"/api/v1{desk.fill(path)}", json=desk.fill(sent), headers={"X-CSRFToken": browser.token()})

    problem = check_problem(app, answer)
    assert (problem["status"], problem["type"]) == (403, "/api/v1/docs#problema-proof-old")
    assert "/confirmar-identidad" in problem["detail"]
    assert not desk.has_signed()


@pytest.mark.parametrize(("path", "sent"), [case for cases in API.values() for case in cases])
def test_a_key_is_proof_in_itself(app: Flask, desk: Desk, path: str, sent: Any):
    program = Program(app, desk.officer)

    headers = {"Authorization": f"Bearer {program.token}", "If-Match": f'"{desk.placement.id}-1"'}
    program.client.post(f"/api/v1{desk.fill(path)}", json=desk.fill(sent), headers=headers)

    assert desk.has_signed()


def test_the_page_of_a_move_asks_before_anything_is_written(client: FlaskClient, desk: Desk):
    browser = Browser(client).sign_in(desk.officer)
    age_sessions(timedelta(minutes=20))

    answer = browser.client.get(f"/propuestas/{desk.proposal.id}/cambiar?vacante=1")

    assert answer.location.startswith("/confirmar-identidad?siguiente=")

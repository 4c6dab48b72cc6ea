from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.services.procedures.decision import reviewing
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseState
from tests.factories.procedures import make_filed
from tests.factories.sessions import age_sessions
from tests.registry.services.procedures.reviewed import current, reviewed, taken
from tests.registry.views.procedures.desks import as_chief, carried

LATER = (today() + timedelta(days=365)).isoformat()


def test_what_an_approval_will_do_is_read_before_it_is_signed(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = reviewed(make_filed(on=today()), chief, today())

    page = browser.get(f"/expedientes/{case.id}/aprobar")

    assert "Inscribir a Municipalidad Distrital de Ñuñoa" in page
    assert "Registrar su sede «Parque central»" in page
    assert "Aprobar y emitir la resolución" in page


def test_what_is_in_the_way_is_told_instead_of_the_form(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)

    page = browser.get(f"/expedientes/{case.id}/aprobar")

    assert "Todavía no se puede aprobar" in page
    assert "Falta marcar como conforme" in page
    assert "Aprobar y emitir" not in page


def test_an_approval_is_signed_and_leads_on(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = reviewed(make_filed(on=today()), chief, today())

    page = browser.send(f"/expedientes/{case.id}/aprobar", carried(case, words="Cumple", valid_to=LATER))

    assert "Cuenta para Municipalidad Distrital de Ñuñoa" in page
    assert "/invitacion" in page or "http" in page
    assert current(case).state is CaseState.APPROVED
    assert "Resolución (PDF)" in browser.get(f"/expedientes/{case.id}")


def test_the_resolution_opens_from_the_file(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(on=today()), chief, today())
    page = browser.send(f"/expedientes/{case.id}/denegar", carried(case, words="No cumple el art. 34"))

    address = page.split(f'href="/expedientes/{case.id}/documentos/')[1].split('"')[0]
    answer = client.get(f"/expedientes/{case.id}/documentos/{address}")

    assert "La solicitud quedó denegada" in page
    assert answer.data.startswith(b"%PDF")


def test_grounds_and_the_last_day_are_asked_for(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = reviewed(make_filed(on=today()), chief, today())
    browser.get(f"/expedientes/{case.id}/denegar")

    refused = browser.send(f"/expedientes/{case.id}/aprobar", carried(case), status=422)
    without_day = browser.send(f"/expedientes/{case.id}/aprobar", carried(case, words="Cumple"), status=422)
    denied = browser.send(f"/expedientes/{case.id}/denegar", carried(case), status=422)

    assert "Falta «Fundamento»" in refused
    assert "Falta «Fundamento»" in denied
    assert "Falta «Vale hasta»" in without_day
    assert ">Cumple</textarea>" in without_day


def test_of_two_who_decide_at_once_the_second_loses_nothing_and_reads_who_was_first(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(on=today()), chief, today())
    seen = get_case(case.id, by=chief).events[-1].id
    typed = carried(case, words="No cumple el art. 34", seen=seen)
    reviewing.check(
        case.id, "appointment", state="observed", remark="Falta", version=current(case).version, officer=chief
    )
    reviewing.observe(case.id, version=current(case).version, officer=chief, on=today())

    page = browser.send(f"/expedientes/{case.id}/denegar", typed, status=409)

    assert "Luis Cáceres, Jefe del EML: observado" in page
    assert "No cumple el art. 34</textarea>" in page


@pytest.mark.parametrize("act", ["aprobar", "denegar"])
def test_a_decision_asks_anew_who_signs_and_decides_nothing_meanwhile(client: FlaskClient, act: str) -> None:
    chief, browser = as_chief(client)
    case = reviewed(make_filed(on=today()), chief, today())
    age_sessions(timedelta(minutes=20))

    answer = browser.post(f"/expedientes/{case.id}/{act}", carried(case, words="Cumple", valid_to=LATER))

    assert answer.status_code == 303
    assert answer.location.startswith("/confirmar-identidad")
    assert current(case).state is CaseState.UNDER_REVIEW

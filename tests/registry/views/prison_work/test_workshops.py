"""Pages of workshops and pavilions: listed, entered, corrected, and not taken from who uses them."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.services.accounts.accounts import Account
from registry.services.prison_work.pavilions import list_pavilions
from registry.services.prison_work.workshops import get_workshop, list_workshops
from tests.browsing import Browser
from tests.factories.religious import JULIACA, PUNO
from tests.factories.work_activities import make_published, make_work_officer, make_workshop

LIST = f"/penales/{JULIACA}/talleres/"
PAVILIONS = f"/penales/{JULIACA}/pabellones/"


@pytest.fixture
def keeper(app: Any) -> Account:
    return make_work_officer()


@pytest.fixture
def work(client: FlaskClient, keeper: Account) -> Browser:
    """The browser of the officer of work."""
    return Browser(client).sign_in(keeper)


def workshop_form(**overrides: Any) -> dict[str, Any]:
    given = {"name": "Confecciones", "place": "workshop", "is_open": "true", "rooms-0-capacity": "12"}
    return {name: value for name, value in (given | overrides).items() if value is not None}


def test_a_prison_sees_its_own_workshops(work: Browser, keeper: Account):
    make_workshop(officer=keeper, name="Carpintería")
    make_workshop(prison=PUNO, name="Ajeno")

    page = work.get(LIST)

    assert "Carpintería" in page
    assert "Ajeno" not in page


def test_another_s_prison_is_not_found(work: Browser):
    assert work.client.get(f"/penales/{PUNO}/talleres/").status_code == 404
    assert work.client.get(f"/penales/{PUNO}/talleres/nuevo").status_code == 404
    assert work.client.get(f"/penales/{PUNO}/pabellones/nuevo").status_code == 404


def test_a_workshop_is_entered_with_its_half_days(work: Browser, keeper: Account):
    work.post(f"{PAVILIONS}nuevo", {"name": "Pabellón 3", "is_open": "true"})
    pavilion = list_pavilions(JULIACA, officer=keeper)[0]

    answer = work.post(f"{LIST}nuevo", workshop_form(pavilions=str(pavilion.id), **{"rooms-13-capacity": "4"}))

    kept = list_workshops(JULIACA, officer=keeper)[0]
    assert answer.headers["Location"].endswith(LIST)
    assert [(room.shift, room.capacity) for room in kept.rooms] == [(0, 12), (13, 4)]
    assert kept.pavilions == [str(pavilion.id)]


def test_a_workshop_that_never_opens_is_refused(work: Browser):
    answer = work.post(f"{LIST}nuevo", workshop_form(name="", **{"rooms-0-capacity": ""}))

    assert answer.status_code == 422
    assert "Falta «Nombre»" in answer.text
    assert "cuántas personas caben, al menos en un turno" in answer.text


def test_a_workshop_is_closed_by_its_form(work: Browser, keeper: Account):
    workshop = make_workshop(officer=keeper)

    assert 'value="10"' in work.get(f"{LIST}{workshop.id}/editar")
    work.post(f"{LIST}{workshop.id}/editar", workshop_form(version="1", is_open=None))

    kept = get_workshop(workshop.id, officer=keeper).workshop
    assert (kept.is_open, len(kept.rooms)) == (False, 1)


def test_what_was_promised_is_not_taken_away(work: Browser, keeper: Account):
    workshop = make_workshop(officer=keeper)
    activity = make_published(workshop=workshop)

    page = work.get(f"{LIST}{workshop.id}/editar")
    answer = work.post(f"{LIST}{workshop.id}/editar", workshop_form(version="1"))

    assert activity.title in page
    assert answer.status_code == 422
    assert "Las actividades publicadas usan este turno para 6 personas" in answer.text


def test_a_stale_form_asks_which_value_stays(work: Browser, keeper: Account):
    workshop = make_workshop(officer=keeper)
    work.post(f"{LIST}{workshop.id}/editar", workshop_form(version="1", name="Otro nombre"))

    answer = work.post(f"{LIST}{workshop.id}/editar", workshop_form(version="1", name="El mío"))

    assert answer.status_code == 409
    assert "Otro nombre" in answer.text


def test_a_pavilion_is_renamed_and_closed(work: Browser, keeper: Account):
    work.post(f"{PAVILIONS}nuevo", {"name": "Pabellón 3", "is_open": "true"})
    pavilion = list_pavilions(JULIACA, officer=keeper)[0]

    assert "Pabellón 3" in work.get(f"{PAVILIONS}{pavilion.id}/editar")
    work.post(f"{PAVILIONS}{pavilion.id}/editar", {"name": "Pabellón 4", "version": "1"})

    kept = list_pavilions(JULIACA, officer=keeper)[0]
    assert (kept.name, kept.is_open) == ("Pabellón 4", False)


def test_two_pavilions_of_one_name_are_refused(work: Browser):
    work.post(f"{PAVILIONS}nuevo", {"name": "Pabellón 3", "is_open": "true"})

    answer = work.post(f"{PAVILIONS}nuevo", {"name": "Pabellón 3", "is_open": "true"})

    assert answer.status_code == 422
    assert "ya tiene un pabellón con este nombre" in answer.text

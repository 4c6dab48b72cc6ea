from datetime import date, timedelta

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import find_of_sentence, get_placement, undo
from registry.vocabulary.placements import EndReason, PlacementChange
from tests.browsing import Browser
from tests.factories.accounts import make_office
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.placements import change, make_placement, make_serving, version_of
from tests.factories.rounds import FakeQueue, make_desk_officer


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def serving(app: Flask, officer: Account) -> Placement:
    return make_serving(officer=officer, starts_on=last_saturday())


def signed(placement: Placement, **fields: str) -> dict[str, str]:
    return {"version": str(version_of(placement)), "reason": "Vive más cerca"} | fields


def test_a_person_moves_to_one_of_today_s_places(browser: Browser, officer: Account, serving: Placement):
    other = make_vacancy(officer=officer)
    path = f"/ubicaciones/{serving.id}/cambiar-unidad"
    asked = browser.get(path)

    page = browser.send(path, signed(serving, vacancy_id=str(other.id)))

    assert "Saldo que conserva" in asked
    assert f'value="{serving.vacancy_id}"' not in asked
    assert "La ubicación nueva quedó confirmada" in page
    assert get_placement(serving.id, officer=officer).end_reason is EndReason.MOVED


def test_a_move_without_place_or_reason_is_refused_in_words(browser: Browser, officer: Account, serving: Placement):
    make_vacancy(officer=officer)
    path = f"/ubicaciones/{serving.id}/cambiar-unidad"

    assert "Falta la plaza" in browser.send(path, signed(serving), status=422)


def test_where_no_rule_admits_another_place_it_is_said(browser: Browser, serving: Placement):
    assert "Hoy las reglas no la admiten en otra plaza" in browser.get(f"/ubicaciones/{serving.id}/cambiar-unidad")


def test_a_move_over_somebody_else_s_change_is_told(browser: Browser, officer: Account, serving: Placement):
    other = make_vacancy(officer=officer)
    sent = signed(serving, vacancy_id=str(other.id), version="1")

    page = browser.send(f"/ubicaciones/{serving.id}/cambiar-unidad", sent, status=409)

    assert "Otra persona cambió esta ubicación" in page


def test_a_move_is_undone_as_long_as_the_earlier_place_is_free(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer, total_places=1)
    serving = make_serving(officer=officer, vacancy=vacancy, starts_on=last_saturday())
    path = f"/ubicaciones/{serving.id}/cambiar-unidad"
    browser.send(path, signed(serving, vacancy_id=str(make_vacancy(officer=officer).id), reason="Vive más cerca"))
    moved = find_of_sentence(serving.sentence_id, officer=officer).id

    offered = browser.get(f"/ubicaciones/{moved}")
    other = make_placement(officer=officer, vacancy=vacancy)
    shut = browser.get(f"/ubicaciones/{moved}")
    refused = browser.send(f"/ubicaciones/{moved}/deshacer")
    undo(other.id, officer=officer)
    page = browser.send(f"/ubicaciones/{moved}/deshacer")

    assert "Si la deshace, la persona sigue en su plaza de antes" in offered
    assert "Ya no se puede deshacer" in shut
    assert "Deshacer la confirmación" not in shut
    assert "ya la tiene otra persona y no se puede devolver" in refused
    assert "El cambio quedó deshecho" in page
    assert "Cambio de ubicación deshecho" in page


def test_whoever_was_excluded_may_come_back(browser: Browser, officer: Account, serving: Placement):
    change(serving, PlacementChange.EXCLUDED, officer=officer, on=today())

    offered = browser.get(f"/ubicaciones/{serving.id}")
    page = browser.send(f"/ubicaciones/{serving.id}/volver", {"reason": "La reciben otra vez"})

    assert "Volver a esta plaza" in offered
    assert "La persona vuelve a la plaza" in page


def test_a_person_goes_to_another_office(browser: Browser, serving: Placement):
    office = make_office()

    page = browser.send(f"/ubicaciones/{serving.id}/trasladar", signed(serving, office_id=str(office.id)))

    assert "pasaron a la otra oficina" in page
    browser.get(f"/ubicaciones/{serving.id}", status=404)


def test_a_transfer_names_what_it_lacks(browser: Browser, serving: Placement):
    page = browser.send(f"/ubicaciones/{serving.id}/trasladar", signed(serving), status=422)

    assert "Falta la oficina" in page


def test_a_closing_unit_s_people_get_a_round_of_their_own(browser: Browser, officer: Account, queue: FakeQueue):
    unit = make_unit(officer=officer)
    vacancy = make_vacancy(officer=officer, unit=unit)
    for _ in range(2):
        make_serving(officer=officer, vacancy=vacancy, starts_on=last_saturday())
    path = f"/unidades/{unit.id}/reubicar"
    offered = browser.get(path)

    page = browser.send(path)

    assert "Reubicar a quienes sirven aquí" in browser.get(f"/unidades/{unit.id}")
    assert "Calcular ubicaciones para las 2 personas de esta unidad" in offered
    assert "En cola" in page
    assert len(queue.held) == 1


def test_a_unit_without_people_needs_no_round(browser: Browser, officer: Account, queue: FakeQueue):
    unit = make_unit(officer=officer)

    page = browser.send(f"/unidades/{unit.id}/reubicar")

    assert "No hay a quién reubicar" in page
    assert not queue.held


def test_another_office_s_things_are_not_found(browser: Browser):
    officer = make_desk_officer()
    foreign = make_serving(officer=officer, starts_on=last_saturday())

    for part in ("cambiar-unidad", "volver", "trasladar"):
        browser.get(f"/ubicaciones/{foreign.id}/{part}", status=404)
    browser.get(f"/unidades/{make_unit(officer=officer).id}/reubicar", status=404)

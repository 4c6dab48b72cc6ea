import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import PlacementChange, PlacementState, SuspensionCause
from tests.browsing import Browser
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning, sunday
from tests.factories.people import make_order, make_person, make_sentence
from tests.factories.placements import change, make_notified, make_serving, note_attended
from tests.factories.rounds import make_desk_officer

WEEK = timedelta(days=7)
VERSION = re.compile(r'name="version" value="(\d+)"')


def last_saturday() -> Any:
    """The Saturday of four weeks ago."""
    return today() - timedelta(days=today().weekday() + 2) - 4 * WEEK


@pytest.fixture
def serving(app: Flask, officer: Account) -> Placement:
    """Somebody free at weekends who has served on Saturdays for four weeks."""
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    vacancy = make_vacancy(officer=officer, shifts=(saturday_morning(), saturday_afternoon(), *sunday()))
    sentence = make_sentence(officer=officer, person=person, jornadas=52)
    return make_serving(officer=officer, vacancy=vacancy, sentence=sentence, starts_on=last_saturday())


def state_of(placement: Placement, officer: Account) -> PlacementState:
    return get_placement(placement.id, officer=officer).state


def fields(**given: str) -> dict[str, str]:
    return {"effective_on": today().isoformat(), "reason": "Tiene descanso médico"} | given


def sign(browser: Browser, path: str, given: dict[str, str], status: int = 200) -> str:
    """Ask for the effect, and sign what its page says."""
    page = browser.send(path, given)
    found = VERSION.search(page)
    assert found
    return browser.send(path, {**given, "firmar": "1", "version": found[1]}, status=status)


def test_a_change_is_foreseen_before_it_is_signed(browser: Browser, officer: Account, serving: Placement):
    path, given = f"/ubicaciones/{serving.id}/suspender", fields(cause="illness")

    page = browser.send(path, given)

    assert "Nada cambia hasta que usted firme" in page
    assert "Oficio de cambio a la unidad; Carta de cambio a la persona" in page
    assert "Se conservan" in page
    assert state_of(serving, officer) is PlacementState.ACTIVE


def test_a_suspension_is_signed_and_shows_what_comes_next(browser: Browser, serving: Placement):
    page = sign(browser, f"/ubicaciones/{serving.id}/suspender", fields(cause="illness"))

    assert "La ubicación quedó suspendida" in page
    assert "enfermedad o accidente" in page
    assert "/reanudar" in page


def test_a_resumption_needs_no_reason(browser: Browser, officer: Account, serving: Placement):
    change(serving, PlacementChange.SUSPENDED, officer=officer, on=today(), cause=SuspensionCause.OTHER)

    page = sign(browser, f"/ubicaciones/{serving.id}/reanudar", fields(reason=""))

    assert "La ubicación sigue" in page


def test_what_is_missing_is_named_on_the_form(browser: Browser, serving: Placement):
    page = browser.send(f"/ubicaciones/{serving.id}/terminar", fields(reason=""), status=422)

    assert "Escriba el motivo del cambio" in page
    assert "Falta «Por qué termina»" in page


def test_a_new_schedule_is_filled_from_the_vacancy_s_half_days(browser: Browser, officer: Account, serving: Placement):
    path = f"/ubicaciones/{serving.id}/cambiar-horario"
    asked = browser.get(path)
    new = {
        "attendances-10-start": "08:00",
        "attendances-10-end": "13:00",
        "attendances-13-start": "14:00",
        "attendances-13-end": "19:00",
    }

    sign(browser, path, fields(**new))

    assert "turno actual" in asked
    assert get_placement(serving.id, officer=officer).shifts == [10, 13]


def test_hours_that_do_not_add_up_are_told_on_the_form(browser: Browser, serving: Placement):
    new = {"attendances-10-start": "08:00", "attendances-10-end": "13:00"}

    page = browser.send(f"/ubicaciones/{serving.id}/cambiar-horario", fields(**new), status=422)

    assert "El horario suma 5 horas por semana y deben ser 10" in page


def test_entries_that_stop_counting_must_be_known_of(browser: Browser, officer: Account, serving: Placement):
    note_attended(serving, last_saturday() + 3 * WEEK, officer=officer)
    given = fields(effective_on=(last_saturday() + 2 * WEEK).isoformat())
    path = f"/ubicaciones/{serving.id}/excluir"

    foreseen = browser.send(path, given)
    refused = sign(browser, path, given, status=422)
    done = sign(browser, path, {**given, "accepts_entries": "true"})

    assert "1 jornada → 0 jornadas de 52" in foreseen
    assert "dejan de contar" in refused
    assert "terminó a pedido de la unidad" in done


def test_a_served_penalty_is_offered_for_completion(browser: Browser, officer: Account, serving: Placement):
    sentence = get_placement(serving.id, officer=officer).sentence
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=10)
    note_attended(serving, *(last_saturday() - step * WEEK for step in range(-3, 1)), officer=officer)
    refused = browser.get(f"/ubicaciones/{serving.id}/cumplir", status=422)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=4)

    offered = browser.get(f"/ubicaciones/{serving.id}")
    page = sign_from_effect(browser, f"/ubicaciones/{serving.id}/cumplir")

    assert "Todavía debe 60 horas" in refused
    assert "El saldo llegó a cero" in offered
    assert "La pena quedó cumplida" in page


def sign_from_effect(browser: Browser, path: str) -> str:
    found = VERSION.search(browser.get(path))
    assert found
    return browser.send(path, {"firmar": "1", "version": found[1]})


def test_whoever_signs_over_somebody_else_s_change_is_told(browser: Browser, officer: Account, serving: Placement):
    stale = {"firmar": "1", "version": "1"}
    path = f"/ubicaciones/{serving.id}/excluir"

    page = browser.send(path, fields(**stale), status=409)

    assert "Otra persona cambió esta ubicación" in page
    assert state_of(serving, officer) is PlacementState.ACTIVE


def test_the_way_to_the_first_day(browser: Browser, officer: Account):
    notified = make_notified(officer=officer, starts_on=last_saturday())
    first = last_saturday().isoformat()
    before = browser.get(f"/ubicaciones/{notified.id}")

    browser.send(
        f"/ubicaciones/{notified.id}/seguimiento",
        {"kind": "no_show", "taken_on": today().isoformat(), "next_on": (today() + WEEK).isoformat()},
    )
    browser.send(
        f"/ubicaciones/{notified.id}/plan",
        {"interviewed_on": first, "first_day": first, "objectives": "Cumplir", "activities": "Regar"},
    )
    page = sign(browser, f"/ubicaciones/{notified.id}/iniciar", fields(reason="", effective_on=first))

    assert "Falta la entrevista" in before
    assert "10 días hábiles" in before
    assert "Quedó registrado el inicio" in page
    assert "Plan individual" in page
    assert "No se presentó" in page


def test_a_plan_that_says_nothing_is_refused_field_by_field(browser: Browser, officer: Account):
    notified = make_notified(officer=officer)

    page = browser.send(f"/ubicaciones/{notified.id}/plan", {}, status=422)

    assert "Falta «Fecha de la entrevista»" in page
    assert "Falta «Objetivos»" in page


def test_the_calendar_file_comes_as_one(browser: Browser, serving: Placement):
    answer = browser.client.get(f"/ubicaciones/{serving.id}/calendario.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.get_data(as_text=True).count("BEGIN:VEVENT") > 10


def test_another_office_s_placement_is_not_found(browser: Browser):
    foreign = make_serving(officer=make_desk_officer())

    for part in ("plan", "seguimiento", "suspender", "calendario.ics"):
        browser.get(f"/ubicaciones/{foreign.id}/{part}", status=404)

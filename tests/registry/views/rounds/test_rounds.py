import pytest
from flask import Flask

from registry.services.accounts.accounts import Account
from registry.services.rounds import computing, rounds
from registry.services.rounds.instructions import pin
from registry.views.rounds import progress
from registry.vocabulary.rounds import RoundState, WeightsPreset
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import FakeQueue, compute, make_proposal, make_round, round_details

TERMS = {"preset": "skill", "travel_limit_km": "12,5", "time_limit_seconds": "60"}


def test_the_list_is_empty_at_first_and_leads_to_the_first_round(browser: Browser):
    page = browser.get("/rondas/")

    assert "Aún no hay rondas" in page
    assert 'href="/rondas/nueva"' in page


def test_the_list_tells_the_office_s_rounds_only(browser: Browser, officer: Account):
    other = make_round(officer=make_officer())
    mine = make_round(officer=officer)

    page = browser.get("/rondas/")

    assert f"/rondas/{mine.public_id}" in page
    assert other.public_id not in page


def test_a_round_with_open_proposals_is_replaced_by_the_next_result(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    older, newer = make_round(officer=officer), make_round(officer=officer)

    page = browser.get("/rondas/")

    assert (page.count("Reemplazada"), page.count("Lista para revisar")) == (1, 1)
    for part in ("", "/propuestas", "/una-plaza-mas", "/equidad", "/prueba"):
        shown = browser.get(f"/rondas/{older.public_id}{part}")
        assert "Reemplazada" in shown
        assert f'Hay una ronda más reciente: <a href="/rondas/{newer.public_id}">' in shown
    assert "Lista para revisar" in browser.get(f"/rondas/{newer.public_id}")


def test_another_office_s_result_replaces_nothing(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_round(officer=officer)
    make_round(officer=make_officer())

    assert "Lista para revisar" in browser.get("/rondas/")


def test_a_new_round_shows_what_it_would_take_in(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer, total_places=2)
    make_sentence(officer=officer)
    pin(make_proposal(officer=officer).id, reason="Ya lo conocen ahí", officer=officer)

    page = browser.get("/rondas/nueva")

    assert "1, con 2 plazas libres" in page
    assert "1 persona fijada" in page
    assert "Nada cambia hasta que usted confirme" in page


def test_more_people_than_places_is_said_beforehand(browser: Browser, officer: Account):
    make_sentence(officer=officer)

    assert "Hay más personas que plazas" in browser.get("/rondas/nueva")


def test_starting_a_round_hands_it_over_and_leads_to_its_progress(browser: Browser, officer: Account, queue: FakeQueue):
    page = browser.send("/rondas/", TERMS)

    (public_id,) = queue.held
    started = rounds.get_round(public_id, officer=officer)
    assert (started.preset, started.travel_limit_km, started.time_limit_seconds) == (WeightsPreset.SKILL, 12.5, 60)
    assert "espera su turno" in page
    assert "El motor de cálculo no responde" in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("travel_limit_km", "900", "Escriba un número entre 1 y 500"),
        ("travel_limit_km", "lejos", "Escriba un número"),
        ("time_limit_seconds", "1", "entre 5 y 3600"),
        ("preset", "azar", "Elija una de estas opciones: Equilibrado"),
        ("reference_date", "ayer", "Escriba la fecha como día/mes/año"),
    ],
)
def test_wrong_terms_are_told_in_place_and_nothing_typed_is_lost(
    browser: Browser, queue: FakeQueue, field: str, typed: str, words: str
):
    page = browser.send("/rondas/", {**TERMS, field: typed}, status=422)

    assert page.count(words) == 2
    assert 'value="12,5"' in page or field == "travel_limit_km"
    assert queue.held == []


def test_a_second_round_leads_to_the_first(browser: Browser, officer: Account, queue: FakeQueue):
    under_way = rounds.start_round(round_details(), officer=officer)

    answer = browser.post("/rondas/", TERMS)

    assert answer.location == f"/rondas/{under_way.public_id}"
    assert "Su oficina ya tenía esta ronda en cálculo" in browser.get(answer.location)


def test_the_form_of_a_new_round_tells_of_the_one_under_way(browser: Browser, officer: Account, queue: FakeQueue):
    under_way = rounds.start_round(round_details(), officer=officer)

    page = browser.get("/rondas/nueva")

    assert "ya tiene una ronda en cálculo" in page
    assert f'href="/rondas/{under_way.public_id}"' in page


def test_an_earlier_round_leads_to_the_one_to_decide_in(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    earlier, latest = make_round(officer=officer), make_round(officer=officer)

    for part in ("", "/propuestas"):
        assert "Hay una ronda más reciente" in browser.get(f"/rondas/{earlier.public_id}{part}")
        assert "Hay una ronda más reciente" not in browser.get(f"/rondas/{latest.public_id}{part}")


def test_a_new_round_is_told_what_the_last_one_leaves_undecided(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    make_round(officer=officer)

    assert "tiene 1 propuesta sin decidir" in browser.get("/rondas/nueva")


def test_a_finished_round_tells_its_figures_and_its_proof(browser: Browser, officer: Account):
    make_round(officer=officer)
    make_sentence(officer=officer)
    make_sentence(officer=officer)
    make_vacancy(officer=officer, total_places=1)
    round_ = make_round(officer=officer)

    page = browser.get(f"/rondas/{round_.public_id}")

    assert "Propone una plaza para 1 de 2 personas" in page
    assert "no existe una propuesta mejor" in page
    assert "El más cercano, por orden de llegada" in page
    assert "Ronda 1 de 2026" in page
    assert "1 persona sin ubicación" in page


@pytest.mark.parametrize(("preset", "is_told"), [(WeightsPreset.BALANCED, True), (WeightsPreset.SKILL, False)])
def test_scores_are_compared_only_where_the_same_weighs(
    browser: Browser, officer: Account, preset: WeightsPreset, is_told: bool
):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    make_round(officer=officer, preset=preset)
    round_ = make_round(officer=officer, preset=WeightsPreset.BALANCED)

    page = browser.get(f"/rondas/{round_.public_id}")

    scores = page.partition("Puntaje promedio")[2].partition("</tr>")[0]
    assert ("—" in scores) != is_told


def test_a_round_asked_to_stop_says_so(browser: Browser, officer: Account, queue: FakeQueue):
    started = rounds.start_round(round_details(), officer=officer)

    page = browser.send(f"/rondas/{started.public_id}/detener")

    assert rounds.get_round(started.public_id, officer=officer).is_stop_requested
    assert "Se pidió detener el cálculo" in page
    assert "Detener y usar lo mejor" not in page


def test_stopping_what_has_ended_is_refused_in_words(browser: Browser, officer: Account):
    ended = make_round(officer=officer)

    assert "La ronda ya terminó" in browser.send(f"/rondas/{ended.public_id}/detener", status=409)


def test_an_interrupted_round_says_that_nothing_changed(browser: Browser, officer: Account):
    opened = rounds.open_round(round_details(), officer=officer)
    computing.interrupt(opened.public_id, "unexpected_failure")

    page = browser.get(f"/rondas/{opened.public_id}")

    assert "no hay propuestas ni plazas tomadas" in page
    assert "el registro no cambió" in page


def test_a_round_without_people_says_so(browser: Browser, officer: Account):
    empty = make_round(officer=officer)

    assert empty.state is RoundState.EMPTY
    assert "no encontró personas en espera" in browser.get(f"/rondas/{empty.public_id}")


@pytest.mark.parametrize(
    "path", ["", "/propuestas", "/sin-ubicacion", "/prueba", "/firmar", "/avance", "/eventos", "/problema.json"]
)
def test_another_office_s_round_is_not_found(app: Flask, browser: Browser, path: str):
    other = make_officer()
    make_sentence(officer=other)
    round_ = make_round(officer=other)

    browser.get(f"/rondas/{round_.public_id}{path}", status=404)


def test_a_round_s_progress_and_end_are_fetched_as_parts(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    opened = rounds.open_round(round_details(), officer=officer)
    path = f"/rondas/{opened.public_id}/avance"

    running = browser.client.get(path).get_data(as_text=True)
    compute(opened.public_id)
    ended = browser.client.get(path).get_data(as_text=True)

    assert "data-announce" in running
    assert "data-finished" not in running
    assert "data-finished" in ended


def test_the_stream_of_a_finished_round_ends_at_once(browser: Browser, officer: Account):
    round_ = make_round(officer=officer)

    answer = browser.client.get(f"/rondas/{round_.public_id}/eventos")

    assert answer.mimetype == "text/event-stream"
    assert answer.get_data(as_text=True) == 'data: "empty"\n\n'


def test_the_stream_of_a_running_round_is_capped(browser: Browser, officer: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "LONGEST_STREAM_SECONDS", 0)
    opened = rounds.open_round(round_details(), officer=officer)

    answer = browser.client.get(f"/rondas/{opened.public_id}/eventos")

    assert answer.get_data(as_text=True) == 'data: "queued"\n\n'

import json
from collections.abc import Iterator

import pytest

from registry.models import Round
from registry.services.accounts.accounts import Account
from registry.services.paging import PER_PAGE
from registry.services.rounds import decisions
from registry.services.rounds.proposals import count_by_state
from registry.vocabulary.rounds import ProposalState
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_proposal, make_round, outdate, proposals_of
from tests.statements import counting_statements


@pytest.fixture
def round_(officer: Account) -> Round:
    """Ana and Beto get a place, Celia does not."""
    for name in ("Ana", "Beto", "Celia"):
        person = make_person(officer=officer, given_names=name, first_surname=name)
        make_sentence(officer=officer, person=person)
    make_vacancy(officer=officer, total_places=2)
    return make_round(officer=officer)


def path_of(round_: Round, part: str = "propuestas") -> str:
    return f"/rondas/{round_.public_id}/{part}"


def keys_of(round_: Round, officer: Account) -> Iterator[int]:
    return (one.id for one in proposals_of(round_, officer=officer) if one.vacancy_id)


def test_proposals_are_listed_with_place_and_state(browser: Browser, round_: Round):
    page = browser.get(path_of(round_))

    assert page.count("Por revisar</span>") == 2
    assert "áreas verdes y jardinería" in page
    assert "sáb\u00a08:00–13:00 y 14:00–19:00" in page


def test_the_list_is_narrowed_by_state(browser: Browser, round_: Round):
    page = browser.get(path_of(round_) + "?estado=unplaced")

    assert "1 propuesta</p>" in page
    assert "Quitar filtro" in page


def test_a_name_is_looked_for_without_entering_the_address(browser: Browser, round_: Round):
    answer = browser.post(path_of(round_, "propuestas/buscar"), {"search": "Beto"})

    assert "Beto" not in answer.location
    page = browser.get(answer.location)
    assert "Búsqueda: Beto" in page
    assert "1 propuesta</p>" in page


def test_a_search_that_was_forgotten_says_so(browser: Browser, round_: Round):
    assert "ya no está guardada" in browser.get(path_of(round_) + "?busqueda=nada")


@pytest.mark.parametrize("query", ["?estado=x", "?orden=x", "?pagina=x", "?pagina=99999999999", "?causa=x"])
def test_an_address_that_was_tampered_with_shows_the_list(browser: Browser, round_: Round, query: str):
    assert "3 propuestas</p>" in browser.get(path_of(round_) + query)


def test_filters_that_hide_all_say_so(browser: Browser, round_: Round):
    assert "Ninguna propuesta responde a estos filtros" in browser.get(path_of(round_) + "?estado=confirmed")


def test_ticked_proposals_wait_for_the_signature(browser: Browser, officer: Account, round_: Round):
    first, second = keys_of(round_, officer)
    beside = {"estado": "to_review", "orden": "person", "pagina": "1"}

    page = browser.send(path_of(round_, "propuestas/elegir"), {"proposal_ids": [first, second], **beside})

    assert "2 propuestas quedaron para confirmar" in page
    assert "Firmar 2 ubicaciones" in page


def test_one_row_s_button_chooses_that_row_alone(browser: Browser, officer: Account, round_: Round):
    first, second = keys_of(round_, officer)

    browser.send(path_of(round_, "propuestas/elegir"), {"proposal_ids": [first], "una": second})

    assert count_by_state(round_.id, officer=officer)[ProposalState.STAGED] == 1


def test_all_that_a_filter_leaves_are_chosen_at_once(browser: Browser, officer: Account, round_: Round):
    browser.send(path_of(round_, "propuestas/elegir"), {"todas": "1", "estado": "to_review"})

    assert count_by_state(round_.id, officer=officer)[ProposalState.STAGED] == 2


def test_a_list_with_nothing_to_review_offers_nothing_to_choose(browser: Browser, officer: Account, round_: Round):
    for key in keys_of(round_, officer):
        decisions.confirm(key, officer=officer)

    page = browser.get(path_of(round_))

    assert "Ana" in page
    assert "elegidas" not in page
    assert "Elegir las de esta página" not in page


def test_the_button_for_all_counts_those_to_review(browser: Browser, officer: Account):
    person = make_person(officer=officer)
    for _ in range(PER_PAGE + 1):
        make_sentence(officer=officer, person=person)
    make_vacancy(officer=officer)

    page = browser.get(path_of(make_round(officer=officer)))

    assert "Dejar 1 propuesta por revisar para confirmar" in page


@pytest.mark.parametrize("ticked", [[], ["x"], ["999999"]])
def test_choosing_nothing_is_told(browser: Browser, round_: Round, ticked: list[str]):
    page = browser.send(path_of(round_, "propuestas/elegir"), {"proposal_ids": ticked})

    assert "message-warning" in page


def test_the_number_of_queries_does_not_grow_with_the_list(browser: Browser, officer: Account, round_: Round):
    narrow = path_of(round_) + "?estado=unplaced"
    browser.get(narrow)

    with counting_statements() as one:
        browser.get(narrow)
    with counting_statements() as three:
        browser.get(path_of(round_))

    assert three.count <= one.count + 1


def test_those_without_a_place_are_grouped_by_cause_with_what_would_help(browser: Browser, round_: Round):
    page = browser.get(path_of(round_, "sin-ubicacion"))

    assert "Plazas ocupadas" in page
    assert "Pida más plazas a las unidades cercanas" in page
    assert "causa=outbid" in page


def test_a_round_that_places_everybody_says_so(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)

    page = browser.get(path_of(make_round(officer=officer), "sin-ubicacion"))

    assert "Todas las personas tienen una plaza propuesta" in page


def test_the_proof_tells_bounds_solver_weights_and_fingerprint(browser: Browser, round_: Round):
    page = browser.get(path_of(round_, "prueba"))

    assert "Tope demostrado" in page
    assert "HiGHS" in page
    assert "25 de 100" in page
    assert f"python -m matching verify problema-{round_.public_id}.json plan-{round_.public_id}.json" in page


def test_the_problem_and_the_plan_can_be_checked_without_us(browser: Browser, round_: Round, tmp_path):
    from matching.__main__ import main

    files = {name: tmp_path / name for name in ("problema.json", "plan.json")}
    for name, file in files.items():
        file.write_bytes(browser.client.get(path_of(round_, name)).data)

    assert main(["verify", *map(str, files.values())]) == 0
    assert "Ana" not in files["problema.json"].read_text()
    assert json.loads(files["plan.json"].read_text())["status"] == "optimal"


def test_a_problem_that_the_plan_does_not_solve_is_not_handed_out(browser: Browser, round_: Round):
    outdate(round_)

    assert "versión anterior" in browser.get(path_of(round_, "problema.json"), status=409)


def test_reserved_causes_are_told_as_one(browser: Browser, officer: Account):
    make_sentence(officer=officer, exclusion_zones=((-15.49, -70.12, 1.0),))
    make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)

    page = browser.get(f"/rondas/{proposal.round.public_id}/sin-ubicacion")

    assert "Condición reservada del expediente" in page
    assert "1 propuesta</p>" in browser.get(path_of(proposal.round) + "?causa=abilities")


def test_nothing_of_another_office_can_be_chosen(browser: Browser, officer: Account):
    other = make_officer()
    make_sentence(officer=other)
    make_vacancy(officer=other)
    round_ = make_round(officer=other)
    (key,) = keys_of(round_, other)

    browser.send(path_of(round_, "propuestas/elegir"), {"proposal_ids": [key]}, status=404)

    assert count_by_state(round_.id, officer=other) == {ProposalState.TO_REVIEW: 1}

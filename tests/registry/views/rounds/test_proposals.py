from datetime import date

import pytest

from registry.models import Proposal
from registry.services.accounts.accounts import Account
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements.notifying import notify
from registry.services.placements.placements import Start, begin
from registry.services.rounds import decisions
from registry.services.rounds.instructions import pin
from registry.services.rounds.proposals import get_proposal
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.rounds import ProposalState
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy, saturday_morning
from tests.factories.people import TODAY, make_person, make_sentence
from tests.factories.rounds import make_proposal, make_round, outdate, proposals_of


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    """Rosa is proposed a place; another one, less good, is free."""
    make_sentence(officer=officer)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Parque central"))
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Archivo regional"), duties="")
    return make_proposal(officer=officer)


def path_of(proposal: Proposal, part: str = "") -> str:
    return f"/propuestas/{proposal.id}{part}"


def make_unplaced(officer: Account, **overrides) -> Proposal:
    make_sentence(officer=officer, person=make_person(officer=officer, **overrides))
    return make_proposal(officer=officer)


def test_a_proposal_tells_why_here_and_what_else(browser: Browser, proposal: Proposal):
    page = browser.get(path_of(proposal))

    assert "Se propone Parque central, áreas verdes y jardinería" in page
    assert "Por qué aquí:" in page
    assert "Archivo regional" in page
    assert "Libre; 10 puntos menos" in page


def test_a_place_of_more_points_is_told_with_why_it_was_not_proposed(browser: Browser, officer: Account):
    for received in (date(2026, 1, 12), date(2026, 2, 9)):
        make_sentence(officer=officer, person=make_person(officer=officer), received_on=received)
    wanted = make_unit(officer=officer, name="Parque central")
    make_vacancy(officer=officer, unit=wanted, total_places=1)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Archivo regional"), duties="")
    round_ = make_round(officer=officer)

    pages = [browser.get(path_of(proposal)) for proposal in proposals_of(round_, officer=officer)]

    (elsewhere,) = [page for page in pages if "Se propone Archivo regional" in page]
    assert "Parque central, áreas verdes y jardinería le da más puntaje, y no se propuso:" in elsewhere
    assert sum("le da más puntaje" in page for page in pages) == 1


def test_each_way_to_decide_is_told_with_its_effect(browser: Browser, proposal: Proposal):
    page = browser.get(path_of(proposal))

    assert "<strong>Dejar para confirmar</strong>: la junta con otras" in page
    assert "<strong>Fijar</strong>: las próximas rondas solo la propondrán aquí." in page
    assert "<strong>Excluir</strong>: las próximas rondas no la propondrán aquí." in page


def test_a_round_of_an_earlier_version_keeps_its_proposal_and_decisions(browser: Browser, proposal: Proposal):
    outdate(proposal.round)

    page = browser.get(path_of(proposal))

    assert "Se propone Parque central" in page
    assert "Una versión anterior del programa calculó esta ronda" in page
    assert "Confirmar la ubicación" in page


def test_a_vacancy_is_explained_by_its_unit_s_name(browser: Browser, proposal: Proposal):
    page = browser.get(path_of(proposal) + "?unidad=archivo")

    assert "Las reglas la admiten ahí" in page


def test_several_vacancies_of_a_name_are_offered(browser: Browser, officer: Account, proposal: Proposal):
    unit = make_unit(officer=officer, name="Biblioteca")
    vacancies = [make_vacancy(officer=officer, unit=unit) for _ in range(2)]

    page = browser.get(path_of(proposal) + "?unidad=biblioteca")

    assert "2 vacantes responden" in page
    assert all(f"vacante={vacancy.id}#" in page for vacancy in vacancies)


def test_what_the_list_of_vacancies_leaves_out_is_said(browser: Browser, officer: Account, proposal: Proposal):
    unit = make_unit(officer=officer, name="Biblioteca")
    for _ in range(11):
        make_vacancy(officer=officer, unit=unit)

    page = browser.get(path_of(proposal) + "?unidad=biblioteca")

    assert "11 vacantes responden" in page
    assert "Elija una de las 10 primeras, o escriba más del nombre:" in page


def test_a_refused_vacancy_is_told_with_the_smallest_change(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    short = make_vacancy(officer=officer, shifts=(saturday_morning(),))
    proposal = make_proposal(officer=officer)

    page = browser.get(path_of(proposal) + f"?vacante={short.id}")

    assert "Pide 10 horas a la semana; su horario libre coincide en 5" in page


def test_the_proposed_place_itself_is_named_as_such(browser: Browser, proposal: Proposal):
    assert "Es la plaza que se propone." in browser.get(path_of(proposal) + f"?vacante={proposal.vacancy_id}")


@pytest.mark.parametrize("query", ["?unidad=zzz", "?vacante=999999", "?vacante=x", "?unidad=%F0%9F%98%80"])
def test_a_question_about_nothing_is_answered_in_words(browser: Browser, proposal: Proposal, query: str):
    browser.get(path_of(proposal) + query)


def test_another_office_s_vacancy_is_not_told(browser: Browser, proposal: Proposal):
    elsewhere = make_vacancy(officer=(other := make_officer()), unit=make_unit(officer=other, name="Estadio ajeno"))

    page = browser.get(path_of(proposal) + f"?vacante={elsewhere.id}")

    assert "Estadio ajeno" not in page
    assert "Esa plaza no entró en la ronda" in page


def test_who_has_no_place_is_told_the_cause_and_what_would_help(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    proposal = make_unplaced(officer, free_shifts=(10,))

    page = browser.get(path_of(proposal))

    assert "No tiene plaza propuesta" in page
    assert f"Bastaría que tuviera libre el sábado por la tarde. Con eso la admite {vacancy.unit.name}" in page


def test_the_least_change_is_told_with_what_it_opens_and_where_larger_ones_lead(browser: Browser, officer: Account):
    north = make_unit(officer=officer, name="Parque", latitude=-15.30, longitude=-70.13)
    far_north = make_unit(officer=officer, name="Faro", latitude=-14.90, longitude=-70.13)
    for unit in (north, far_north):
        make_vacancy(officer=officer, unit=unit)
    proposal = make_unplaced(officer, latitude=-15.60, longitude=-70.13)

    page = browser.get(path_of(proposal))

    assert "en 3.4 km. Con eso la admite Parque" in page
    assert "Con 47.9 km más, 2." in page


def test_what_rests_on_health_is_not_told(browser: Browser, officer: Account):
    make_vacancy(officer=officer, demands=(WorkDemand.HEIGHTS,))
    proposal = make_unplaced(officer, unable=(WorkDemand.HEIGHTS,))

    page = browser.get(path_of(proposal))

    assert "condición reservada" in page
    assert "altura" not in page
    assert "Bastaría otra tarea allí" not in page


def test_a_confirmation_leads_to_the_placement(browser: Browser, officer: Account, proposal: Proposal):
    page = browser.send(path_of(proposal, "/confirmar"))

    assert "La ubicación quedó confirmada" in page
    assert "Emitir cartas y notificar" in page
    assert get_vacancy(proposal.vacancy_id, officer=officer).places_taken == 1


def test_a_place_that_has_gone_leads_to_those_left_today(browser: Browser, officer: Account, proposal: Proposal):
    person = make_person(officer=officer, given_names="Luz")
    for _ in range(2):
        rival = make_sentence(officer=officer, person=person)
        saturday = [(10, 480, 780), (11, 840, 1140)]
        begin(Start(rival.id, proposal.vacancy_id, saturday, TODAY), officer=officer)
        person = make_person(officer=officer, given_names="Nora")

    page = browser.send(path_of(proposal, "/confirmar"))

    assert "Esa plaza se ocupó mientras usted revisaba. Elija otra de la lista." in page
    assert "Archivo regional" in page


def test_a_proposal_for_who_got_a_place_in_another_round_leads_there(
    browser: Browser, officer: Account, proposal: Proposal
):
    later = make_proposal(officer=officer)
    placement = decisions.confirm(later.id, officer=officer)

    page = browser.get(path_of(proposal))

    assert "Esta pena ya tiene una ubicación, decidida fuera de esta propuesta." in page
    assert f'href="/ubicaciones/{placement.id}"' in page
    assert "Confirmar la ubicación" not in page


def test_a_decided_proposal_offers_to_undo_and_nothing_else(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    page = browser.get(path_of(proposal))

    assert "Deshacer la última decisión" in page
    assert "Confirmar la ubicación" not in page
    assert "Confirmó: Parque central" in page
    assert "Rosa Medina, Especialista" in page


def test_a_confirmation_is_undone(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    page = browser.send(path_of(proposal, "/deshacer"))

    assert "La decisión quedó deshecha" in page
    assert get_proposal(proposal.id, officer=officer).state is ProposalState.TO_REVIEW


def test_after_the_letters_nothing_is_undone(browser: Browser, officer: Account, proposal: Proposal):
    placement = decisions.confirm(proposal.id, officer=officer)
    notify(placement.id, officer=officer, on=TODAY)

    assert "Deshacer" not in browser.get(path_of(proposal))
    assert "La ubicación ya fue notificada" in browser.send(path_of(proposal, "/deshacer"))


def test_confirming_twice_is_told_in_words(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    assert "Esta propuesta ya está decidida" in browser.send(path_of(proposal, "/confirmar"))


def test_standing_instructions_are_shown_with_their_reason(browser: Browser, officer: Account, proposal: Proposal):
    pin(proposal.id, reason="Ya lo conocen ahí", officer=officer)

    page = browser.get(path_of(proposal))

    assert "Fijada: Parque central" in page
    assert page.count("Motivo: Ya lo conocen ahí") == 2


@pytest.mark.parametrize("part", ["", "/cambiar", "/fijar", "/excluir", "/sin-ubicacion"])
def test_another_office_s_proposal_is_not_found(browser: Browser, part: str):
    other = make_officer()
    make_sentence(officer=other)

    browser.get(path_of(make_proposal(officer=other), part), status=404)

from datetime import date

import pytest

from registry.models import Proposal
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import list_of_person
from registry.services.rounds import decisions
from registry.services.rounds.proposals import explain, get_proposal
from registry.vocabulary.rounds import DecisionKind, ProposalState
from tests.browsing import Browser
from tests.factories.institutions import make_unit, make_vacancy, saturday_morning
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal

REASON = "Vive al lado de la unidad"


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    return make_proposal(officer=officer)


@pytest.fixture
def other(officer: Account) -> int:
    """A vacancy less good than the proposed one."""
    return make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Archivo regional"), duties="").id


def path_of(proposal: Proposal, part: str) -> str:
    return f"/propuestas/{proposal.id}/{part}"


def test_todays_places_are_offered_with_the_one_asked_for_chosen(browser: Browser, other: int, proposal: Proposal):
    page = browser.get(path_of(proposal, f"cambiar?vacante={other}"))

    assert "Archivo regional, áreas verdes y jardinería" in page
    assert f'value="{other}" aria-describedby="campo-vacancy_id-2-nota" checked' in page


def test_a_place_that_is_not_free_today_says_so(browser: Browser, proposal: Proposal):
    assert "La plaza que eligió ya no está libre" in browser.get(path_of(proposal, "cambiar?vacante=999"))


def test_a_move_confirms_the_place_that_was_chosen(browser: Browser, officer: Account, other: int, proposal: Proposal):
    page = browser.send(path_of(proposal, "cambiar"), {"vacancy_id": other, "reason": REASON})

    (placement,) = list_of_person(proposal.sentence.person_id, officer=officer)
    assert placement.vacancy_id == other
    assert "en la plaza que usted eligió" in page
    assert get_proposal(proposal.id, officer=officer).decisions[-1].reason == REASON


def test_a_move_begins_on_the_day_that_was_typed(browser: Browser, officer: Account, other: int, proposal: Proposal):
    fields = {"vacancy_id": other, "reason": REASON, "starts_on": "05/12/2026"}

    browser.send(path_of(proposal, "cambiar"), fields)

    (placement,) = list_of_person(proposal.sentence.person_id, officer=officer)
    assert placement.starts_on == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("vacancy_id", "Falta la plaza. Elija una de la lista."),
        ("reason", "Falta el motivo. Escriba por qué decide así."),
    ],
)
def test_what_is_missing_is_told_in_place(browser: Browser, other: int, proposal: Proposal, missing: str, words: str):
    fields = {"vacancy_id": other, "reason": REASON}
    del fields[missing]

    page = browser.send(path_of(proposal, "cambiar"), fields, status=422)

    assert page.count(words) == 2
    assert REASON in page or missing == "reason"


def test_a_vacancy_that_the_rules_refuse_is_told(browser: Browser, officer: Account, proposal: Proposal):
    short = make_vacancy(officer=officer, shifts=(saturday_morning(),))

    page = browser.send(path_of(proposal, "cambiar"), {"vacancy_id": short.id, "reason": REASON}, status=422)

    assert "Las reglas no admiten a la persona en esa plaza" in page


def test_somebody_placed_meanwhile_has_nothing_to_choose(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    assert "Hoy no hay plazas libres" in browser.get(path_of(proposal, "cambiar"))


@pytest.mark.parametrize(
    ("part", "kind", "state"),
    [
        ("sin-ubicacion", DecisionKind.LEAVE_UNPLACED, ProposalState.CHANGED),
        ("fijar", DecisionKind.PIN, ProposalState.TO_REVIEW),
        ("excluir", DecisionKind.EXCLUDE, ProposalState.CHANGED),
    ],
)
def test_a_departure_is_decided_with_its_reason(
    browser: Browser, officer: Account, proposal: Proposal, part: str, kind: DecisionKind, state: ProposalState
):
    asked = browser.get(path_of(proposal, part))
    page = browser.send(path_of(proposal, part), {"reason": REASON})

    decided = get_proposal(proposal.id, officer=officer)
    assert "Queda en el registro junto con su nombre" in asked
    assert f"Motivo: {REASON}" in page
    assert (decided.decisions[-1].kind, decided.state) == (kind, state)


def test_what_a_move_lacks_is_told_in_the_order_of_the_form(browser: Browser, proposal: Proposal):
    page = browser.send(path_of(proposal, "cambiar"), {}, status=422)

    assert page.index("Falta la plaza") < page.index("Falta el motivo")


@pytest.mark.parametrize("part", ["sin-ubicacion", "fijar", "excluir"])
def test_a_departure_without_reason_is_refused_in_place(browser: Browser, proposal: Proposal, part: str):
    page = browser.send(path_of(proposal, part), {"reason": " "}, status=422)

    assert page.count("Falta el motivo") == 2


def test_a_departure_from_what_was_decided_is_refused(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    page = browser.send(path_of(proposal, "excluir"), {"reason": REASON}, status=422)

    assert "Esta propuesta ya está decidida" in page


def test_an_unknown_departure_is_not_found(browser: Browser, proposal: Proposal):
    browser.get(path_of(proposal, "borrar"), status=404)


def test_an_instruction_is_lifted_where_it_is_told(browser: Browser, officer: Account, proposal: Proposal):
    browser.send(path_of(proposal, "fijar"), {"reason": REASON})
    (standing,) = explain(proposal.id, officer=officer).instructions
    lift = path_of(proposal, f"indicaciones/{standing.id}/levantar")

    assert lift in browser.get(f"/propuestas/{proposal.id}")
    page = browser.send(lift)

    assert "La indicación quedó levantada" in page
    assert "Indicaciones vigentes" not in page
    assert "ya se levantó" in browser.send(lift)

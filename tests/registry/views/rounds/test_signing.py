from datetime import timedelta

import pytest

from registry.models import Proposal
from registry.services.accounts.accounts import Account
from registry.services.institutions.vacancies import get_vacancy
from registry.services.rounds import decisions
from registry.services.rounds.proposals import get_proposal
from registry.vocabulary.rounds import ProposalState
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal
from tests.factories.sessions import age_sessions


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    staged = make_proposal(officer=officer)
    decisions.stage([staged.id], officer=officer)
    return staged


def path_of(proposal: Proposal, part: str = "firmar") -> str:
    return f"/rondas/{proposal.round.public_id}/{part}"


def test_the_list_tells_what_is_signed_and_as_whom(browser: Browser, proposal: Proposal):
    page = browser.get(path_of(proposal))

    assert "Usted decide como Rosa Medina, Especialista" in page
    assert "Confirmar 1 ubicación" in page


def test_an_empty_list_leads_back_to_the_proposals(browser: Browser, officer: Account, proposal: Proposal):
    decisions.stage([proposal.id], officer=officer, staged=False)

    assert "No hay propuestas para confirmar" in browser.get(path_of(proposal))


def test_one_signature_confirms_what_was_listed(browser: Browser, officer: Account, proposal: Proposal):
    page = browser.send(path_of(proposal), {"proposal_ids": [proposal.id]})

    assert "Se confirmó 1 ubicación" in page
    assert get_proposal(proposal.id, officer=officer).state is ProposalState.CONFIRMED
    assert get_vacancy(proposal.vacancy_id, officer=officer).places_taken == 1


def test_a_signature_asks_again_who_sits_there(browser: Browser, officer: Account, proposal: Proposal):
    age_sessions(timedelta(minutes=20))

    asked = browser.send(path_of(proposal), {"proposal_ids": [proposal.id]})
    page = browser.send(f"/confirmar-identidad?siguiente={path_of(proposal)}", {"password": PASSWORD})

    assert "Confirme que es usted" in asked
    assert get_proposal(proposal.id, officer=officer).state is ProposalState.STAGED
    assert "Confirmar 1 ubicación" in page


def test_what_another_round_proposes_is_not_signed_here(browser: Browser, officer: Account, proposal: Proposal):
    elsewhere = make_proposal(officer=officer)

    browser.send(path_of(elsewhere), {"proposal_ids": [elsewhere.id, proposal.id]}, status=404)

    assert get_proposal(proposal.id, officer=officer).state is ProposalState.STAGED
    assert get_proposal(elsewhere.id, officer=officer).state is ProposalState.TO_REVIEW


def test_another_office_s_round_is_not_signed(browser: Browser, proposal: Proposal):
    stranger = make_desk_officer()
    make_sentence(officer=stranger)
    make_vacancy(officer=stranger)
    theirs = make_proposal(officer=stranger)

    browser.send(path_of(theirs), {"proposal_ids": [proposal.id]}, status=404)


def test_each_row_that_was_refused_is_told(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(proposal.id, officer=officer)

    page = browser.send(path_of(proposal), {"proposal_ids": [proposal.id]})

    assert "No se confirmó ninguna ubicación" in page
    assert "Esta propuesta ya está decidida (Confirmada)" in page
    assert "Quispe Mamani, Rosa" in page


def test_who_got_a_place_otherwise_is_not_offered_another(browser: Browser, officer: Account, proposal: Proposal):
    decisions.confirm(make_proposal(officer=officer).id, officer=officer)

    page = browser.send(path_of(proposal), {"proposal_ids": [proposal.id]})

    assert "Esta pena ya tiene una ubicación vigente" in page
    assert "Ver su expediente" in page
    assert "Elegir otra plaza" not in page


def test_a_row_is_taken_off_the_list(browser: Browser, officer: Account, proposal: Proposal):
    browser.send(path_of(proposal, "firmar/quitar"), {"proposal_ids": [proposal.id]})

    assert get_proposal(proposal.id, officer=officer).state is ProposalState.TO_REVIEW


def test_signing_nothing_is_told(browser: Browser, proposal: Proposal):
    assert "Elija al menos una fila" in browser.send(path_of(proposal), {})


def test_the_outcome_of_no_signature_leads_to_the_proposals(browser: Browser, proposal: Proposal):
    assert browser.client.get(path_of(proposal, "firmado")).location.endswith("/propuestas")


def test_nothing_is_signed_without_the_page_s_token(browser: Browser, officer: Account, proposal: Proposal):
    answer = browser.client.post(path_of(proposal), data={"proposal_ids": [proposal.id]})

    assert answer.status_code == 400
    assert get_proposal(proposal.id, officer=officer).state is ProposalState.STAGED

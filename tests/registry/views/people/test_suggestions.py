from registry.models import Sentence
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_round, proposals_of


def sentence_of(officer: Account, name: str) -> Sentence:
    return make_sentence(officer=officer, person=make_person(officer=officer, given_names=name))


def path_of(sentence: Sentence) -> str:
    return f"/personas/{sentence.person_id}/penas/{sentence.id}/sugerencias"


def test_a_waiting_person_s_page_leads_to_suggestions(browser: Browser, officer: Account):
    sentence = sentence_of(officer, "Ana")

    page = browser.get(f"/personas/{sentence.person_id}")

    assert f'href="{path_of(sentence)}"' in page


def test_before_any_round_the_list_only_informs(browser: Browser, officer: Account):
    sentence = sentence_of(officer, "Ana")
    make_vacancy(officer=officer)

    page = browser.get(path_of(sentence))

    assert "Todavía no hay una ronda" in page
    assert "Libre: nadie pierde" in page
    assert "Esta lista solo informa" in page


def test_what_a_place_would_cost_others_is_told_without_naming_them(browser: Browser, officer: Account):
    for name in ("Luzmila", "Solange"):
        sentence_of(officer, name)
    make_vacancy(officer=officer, total_places=1)
    make_round(officer=officer)

    page = browser.get(path_of(sentence_of(officer, "Ana")))

    assert "Dejaría sin lugar a 1 persona" in page
    assert "Luzmila" not in page
    assert "Solange" not in page


def test_who_has_an_open_proposal_is_led_to_decide_there(browser: Browser, officer: Account):
    sentence = sentence_of(officer, "Ana")
    vacancy = make_vacancy(officer=officer)
    (proposal,) = proposals_of(make_round(officer=officer), officer=officer)

    page = browser.get(path_of(sentence))

    assert f'href="/propuestas/{proposal.id}/cambiar?vacante={vacancy.id}"' in page


def test_who_has_a_place_or_no_admissible_one_is_told_so(browser: Browser, officer: Account):
    sentence = sentence_of(officer, "Ana")
    assert "las reglas no la admiten en ninguna plaza" in browser.get(path_of(sentence))

    make_vacancy(officer=officer)
    (proposal,) = proposals_of(make_round(officer=officer), officer=officer)
    decisions.confirm(proposal.id, officer=officer)

    assert "Esta pena no espera una plaza" in browser.get(path_of(sentence))


def test_another_office_s_sentence_or_another_person_s_is_not_found(browser: Browser, officer: Account):
    browser.get(path_of(sentence_of(make_officer(), "Ana")), status=404)

    ana, luz = sentence_of(officer, "Ana"), sentence_of(officer, "Luz")
    browser.get(f"/personas/{luz.person_id}/penas/{ana.id}/sugerencias", status=404)

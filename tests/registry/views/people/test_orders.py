from registry.services.accounts.accounts import Account
from registry.vocabulary.people import CourtOrderKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_order, make_person, make_sentence


def path_of(sentence) -> str:
    return f"/personas/{sentence.person_id}/penas/{sentence.id}/mandatos/nuevo"


def test_an_order_is_entered_and_shows_on_the_person_s_page(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    browser.get(path_of(sentence))

    page = browser.send(path_of(sentence), {"kind": "stay", "ordered_on": "2026-02-01", "number": "Res. 12"})

    assert "Suspensión de la ejecución, rige desde el" in page
    assert "En suspenso" in page
    assert "Mandato judicial: suspensión de la ejecución" in page


def test_a_change_of_jornadas_asks_for_the_number(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)

    page = browser.send(path_of(sentence), {"kind": "jornadas_changed", "ordered_on": "2026-02-01"}, status=422)

    assert "Falta el nuevo número de jornadas" in page
    assert 'value="2026-02-01"' in page


def test_nothing_follows_an_order_that_closed_the_sentence(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.REHABILITATION, officer=officer)

    page = browser.send(path_of(sentence), {"kind": "stay", "ordered_on": "2026-02-02"}, status=422)

    assert "La ejecución de esta sentencia ya terminó" in page
    assert "Registrar mandato judicial" not in browser.get(f"/personas/{sentence.person_id}")


def test_another_person_s_or_office_s_sentence_is_not_found(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    other = make_person(officer=officer)

    browser.get(f"/personas/{other.id}/penas/{sentence.id}/mandatos/nuevo", status=404)
    browser.get(path_of(make_sentence(officer=make_officer())), status=404)

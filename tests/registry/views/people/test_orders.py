from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import EndReason
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_order, make_person, make_sentence
from tests.factories.placements import make_serving


def path_of(sentence) -> str:
    return f"/personas/{sentence.person_id}/penas/{sentence.id}/mandatos/nuevo"


def test_an_order_is_entered_and_shows_on_the_person_s_page(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    browser.get(path_of(sentence))

    page = browser.send(path_of(sentence), {"kind": "stay", "ordered_on": "2026-02-01", "number": "Res. 12"})

    assert "Suspensión de la ejecución, rige desde el" in page
    assert "En suspenso" in page
    assert "Mandato judicial: suspensión de la ejecución" in page


def test_what_an_order_would_do_is_told_before_it_is_entered(browser: Browser, officer: Account):
    serving = make_serving(officer=officer)
    sentence = get_placement(serving.id, officer=officer).sentence
    given = {"kind": "revocation", "ordered_on": "2026-04-01", "number": "Res. 12"}

    page = browser.send(f"{path_of(sentence)}/efecto", given)
    entered = browser.send(path_of(sentence), given)

    assert "Nada cambia hasta que usted registre el mandato" in page
    assert "60 días de privación de libertad" in page
    assert "Quedan libres: sábado, mañana; sábado, tarde" in page
    assert "Ubicación: término" in entered
    assert get_placement(serving.id, officer=officer).end_reason is EndReason.COURT_ORDER


def test_the_effect_of_a_wrong_order_is_not_told(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)

    page = browser.send(f"{path_of(sentence)}/efecto", {"kind": "resumption", "ordered_on": "2026-02-01"}, status=422)

    assert "La ejecución no está suspendida en esa fecha" in page


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

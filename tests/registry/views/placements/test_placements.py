from flask.testing import FlaskClient

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.placements.placements import get_placement
from registry.services.rounds import decisions
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.placements import PlacementState
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_officer
from tests.factories.breaches import plant_alert
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal
from tests.statements import counting_statements


def make_confirmed(officer: Account, given_names: str = "Rosa") -> Placement:
    make_sentence(officer=officer, person=make_person(officer=officer, given_names=given_names))
    make_vacancy(officer=officer)
    return decisions.confirm(make_proposal(officer=officer).id, officer=officer)


def test_the_list_is_empty_at_first(browser: Browser):
    assert "Aún no hay ubicaciones" in browser.get("/ubicaciones/")


def test_the_list_holds_the_office_s_placements_only(browser: Browser, officer: Account):
    make_confirmed(make_desk_officer(), "Ajena")
    make_confirmed(officer, "Propia")

    page = browser.get("/ubicaciones/")

    assert "Propia" in page
    assert "Ajena" not in page


def test_the_list_is_narrowed_by_state(browser: Browser, officer: Account):
    make_confirmed(officer)

    assert "1 ubicación</p>" in browser.get("/ubicaciones/?estado=confirmed")
    assert "Ninguna ubicación está en ese estado" in browser.get("/ubicaciones/?estado=active")


def test_the_number_of_queries_does_not_grow_with_the_list(browser: Browser, officer: Account):
    make_confirmed(officer)
    browser.get("/ubicaciones/")
    with counting_statements() as one:
        browser.get("/ubicaciones/")
    for _ in range(2):
        make_confirmed(officer)

    with counting_statements() as three:
        browser.get("/ubicaciones/")

    assert three.count == one.count


def test_a_placement_tells_where_when_and_who_decided(browser: Browser, officer: Account):
    placement = make_confirmed(officer)

    page = browser.get(f"/ubicaciones/{placement.id}")

    assert "sáb\u00a08:00–13:00 y 14:00–19:00" in page
    assert "Julia Apaza" in page
    assert "Rosa Medina, Especialista" in page
    assert "Aún no se emitió ninguna carta" in page


def test_the_letters_are_issued_and_can_be_opened(browser: Browser, officer: Account):
    placement = make_confirmed(officer)

    page = browser.send(f"/ubicaciones/{placement.id}/notificar")

    assert "Se emitieron las dos cartas" in page
    assert page.count("(PDF)</a>") == 2
    assert "Deshacer" not in page
    assert get_placement(placement.id, officer=officer).state is PlacementState.NOTIFIED


def test_a_second_notification_is_refused_in_words(browser: Browser, officer: Account):
    placement = make_confirmed(officer)
    browser.send(f"/ubicaciones/{placement.id}/notificar")

    assert "La ubicación ya fue notificada (Notificada)" in browser.send(f"/ubicaciones/{placement.id}/notificar")


def test_many_are_notified_and_each_refusal_is_told(browser: Browser, officer: Account):
    first, second = make_confirmed(officer, "Ana"), make_confirmed(officer, "Beto")
    browser.send(f"/ubicaciones/{first.id}/notificar")

    page = browser.send("/ubicaciones/notificar", {"placement_ids": [first.id, second.id]})

    assert "1 ubicación notificada, con sus cartas emitidas" in page
    assert "Quispe Mamani, Ana: La ubicación ya fue notificada" in page


def test_notifying_nobody_is_told(browser: Browser):
    assert "Elija al menos una fila" in browser.send("/ubicaciones/notificar", {})


def test_an_office_without_address_is_told_what_its_letters_lack(client: FlaskClient):
    officer = make_officer()
    placement = make_confirmed(officer)

    page = Browser(client).sign_in(officer).send(f"/ubicaciones/{placement.id}/notificar")

    assert "falta la dirección de la oficina, el teléfono de la oficina" in page


def test_an_undone_placement_says_why_it_ended(browser: Browser, officer: Account):
    placement = make_confirmed(officer)
    decisions.undo(placement.proposal_id, officer=officer)

    page = browser.get(f"/ubicaciones/{placement.id}")

    assert page.count("Confirmación deshecha") == 2
    assert "Emitir cartas" not in page


def test_another_office_s_placement_is_not_found(browser: Browser):
    placement = make_confirmed(make_desk_officer())

    browser.get(f"/ubicaciones/{placement.id}", status=404)
    browser.send(f"/ubicaciones/{placement.id}/notificar", status=404)


def test_a_placement_leads_whoever_judges_to_the_breaches_of_its_penalty(browser: Browser, officer: Account):
    plant_alert(officer=officer)
    alert = plant_alert(officer=officer)

    page = browser.get(f"/ubicaciones/{alert.placement_id}")

    assert f'<a href="/incumplimientos/{alert.id}">Inasistencias consecutivas' in page
    assert page.count("/incumplimientos/") == 1


def test_whoever_judges_no_breach_reads_of_none(client: FlaskClient, officer: Account):
    alert = plant_alert(officer=officer)
    auditor = make_account(Role.AUDITOR, scopes=(Scope(ScopeKind.NATION),))

    page = Browser(client).sign_in(auditor).get(f"/ubicaciones/{alert.placement_id}")

    assert "Ubicación de" in page
    assert "Incumplimientos" not in page

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Sentence
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions
from registry.services.rounds.rounds import open_round
from tests.browsing import Browser
from tests.factories.breaches import plant_absences, plant_alert
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal, make_round, round_details
from tests.statements import count_queries


def test_a_visitor_is_told_what_this_is_and_where_to_go(client: FlaskClient, app: Flask):
    page = Browser(client).get("/")

    assert 'href="/verificar/"' in page
    assert 'href="/ingresar"' in page
    assert "decide un oficial" in page


def test_a_quiet_day_folds_everything_into_one_line(browser: Browser):
    page = browser.get("/")

    folded = page.partition("<summary>")[2].partition("</details>")[0]
    assert "Al día: 1" in folded
    assert " asuntos</summary>" in folded
    assert "Prescripciones, penas servidas, descargos, incumplimientos, revocatorias, plazos de espera" in folded
    assert "propuestas, sin ubicación, notificaciones, inscripciones de unidades, planillas.</p>" in folded
    assert "Libertad en juego" not in page


def test_a_breach_to_review_touches_liberty_and_leads_to_its_list(browser: Browser, officer: Account):
    plant_alert(officer=officer)

    page = browser.get("/")

    assert page.index("Libertad en juego") < page.index("1 incumplimiento por revisar")
    assert 'href="/incumplimientos/" aria-label="Revisar: 1 incumplimiento por revisar' in page


def test_somebody_of_whom_nothing_is_noted_leads_to_the_list_of_just_those(browser: Browser, officer: Account):
    plant_absences(0, officer=officer)

    page = browser.get("/")

    assert "1 persona en curso sin anotación en 14 días; la última, el" in page
    assert 'href="/avisos/?asunto=no_entry"' in page
    assert "Quispe Mamani, Rosa" in browser.get("/avisos/?asunto=no_entry")


def test_alerts_open_with_the_gravest_matter_that_asks_for_somebody(browser: Browser, officer: Account):
    plant_absences(0, officer=officer)

    page = browser.get("/avisos/")

    assert "<h1>Avisos</h1>" in page
    assert "Sin anotaciones (1)" in page
    assert "En ejecución y prescriben pronto (0)" in page
    assert "Quispe Mamani, Rosa" in page


def test_of_people_who_wait_those_past_the_term_are_told_as_a_part(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    recent = make_sentence(officer=officer)
    with transaction() as session:
        session.get_one(Sentence, recent.id).received_on = today()

    assert "1 de 2 penas en espera, con el plazo para citar vencido" in browser.get("/")


def test_missing_sheets_are_reminded_from_here(browser: Browser, officer: Account):
    plant_absences(0, officer=officer)

    page = browser.get("/")
    answer = browser.post("/planillas/recordar", {})

    assert "6 planillas no llegaron" in page
    assert answer.location == "/"
    assert "No hay servidor de correo configurado" in browser.get("/")


def test_the_number_of_queries_of_the_day_does_not_grow(browser: Browser, officer: Account):
    plant_alert(officer=officer)
    few = count_queries(lambda: browser.get("/"))
    for _ in range(3):
        plant_alert(officer=officer)

    assert count_queries(lambda: browser.get("/")) == few <= 28


def test_lines_stand_in_the_order_of_their_consequences(browser: Browser, officer: Account):
    make_sentence(officer=officer, prescribes_on=today() + timedelta(days=20))
    make_sentence(officer=officer)
    make_vacancy(officer=officer, total_places=1)
    ending = make_institution(officer=officer)
    make_registration(ending, officer=officer, valid_to=today() + timedelta(days=10))
    make_unit(officer=officer, institution=ending)
    make_round(officer=officer, reference_date=today())

    page = browser.get("/")

    headings = ["Libertad en juego", "Plazos", "Personas en espera", "Unidades</h2>"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "1 pena prescribe" in page
    assert "1 propuesta por revisar" in page
    assert "1 persona sin ubicación" in page
    assert "1 inscripción vence" in page


def test_confirmed_placements_ask_for_their_letters(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    decisions.confirm(make_proposal(officer=officer).id, officer=officer)

    assert "1 ubicación confirmada sin notificar" in browser.get("/")


def test_proposals_for_confirmation_lead_to_the_signature(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    decisions.stage([proposal.id], officer=officer)

    page = browser.get("/")

    assert "1 propuesta espera su firma" in page
    assert "por revisar" not in page
    assert f'href="/rondas/{proposal.round.public_id}/firmar"' in page


def test_a_round_under_way_is_followed_from_here(browser: Browser, officer: Account):
    under_way = open_round(round_details(), officer=officer)

    page = browser.get("/")

    assert f'href="/rondas/{under_way.public_id}"' in page
    assert "Nueva ronda" not in page


def test_every_line_leads_to_an_open_page(browser: Browser, officer: Account):
    make_sentence(officer=officer, prescribes_on=today() + timedelta(days=20))
    make_round(officer=officer, reference_date=today())

    for path in ("/personas/?estado=waiting&prescribe=60", "/personas/?estado=waiting", "/instituciones/"):
        browser.get(path)

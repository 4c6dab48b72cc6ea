from datetime import date, timedelta
from io import BytesIO

import pytest

from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import BreachAlert
from registry.services.accounts.accounts import Account
from registry.services.attendance import judging
from registry.vocabulary.attendance import BreachState
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.breaches import plant_alert
from tests.files import plain_pdf

REASON = {"reason": "Lo conversé con la unidad"}


@pytest.fixture
def alert(officer: Account) -> BreachAlert:
    """Two absences on end; another office has an alert of its own."""
    plant_alert(officer=make_officer())
    return plant_alert(officer=officer)


@pytest.fixture
def asked(browser: Browser, alert: BreachAlert) -> BreachAlert:
    browser.post(f"/incumplimientos/{alert.id}/pedir-descargo", {"version": "1", "handed_on": today().isoformat()})
    return now_of(alert)


def now_of(alert: BreachAlert) -> BreachAlert:
    with reading() as session:
        return session.get_one(BreachAlert, alert.id)


def test_the_list_tells_the_office_s_alerts_by_turn(browser: Browser, alert: BreachAlert):
    page = browser.get("/incumplimientos/")

    assert "Por decidir (1)" in page
    assert "Inasistencias consecutivas, 07/03/2026 a 14/03/2026" in page
    assert "Nadie está en plazo de descargo" in browser.get("/incumplimientos/?turno=person")


def test_an_alert_tells_its_causes_the_norm_and_what_is_at_stake(browser: Browser, alert: BreachAlert):
    page = browser.get(f"/incumplimientos/{alert.id}")

    assert "2 días consecutivos de inasistencia injustificada (art. 267 RCEP). Falta que la norma lo confirme." in page
    assert "40 días de prisión (art. 55 CP)" in page
    assert page.count("Rosa Medina, Especialista, 0") + page.count("Rosa Medina, Especialista, 1") >= 2


def test_asking_issues_the_letter_and_begins_the_term(browser: Browser, asked: BreachAlert):
    page = browser.get(f"/incumplimientos/{asked.id}")

    assert asked.state is BreachState.EXPLAINING
    assert "Se emitió el pedido de descargo" in page
    assert "Pedido de descargo 000001" in page
    assert "La persona aún no respondió. Vence el" in page


def test_the_report_waits_for_the_person(browser: Browser, asked: BreachAlert):
    answer = browser.client.get(f"/incumplimientos/{asked.id}/informar")

    assert answer.location == f"/incumplimientos/{asked.id}"
    assert "La persona puede responder hasta el" in browser.get(answer.location)


def test_an_answer_with_its_file_opens_the_report(browser: Browser, asked: BreachAlert):
    sent = {"version": str(asked.version), "received_on": today().isoformat(), "text": "Estuve enferma"}
    file = {"file": (BytesIO(plain_pdf()), "posta.pdf")}
    browser.post(f"/incumplimientos/{asked.id}/descargo", sent | file)

    page = browser.get(f"/incumplimientos/{asked.id}")
    version = str(now_of(asked).version)
    browser.post(f"/incumplimientos/{asked.id}/informar", REASON | {"version": version})

    assert "Descargo por valorar" in page
    assert "Estuve enferma" in page
    assert "posta.pdf" in page
    assert now_of(asked).state is BreachState.REPORTED
    assert "Informe de incumplimiento al juez 000002" in browser.get(f"/incumplimientos/{asked.id}")


def test_justifying_corrects_the_entry_and_withdraws_the_alert(browser: Browser, alert: BreachAlert):
    form = browser.get(f"/incumplimientos/{alert.id}/justificar")
    sent = {f"excuses-{alert.entry_ids[0]}-outcome": "excused_health", "version": "1", **REASON}

    browser.post(f"/incumplimientos/{alert.id}/justificar", sent)

    assert "Falta del sábado 7 de marzo de 2026" in form
    page = browser.get(f"/incumplimientos/{alert.id}")
    assert "<s>No vino</s>" in page
    assert "Falta justificada: salud. Corrigió: Rosa Medina" in page
    assert now_of(alert).state is BreachState.WITHDRAWN


def test_a_form_without_reason_or_absence_says_what_lacks(browser: Browser, alert: BreachAlert):
    answers = [
        browser.post(f"/incumplimientos/{alert.id}/justificar", {"version": "1", **REASON}),
        browser.post(f"/incumplimientos/{alert.id}/retirar", {"version": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Elija al menos una inasistencia" in answers[0].get_data(as_text=True)
    assert "Falta «Motivo»" in answers[1].get_data(as_text=True)


def test_of_two_officers_the_second_sees_what_the_first_did_and_keeps_their_words(
    browser: Browser, alert: BreachAlert, officer: Account
):
    judging.withdraw(alert.id, reason="Fue un error de la unidad", version=1, officer=officer, on=today())

    answer = browser.post(f"/incumplimientos/{alert.id}/retirar", REASON | {"version": "1", "before": "Por revisar"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Retirada: Fue un error de la unidad" in page
    assert "Lo conversé con la unidad" in page


def test_an_alert_that_stands_no_longer_offers_its_withdrawal_alone(browser: Browser, alert: BreachAlert):
    with transaction() as session:
        session.get_one(BreachAlert, alert.id).first_day = date(2026, 1, 3)
        session.get_one(BreachAlert, alert.id).entry_ids = []

    page = browser.get(f"/incumplimientos/{alert.id}")

    assert "ya no se cumple" in page
    assert "Pedir descargo" not in page
    assert "Retirar la alerta" in page


def test_another_office_s_alert_is_not_found(browser: Browser, alert: BreachAlert):
    other = plant_alert(officer=make_officer())

    assert browser.client.get(f"/incumplimientos/{other.id}").status_code == 404
    assert browser.client.get(f"/incumplimientos/{alert.id}/otra-cosa").status_code == 404


def test_the_term_of_a_later_delivery_is_told(browser: Browser, alert: BreachAlert):
    sent = {"version": "1", "handed_on": (today() + timedelta(days=40)).isoformat()}

    answer = browser.post(f"/incumplimientos/{alert.id}/pedir-descargo", sent)

    assert answer.status_code == 422
    assert "El pedido se entrega hoy o dentro de 30 días" in answer.get_data(as_text=True)

"""The office enters a form, four professions evaluate, the direction settles, and the induction is noted."""

import io
import re

import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.services.accounts.accounts import Account
from registry.services.prison_work import application_lists
from registry.vocabulary.accounts import Role
from registry.vocabulary.prison_work import LegalSituation, Verdict
from tests.browsing import Browser
from tests.factories.applications import (
    EVALUATORS,
    approve_by,
    make_applicant,
    make_application,
    make_offered,
    make_staff,
    make_work_officer,
)
from tests.factories.religious import JULIACA, PUNO, make_director
from tests.files import plain_pdf

LIST = f"/penales/{JULIACA}/postulaciones"
INDUCTIONS = f"/penales/{JULIACA}/inducciones"
INBOX = f"/penales/{JULIACA}/evaluaciones"


def as_(client: FlaskClient, account: Account) -> Browser:
    return Browser(client).sign_in(account)


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found.group(1)


def test_the_office_enters_a_form_and_prints_the_blank_one(client: FlaskClient):
    browser, inmate, vacancy = as_(client, make_work_officer()), make_applicant(), make_offered()
    assert vacancy.trade.label in browser.get(f"{LIST}/formulario")
    form = {"document_number": inmate.document_number, "vacancy_1": str(vacancy.id), "filed_on": today().isoformat()}

    answer = browser.post(f"{LIST}/nueva", form)

    assert answer.status_code == 303
    assert "Salud" in browser.get(answer.headers["Location"])
    assert inmate.full_name in browser.get(LIST)


def test_a_form_of_somebody_unknown_says_so(client: FlaskClient):
    browser, vacancy = as_(client, make_work_officer()), make_offered()
    elsewhere = make_applicant(prison=PUNO)
    form = {"document_number": elsewhere.document_number, "vacancy_1": str(vacancy.id), "filed_on": "2026-09-01"}

    answer = browser.post(f"{LIST}/nueva", form)

    assert answer.status_code == 422
    assert "Nadie en este penal tiene ese documento" in answer.text


@pytest.mark.parametrize("role", EVALUATORS)
def test_an_evaluator_goes_from_the_inbox_to_a_verdict(client: FlaskClient, role: Role):
    application, evaluator = make_application(), make_staff(role)
    browser = as_(client, evaluator)
    assert f"/penales/postulaciones/{application.id}" in browser.get(INBOX)
    form = {"verdict": "approved", "reason": "Conforme"}

    answer = browser.post(f"/penales/postulaciones/{application.id}/evaluar", form)

    assert answer.status_code == 303
    assert "Nada espera su evaluación" in browser.get(INBOX)


def test_several_are_evaluated_from_the_inbox(client: FlaskClient):
    keys = [make_application().id for _ in range(2)]
    browser = as_(client, make_staff(Role.EVALUATOR_HEALTH))
    form = {"application_ids": [str(key) for key in keys], "verdict": "approved", "reason": "Aptos"}

    answer = browser.post(INBOX, form)

    assert answer.status_code == 303
    assert "2 de 2" in browser.get(INBOX)
    assert browser.post(INBOX, {"verdict": "approved"}).status_code == 422


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [(Role.EVALUATOR_HEALTH, "altura", "189"), (Role.EVALUATOR_SOCIAL, "189", "altura")],
)
def test_a_profession_sees_what_it_weighs_for_a_purpose(client: FlaskClient, role: Role, shown: str, hidden: str):
    application = make_application()
    browser = as_(client, make_staff(role))
    path = f"/penales/postulaciones/{application.id}"
    assert "Por salud no puede" not in browser.get(path)

    looked = browser.post(f"{path}/reservado", {"purpose": "Evaluar la solicitud"}).text

    told = looked.partition("Lo que pesa su profesión")[2].partition("Evaluaciones")[0]
    assert shown in told.lower()
    assert hidden not in told.lower()
    assert browser.post(f"{path}/reservado", {"purpose": ""}).status_code == 422


def test_the_direction_settles_and_reads_the_reasons(client: FlaskClient):
    application, director = make_application(), make_director()
    approve_by(application, Role.EVALUATOR_WORK)
    approve_by(application, Role.EVALUATOR_WORK, verdict=Verdict.DISAPPROVED)
    browser, path = as_(client, director), f"/penales/postulaciones/{application.id}"
    assert "En desacuerdo" in browser.get(f"{LIST}?falta=contrarias")
    first = application_lists.get_application(application.id, officer=director).application.evaluations[0]

    answer = browser.post(f"{path}/evaluaciones/{first.id}/dirimir", {"reason": "Prima la primera"})

    assert answer.status_code == 303
    assert "Prima la primera" not in browser.get(path)
    assert "Prima la primera" in browser.post(f"{path}/motivos", {"purpose": "Revisar el desacuerdo"}).text


def test_an_application_is_completed_and_withdrawn(client: FlaskClient):
    officer = make_work_officer()
    application = make_application(officer=officer, inmate=make_applicant(situation=LegalSituation.DEFENDANT))
    browser, path = as_(client, officer), f"/penales/postulaciones/{application.id}"
    will = {"free_will_on": "2026-09-07", "version": version_on(browser.get(path))}
    assert browser.post(f"{path}/voluntad", will).status_code == 303
    paper = {"kind": "work_application", "version": version_on(browser.get(path))}
    kept = browser.post(f"{path}/documento", {**paper, "file": (io.BytesIO(plain_pdf()), "solicitud.pdf")})
    assert kept.status_code == 303
    assert client.get(f"{path}/documento").data == plain_pdf()

    gone = browser.post(f"{path}/retirar", {"version": version_on(browser.get(path))})

    assert gone.status_code == 303
    assert "Retirada" in browser.get(path)


def test_a_session_of_induction_is_noted_line_by_line(client: FlaskClient):
    browser, people = as_(client, make_work_officer()), [make_applicant() for _ in range(2)]
    lines = "\r\n".join(one.document_number for one in people)
    form = {"given_on": today().isoformat(), "hours": "4", "given_by": "Carlos Huanca", "documents": lines}

    answer = browser.post(INDUCTIONS, form)

    assert answer.status_code == 303
    assert "Carlos Huanca" in browser.get(INDUCTIONS)
    assert browser.post(INDUCTIONS, form).status_code == 422


def test_the_pages_of_another_prison_are_not_found(client: FlaskClient):
    application = make_application()
    browser = as_(client, make_work_officer(PUNO))

    for path in (LIST, f"{LIST}/formulario", INDUCTIONS, f"/penales/postulaciones/{application.id}"):
        browser.get(path, status=404)

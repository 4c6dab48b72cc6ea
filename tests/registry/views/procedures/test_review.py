import pytest
from flask.testing import FlaskClient

from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseState, CheckState, ProcedureCode
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_office, make_officer
from tests.factories.institutions import make_institution
from tests.factories.procedures import make_draft, make_filed, make_manager
from tests.registry.services.procedures.reviewed import current, taken
from tests.registry.views.procedures.desks import as_chief, carried


@pytest.mark.parametrize(
    "procedure",
    [
        ProcedureCode.PUBLIC_UNIT,
        ProcedureCode.PRIVATE_UNIT,
        ProcedureCode.RELIGIOUS_GROUP,
        ProcedureCode.COMPANY,
        ProcedureCode.SOCIAL_HELP,
    ],
)
def test_each_procedure_shows_its_list_and_its_answers(client: FlaskClient, procedure: ProcedureCode) -> None:
    _, browser = as_chief(client)
    case = make_filed(procedure)

    page = browser.get(f"/expedientes/{case.id}")

    assert case.shown_number in page
    assert "Inscripción en el RUC" in page or procedure is ProcedureCode.RELIGIOUS_GROUP
    assert "Elmer Choque" in page


def test_what_is_both_required_and_a_page_of_the_form_is_judged_once(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(ProcedureCode.COMPANY), chief)

    page = browser.get(f"/expedientes/{case.id}")

    assert page.count("Cómo está: Declaración de integridad") == 1


def test_the_list_stands_beside_the_chosen_document(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed(ProcedureCode.PRIVATE_UNIT)
    papers = get_case(case.id, by=chief).papers

    pages = [browser.get(f"/expedientes/{case.id}?papel={paper.id}") for paper in papers]

    assert any(f'<iframe class="review-frame" src="/expedientes/{case.id}/papeles/' in page for page in pages)
    assert any(f'<img class="review-image" src="/expedientes/{case.id}/papeles/' in page for page in pages)


def test_a_paper_may_stand_in_a_frame_of_our_own_pages_only(client: FlaskClient) -> None:
    chief, _ = as_chief(client)
    case = make_filed()
    paper = get_case(case.id, by=chief).papers[0]

    answer = client.get(f"/expedientes/{case.id}/papeles/{paper.id}")

    assert answer.mimetype == "application/pdf"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_paper_of_another_file_is_not_found_under_this_one(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case, other = make_filed(), make_filed()
    paper = get_case(other.id, by=chief).papers[0]

    browser.get(f"/expedientes/{case.id}/papeles/{paper.id}", status=404)


def test_an_officer_takes_a_file_and_checks_it(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed()

    assert "quedó a su cargo" in browser.send(f"/expedientes/{case.id}/tomar", carried(case))
    page = browser.send(
        f"/expedientes/{case.id}/revision",
        carried(
            case,
            **{
                "checks-taxpayer-state": "met",
                "checks-appointment-state": "observed",
                "checks-appointment-remark": "No se lee",
                "checks-sites-state": "pending",
            },
        ),
    )

    checks = get_case(case.id, by=chief).checks
    assert "Se guardó la revisión" in page
    looked_at = {code: one for code, one in checks.items() if one.state is not CheckState.PENDING}
    assert {code: (one.state, one.remark) for code, one in looked_at.items()} == {
        "taxpayer": (CheckState.MET, ""),
        "appointment": (CheckState.OBSERVED, "No se lee"),
    }


def test_an_observation_without_words_is_refused_beside_its_box(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)

    page = browser.send(
        f"/expedientes/{case.id}/revision", carried(case, **{"checks-appointment-state": "observed"}), status=422
    )

    assert "Escriba qué falta" in page
    assert 'href="#campo-checks-appointment-remark"' in page


def test_of_two_officers_the_second_reads_who_was_first_and_what_they_did(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed()
    seen = get_case(case.id, by=chief).events[-1].id
    rival = make_officer(office_id=chief.office_id, full_name="Ana Poma", post="Oficial")
    reviewing.take(case.id, version=case.version, officer=rival, on=case.filed_on)

    page = browser.send(f"/expedientes/{case.id}/tomar", {"version": case.version, "seen": seen}, status=409)

    assert "Mientras usted trabajaba" in page
    assert "Ana Poma, Oficial: asignado a un oficial" in page
    assert current(case).officer_id == rival.id


def test_a_chief_gives_a_file_to_another(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    officer = make_officer(office_id=chief.office_id)
    case = make_filed()

    page = browser.send(f"/expedientes/{case.id}/asignar", carried(case, officer_id=officer.id))

    assert "quedó asignado" in page
    assert current(case).officer_id == officer.id
    assert "Falta «A quién»" in browser.send(f"/expedientes/{case.id}/asignar", carried(case), status=422)


def test_a_note_is_read_by_the_office(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)

    page = browser.send(f"/expedientes/{case.id}/anotar", carried(case, words="Llamar el lunes"))

    assert "Llamar el lunes" in page
    assert "Falta «Anotación»" in browser.send(f"/expedientes/{case.id}/anotar", carried(case), status=422)


def test_doubles_and_earlier_filings_are_told(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed()
    make_institution(officer=chief, name="Municipalidad Distrital Ñuñoa", ubigeo="211101")
    earlier = make_filed(ProcedureCode.COMPANY, answers={"ruc": {"ruc": case.ruc}})

    page = browser.get(f"/expedientes/{case.id}")

    assert "nombre parecido en el mismo distrito" in page
    assert f"{earlier.shown_number}</a>, Inscripción de empresa de Cárceles Productivas: mismo RUC" in page


def test_a_draft_another_office_s_file_and_an_institution_s_account_find_nothing(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed()

    browser.get(f"/expedientes/{make_draft().id}", status=404)
    manager = make_manager(make_institution(officer=chief))
    Browser(client).sign_in(manager).get(f"/expedientes/{case.id}", status=404)
    other = make_chief(office_id=make_office(region="lima", ubigeo="150101", code="EML-L").id)
    Browser(client).sign_in(other).get(f"/expedientes/{case.id}", status=404)


def test_a_decided_file_is_not_given_to_anybody(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    deciding.deny(case.id, words="No cumple", version=current(case).version, officer=chief, on=case.filed_on)

    page = browser.send(f"/expedientes/{case.id}/asignar", carried(case, officer_id=chief.id), status=422)

    assert "ya no se revisa" in page
    assert current(case).state is CaseState.DENIED

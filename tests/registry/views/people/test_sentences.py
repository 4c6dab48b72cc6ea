import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from registry.extensions.actor import acting
from registry.services.accounts.accounts import Account, actor_of
from registry.services.people.files import open_file
from registry.services.people.persons import get_person
from registry.services.people.sentences import change_sentence
from registry.views.conflicts import snapshot
from registry.views.people import sentence_fields
from tests.browsing import Browser
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import make_unit
from tests.factories.people import make_person, make_sentence, sentence_details
from tests.registry.views.people.forms import sentence_form


@pytest.fixture
def path(officer: Account) -> str:
    return f"/personas/{make_person(officer=officer).id}"


def only_sentence(path: str, officer: Account):
    return open_file(int(path.rpartition("/")[2]), officer=officer, purpose="Comprobar lo guardado").sentences[0]


def test_a_sentence_is_registered(browser: Browser, path: str, officer: Account):
    browser.get(f"{path}/penas/nueva")

    page = browser.send(f"{path}/penas/nueva", sentence_form())

    assert "Se registró la pena" in page
    kept = only_sentence(path, officer)
    assert (kept.offence, kept.jornadas) == ("274.1", 60)


def test_everything_that_the_judgment_fixes_is_kept(browser: Browser, path: str, officer: Account):
    unit = make_unit(officer=officer, name="Parque Cholo")

    browser.send(
        f"{path}/penas/nueva",
        sentence_form(
            **{
                "court_unit_id_text": "cholo",
                "court_weekly_hours": "8",
                "exclusion_zones-1-latitude": "-15.49",
                "exclusion_zones-1-longitude": "-70,13",
                "exclusion_zones-1-radius_km": "0.5",
            }
        ),
    )

    kept = only_sentence(path, officer)
    assert (kept.court_terms["unit_id"], kept.court_terms["weekly_hours"]) == (unit.id, 8)
    assert kept.exclusion_zones == [{"latitude": -15.49, "longitude": -70.13, "radius_km": 0.5}]


def test_what_is_missing_is_told_in_the_order_of_the_form(browser: Browser, path: str):
    page = browser.send(f"{path}/penas/nueva", {}, status=422)

    told = re.findall(r"Falta «([^»]+)»", page.partition("<h1>")[0])
    assert told == [
        "Pena",
        "Origen de la pena",
        "Fecha de la sentencia",
        "Delito o falta",
        "Jornadas",
        "Expediente judicial",
        "Juzgado",
        "Recibida en la oficina",
    ]


def test_looking_an_offence_up_shows_its_range_and_saves_nothing(browser: Browser, path: str, officer: Account):
    page = browser.send(f"{path}/penas/nueva", sentence_form(jornadas="", consult="1"))

    assert "El art. 274 CP admite de 52 a 104 jornadas" in page
    assert "resumen-errores" not in page
    assert not get_person(int(path.rpartition("/")[2]), officer=officer).sentences


def test_words_of_several_offences_offer_them_to_choose(browser: Browser, path: str):
    page = browser.send(f"{path}/penas/nueva", sentence_form(offence_text="conducción", consult="1"))

    assert "Varios delitos responden a «conducción»" in page
    assert "Transporte público" in page


def test_jornadas_outside_the_range_are_told_with_the_range(browser: Browser, path: str):
    page = browser.send(f"{path}/penas/nueva", sentence_form(jornadas="10"), status=422)

    assert "El art. 274 CP admite de 52 a 104 jornadas" in page
    assert "Motivo de la excepción" not in page


def test_a_chief_accepts_jornadas_outside_the_range(client: FlaskClient):
    chief = make_chief()
    browser = Browser(client).sign_in(chief)
    path = f"/personas/{make_person(officer=chief).id}"

    browser.send(f"{path}/penas/nueva", sentence_form(jornadas="10", range_exception="Conclusión anticipada"))

    assert only_sentence(path, chief).range_exception == "Conclusión anticipada"


def test_a_case_officer_cannot_accept_them_and_loses_nothing(browser: Browser, path: str):
    page = browser.send(f"{path}/penas/nueva", sentence_form(jornadas="10", range_exception="Porque sí"), status=422)

    assert "Su cargo no incluye esta operación" in page
    assert 'value="00516-2026-0-2111-JR-PE-03"' in page


def test_a_misdemeanour_s_prescription_is_suggested_once(browser: Browser, path: str, officer: Account):
    form = sentence_form(offence_text="441.1a", jornadas="50")

    page = browser.send(f"{path}/penas/nueva", form, status=422)

    assert "Esta pena prescribiría el" in page
    assert 'name="prescribes_on" value="2029-01-05"' in page.replace("\n", " ").replace("  ", " ")
    browser.send(f"{path}/penas/nueva", form | {"suggestion_seen": "1"})
    assert only_sentence(path, officer).prescribes_on is None


def test_a_converted_penalty_takes_any_article(browser: Browser, path: str, officer: Account):
    browser.send(f"{path}/penas/nueva", sentence_form(origin="converted", offence_text="art. 195"))

    assert only_sentence(path, officer).offence == "195"


def test_a_malformed_case_number_is_told_and_kept(browser: Browser, path: str):
    page = browser.send(f"{path}/penas/nueva", sentence_form(case_number="516-2026"), status=422)

    assert "El número de expediente no está completo" in page
    assert 'value="516-2026"' in page


def test_correcting_a_sentence_asks_for_a_purpose_first(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    edit = f"/personas/{sentence.person_id}/penas/{sentence.id}/editar"

    page = _with_purpose(browser, edit)

    assert "Corregir pena" in page
    assert "274.1 Conducción en estado de ebriedad" in page


def test_a_sentence_is_corrected(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)

    page = browser.send(
        f"/personas/{sentence.person_id}/penas/{sentence.id}/editar",
        sentence_form(version="1", court="Juzgado Mixto de Lampa"),
    )

    assert "Se guardaron los cambios" in page
    assert "Juzgado Mixto de Lampa" in page


def test_two_officers_who_correct_the_same_sentence_choose_what_stays(browser: Browser, officer: Account):
    details = sentence_details()
    sentence = make_sentence(officer=officer, case_number=details.case_number)
    opened = snapshot(sentence_fields.filled(sentence), sentence_fields.FIELDS)
    colleague = make_officer(office_id=officer.office_id, full_name="Luisa Apaza")
    with acting(actor_of(colleague)):
        change_sentence(sentence.id, replace(details, jornadas=70), version=1, officer=colleague)

    page = browser.send(
        f"/personas/{sentence.person_id}/penas/{sentence.id}/editar",
        sentence_form(version="1", before=opened, jornadas="80", case_number=details.case_number, court=details.court),
        status=409,
    )

    assert "Guardó Luisa Apaza" in page
    assert all(f"Jornadas, {who}" in page for who in ("Antes: 60", "Guardó Luisa Apaza: 70", "Lo suyo: 80"))
    assert "Juzgado, " not in page


def test_a_sentence_is_only_found_under_its_own_person(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    other = make_person(officer=officer)

    browser.send(f"/personas/{other.id}/datos-reservados/motivo", {"purpose": "Corregir el expediente"})

    browser.get(f"/personas/{other.id}/penas/{sentence.id}/editar", status=404)


def test_another_office_s_sentence_is_not_found(browser: Browser):
    sentence = make_sentence(officer=make_officer())

    browser.get(f"/personas/{sentence.person_id}/penas/{sentence.id}/editar", status=404)
    browser.get(f"/personas/{sentence.person_id}/penas/nueva", status=404)


def _with_purpose(browser: Browser, edit: str) -> str:
    leads_to = browser.client.get(edit).headers["Location"]
    browser.get(leads_to)
    return browser.send(leads_to, {"purpose": "Aclarar la resolución"})

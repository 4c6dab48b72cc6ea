from dataclasses import replace

from registry.extensions.actor import acting
from registry.services.accounts.accounts import Account, actor_of
from registry.services.people.details import PersonDetails
from registry.services.people.directory import list_people
from registry.services.people.files import open_file
from registry.services.people.persons import change_person, get_person
from registry.views.conflicts import snapshot
from registry.views.people import person_fields
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, person_details
from tests.registry.views.people.forms import person_form


def test_a_person_is_registered_and_their_file_opens(browser: Browser, officer: Account):
    browser.get("/personas/nueva")

    page = browser.send("/personas/nueva", person_form(unable=["heights"], health_remark="Vértigo"))

    assert "Quispe Mamani, Rosa" in page
    row = list_people(officer=officer).items[0]
    kept = open_file(row.person.id, officer=officer, purpose="Comprobar lo guardado")
    assert (kept.ubigeo, kept.free_shift_numbers, kept.unable) == ("211101", [10, 11], ["heights"])
    assert "Vértigo" not in page


def test_the_same_document_opens_the_file_that_exists_unchanged(browser: Browser, officer: Account):
    known = make_person(officer=officer, document_number="40112233", given_names="Julia")

    page = browser.send("/personas/nueva", person_form())

    assert "Ese documento ya tiene expediente" in page
    assert get_person(known.id, officer=officer).given_names == "Julia"


def test_a_document_of_another_office_is_refused_without_telling_whose(browser: Browser):
    make_person(officer=make_officer(), document_number="40112233", given_names="Secreta")

    page = browser.send("/personas/nueva", person_form(), status=422)

    assert "tiene expediente en otra oficina" in page
    assert "Secreta" not in page


def test_nothing_typed_is_lost_when_a_field_is_refused(browser: Browser):
    page = browser.send("/personas/nueva", person_form(document_number="123", email="rosa@"), status=422)

    assert "El DNI tiene 8 dígitos" in page
    assert "El correo no está completo" in page
    assert 'value="Quispe"' in page
    assert 'value="Juliaca, San Román, Puno"' in page
    assert page.count(" checked") == 4


def test_a_name_of_several_districts_offers_them_to_choose(browser: Browser, officer: Account):
    page = browser.send("/personas/nueva", person_form(ubigeo_text="Santa Rosa"), status=422)

    assert "Hay varios distritos que responden a «Santa Rosa»" in page
    chosen = {"ubigeo_text": "Santa Rosa", "ubigeo_asked": "Santa Rosa", "ubigeo": "210808"}
    browser.send("/personas/nueva", person_form(**chosen))
    assert list_people(officer=officer).items[0].person.ubigeo == "210808"


def test_an_unknown_district_is_told_beside_its_box(browser: Browser):
    page = browser.send("/personas/nueva", person_form(ubigeo_text="Macondo"), status=422)

    assert "No hay un distrito que se llame «Macondo»" in page


def test_missing_facts_are_called_by_their_names(browser: Browser):
    page = browser.send("/personas/nueva", person_form(ubigeo_text="", first_surname=""), status=422)

    assert '<a href="#campo-ubigeo_text">Falta «Distrito». Complételo.</a>' in page
    assert '<a href="#campo-first_surname">Falta «Primer apellido». Complételo.</a>' in page


def test_a_file_is_corrected_and_its_reserved_facts_stay(browser: Browser, officer: Account):
    person = make_person(officer=officer, unable=("heights",), health_remark="Vértigo")
    browser.get(f"/personas/{person.id}/editar")

    page = browser.send(f"/personas/{person.id}/editar", person_form(version="1", phone="951 000 111"))

    assert "Se guardaron los cambios" in page
    kept = open_file(person.id, officer=officer, purpose="Comprobar lo guardado")
    assert (kept.phone, kept.unable, kept.health_remark) == ("951 000 111", ["heights"], "Vértigo")


def test_the_form_of_a_file_never_shows_reserved_facts(browser: Browser, officer: Account):
    person = make_person(officer=officer, health_remark="Vértigo")

    assert "Vértigo" not in browser.get(f"/personas/{person.id}/editar")


def test_two_officers_at_once_are_asked_which_value_stays(browser: Browser, officer: Account):
    person, opened, details = _edited_by_another(officer)

    page = browser.send(f"/personas/{person.id}/editar", _reply(opened, details, phone="951 000 111"), status=409)

    assert "Guardó Luisa Apaza" in page
    assert "951 000 111" in page
    assert "951 999 999" in page
    assert "Fecha de nacimiento" not in page


def test_the_chosen_values_are_saved_after_a_conflict(browser: Browser, officer: Account):
    person, opened, _details = _edited_by_another(officer)
    yours = snapshot(person_fields.filled(get_person(person.id, officer=officer)), person_fields.FIELDS)
    yours = yours.replace("951 999 999", "951 000 111")

    page = browser.send(
        f"/personas/{person.id}/editar", {"version": "2", "before": opened, "yours": yours, "phone": "yours"}
    )

    assert "Se guardaron los cambios" in page
    assert get_person(person.id, officer=officer).phone == "951 000 111"


def test_what_the_officer_had_not_touched_stays_as_the_other_saved_it(browser: Browser, officer: Account):
    person, opened, _details = _edited_by_another(officer)
    yours = opened.replace('"Rosa"', '"Rosa María"')
    form = {"version": "2", "before": opened, "yours": yours, "given_names": "yours"}

    browser.send(f"/personas/{person.id}/editar", form)

    kept = get_person(person.id, officer=officer)
    assert (kept.given_names, kept.phone) == ("Rosa María", "951 999 999")


def test_a_conflict_without_a_choice_asks_again(browser: Browser, officer: Account):
    person, opened, _details = _edited_by_another(officer)
    yours = opened.replace("951 234 567", "951 000 111")

    page = browser.send(f"/personas/{person.id}/editar", {"version": "2", "before": opened, "yours": yours}, status=422)

    assert "Teléfono: elija cuál de los valores queda." in page


def test_another_office_s_file_is_not_found(browser: Browser):
    person = make_person(officer=make_officer())

    browser.get(f"/personas/{person.id}/editar", status=404)
    browser.send(f"/personas/{person.id}/editar", person_form(version="1"), status=404)


def _edited_by_another(officer: Account):
    """A file that a colleague saved after our officer opened its form."""
    details = person_details(phone="951 234 567")
    person = make_person(officer=officer, phone="951 234 567", document_number=details.document_number)
    opened = snapshot(person_fields.filled(person), person_fields.FIELDS)
    colleague = make_officer(office_id=officer.office_id, full_name="Luisa Apaza")
    with acting(actor_of(colleague)):
        change_person(person.id, replace(details, phone="951 999 999"), version=1, officer=colleague)
    return person, opened, details


def _reply(opened: str, details: PersonDetails, **overrides: str):
    return person_form(
        document_number=details.document_number, skills=["painting"], version="1", before=opened, **overrides
    )

import json

from registry.services.accounts.accounts import Account
from registry.services.institutions.institutions import (
    InstitutionFilter,
    change_institution,
    get_institution,
    list_institutions,
)
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import institution_details, make_institution, ruc
from tests.registry.views.institutions.forms import institution_form


def test_an_institution_is_entered(browser: Browser):
    browser.get("/instituciones/nueva")

    page = browser.send("/instituciones/nueva", institution_form())

    assert "Se registró la institución" in page
    (kept,) = list_institutions(InstitutionFilter(search=ruc(880_001)), officer=make_officer()).items
    assert (kept.name, kept.ubigeo) == ("Municipalidad Provincial de San Román", "211101")


def test_a_short_ruc_is_told_with_its_length_and_nothing_is_lost(browser: Browser):
    page = browser.send("/instituciones/nueva", institution_form(ruc="2055510072"), status=422)

    assert "El RUC tiene 10 dígitos. Escriba los 11 de su ficha RUC." in page
    assert 'value="Jr. Jáuregui 321"' in page
    assert 'value="public" checked' in page


def test_a_known_ruc_tells_under_which_name(browser: Browser, officer: Account):
    make_institution(officer=officer, ruc=ruc(880_001), name="Municipalidad de Lampa")

    page = browser.send("/instituciones/nueva", institution_form(), status=422)

    assert "Ya está registrada como «Municipalidad de Lampa»" in page


def test_a_private_institution_states_its_purpose(browser: Browser):
    page = browser.send("/instituciones/nueva", institution_form(nature="private_social"), status=422)

    assert "necesita un fin asistencial o social (art. 34 CP)" in page


def test_an_institution_is_corrected(browser: Browser, officer: Account):
    institution = make_institution(officer=officer)
    browser.get(f"/instituciones/{institution.id}/editar")

    form = institution_form(ruc=institution.ruc, name="Nombre nuevo", version="1")
    page = browser.send(f"/instituciones/{institution.id}/editar", form)

    assert "Se guardaron los cambios" in page
    assert get_institution(institution.id, officer=make_officer()).name == "Nombre nuevo"


def test_two_officers_at_once_are_asked_which_value_stays(browser: Browser, officer: Account):
    details = institution_details(phone="051 321 000")
    institution = make_institution(officer=officer, **vars(details))
    change_institution(
        institution.id, institution_details(**vars(details) | {"phone": "051 321 114"}), version=1, officer=officer
    )
    typed = vars(details) | {"phone": "951 600 200", "ubigeo_text": "Juliaca, San Román, Puno", "version": "1"}
    before = json.dumps({"phone": ["051 321 000"]})

    page = browser.send(f"/instituciones/{institution.id}/editar", typed | {"before": before}, status=409)

    assert all(f"Teléfono, {told}" in page for told in ("Antes: 051 321 000", "Lo suyo: 951 600 200"))

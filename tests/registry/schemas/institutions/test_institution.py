from datetime import date

import pytest
from marshmallow import ValidationError

from registry.schemas.institutions.institution import InstitutionInput, InstitutionOutput, InstitutionQuery
from registry.schemas.institutions.registration import ReasonInput, RegistrationInput, RegistrationOutput, RenewalInput
from registry.services.institutions.details import InstitutionDetails, RegistrationDetails
from registry.services.institutions.institutions import InstitutionFilter
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole
from tests.factories.institutions import make_institution, make_registration

WHOLE = {"ruc": "20100070970", "name": " Municipalidad  de Puno ", "nature": "public", "ubigeo": "210101"}


def refusals(schema, given):
    with pytest.raises(ValidationError) as refusal:
        schema.load(given)
    return refusal.value.messages


def test_loaded_input_makes_the_details():
    details = InstitutionDetails(**InstitutionInput().load(WHOLE))

    assert (details.name, details.nature) == ("Municipalidad de Puno", InstitutionNature.PUBLIC)


def test_every_field_is_told_at_once():
    told = refusals(InstitutionInput(), {"ruc": "123", "nature": "empresa", "email": "x", "puntaje": 3})

    assert set(told) == {"ruc", "name", "nature", "ubigeo", "email", "puntaje"}
    labels = "Pública, Privada con fin asistencial o social, Empresa, persona natural o jurídica, Entidad religiosa"
    assert told["nature"] == [f"Elija una de estas opciones: {labels}."]


def test_null_is_told_as_missing():
    assert refusals(InstitutionInput(), WHOLE | {"name": None}) == {"name": ["Falta este dato. Complételo."]}


def test_what_is_no_object_is_refused_in_spanish():
    assert refusals(InstitutionInput(), []) == {"_schema": ["Envíe los datos como un objeto con sus campos."]}


def test_registrations_make_their_details():
    given = {"role": "Unidad beneficiaria", "valid_from": "01/01/2026", "valid_to": "2027-12-31"}

    details = RegistrationDetails(**RegistrationInput().load(given))

    assert (details.role, details.valid_from) == (InstitutionRole.BENEFICIARY_UNIT, date(2026, 1, 1))


def test_a_renewal_and_a_reason_take_what_they_name():
    assert RenewalInput().load({"valid_to": "31/12/2027"}) == {"valid_to": date(2027, 12, 31), "resolution": ""}
    assert refusals(ReasonInput(), {"reason": " "}) == {"reason": ["Falta este dato. Complételo."]}


def test_a_query_makes_the_filter():
    query = InstitutionQuery().load({"search": "puno", "nature": "public"})

    assert (query.pop("page"), query.pop("per_page")) == (1, 50)
    assert InstitutionFilter(**query).nature is InstitutionNature.PUBLIC


@pytest.mark.usefixtures("app")
def test_an_institution_is_shown_with_its_standing_today():
    institution = make_institution(ubigeo="211101")
    registration = make_registration(institution, valid_to=date(2025, 6, 1))
    institution.registrations.append(registration)

    shown = InstitutionOutput().dump(institution)

    assert shown["district"] == "Juliaca, San Román, Puno"
    assert shown["nature_label"] == "Pública"
    assert (shown["registrations"][0]["state"], shown["registrations"][0]["state_label"]) == ("expired", "Vencida")


def test_outputs_name_the_version():
    assert {"id", "version"} <= set(InstitutionOutput().fields) & set(RegistrationOutput().fields)

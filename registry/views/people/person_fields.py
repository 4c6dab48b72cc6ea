"""The form of a person's file: its fields, how it is read and how it is filled."""

from typing import Any

from registry.schemas.people.person import PersonInput, PersonOutput
from registry.services.people.details import PersonDetails
from registry.views.conflicts import Field, day, district, half_days, plain, term, yes_no
from registry.views.filling import Form, Read, fill, read_input
from registry.views.places import DISTRICT
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation, Skill

FIELDS = (
    Field("document_kind", "Tipo de documento", term(DocumentKind)),
    Field("document_number", "Número de documento", plain),
    Field("given_names", "Nombres", plain),
    Field("first_surname", "Primer apellido", plain),
    Field("second_surname", "Segundo apellido", plain),
    Field("birth_date", "Fecha de nacimiento", day),
    Field("phone", "Teléfono", plain),
    Field("email", "Correo electrónico", plain),
    Field("ubigeo", "Distrito", district),
    Field("address", "Dirección", plain),
    Field("latitude", "Latitud", plain),
    Field("longitude", "Longitud", plain),
    Field("education", "Grado de instrucción", term(EducationLevel)),
    Field("occupation", "Ocupación", term(Occupation)),
    Field("skills", "Habilidades", term(Skill)),
    Field("free_shifts", "Turnos libres", half_days),
    Field("is_weekday_authorised", "Autorización de lunes a viernes", yes_no),
)
NAMES = [field.name for field in FIELDS]
LABELS = {field.name: field.label for field in FIELDS}


def filled(person: Any) -> Form:
    """The form that would send the person as kept."""
    return fill(PersonOutput().dump(person), NAMES)


def read(form: Form, schema: PersonInput | None = None) -> Read:
    """Read a posted form into a person's details; without reserved fields they stay as kept."""
    return read_input(form, schema or PersonInput(), PersonDetails, DISTRICT)

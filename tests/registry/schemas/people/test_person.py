from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from registry.models import Person
from registry.schemas.forms import load_form
from registry.schemas.people.person import PersonForm, PersonInput, PersonOutput
from registry.services.people.details import PersonDetails
from registry.vocabulary.people import DocumentKind, EducationLevel, Occupation, Skill

SENT: dict[str, Any] = {
    "document_kind": "dni",
    "document_number": "00000001",
    "given_names": "Rosa",
    "first_surname": "Quispe",
    "birth_date": "14/03/1991",
    "ubigeo": "211101",
    "education": "secondary",
    "occupation": "Comercio",
}


def refusals(**changed: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        PersonInput().load(SENT | changed)
    return refused.value.messages_dict


def test_what_is_loaded_are_the_details_of_a_person():
    details = PersonDetails(**PersonInput().load(SENT))

    assert details.birth_date == date(1991, 3, 14)
    assert (details.education, details.occupation) == (EducationLevel.SECONDARY, Occupation.TRADER)


def test_half_days_come_sorted_and_once():
    assert PersonInput().load(SENT | {"free_shifts": ["11", 10, "11"]})["free_shifts"] == (10, 11)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"document_number": "123"}, "document_number"),
        ({"document_number": "12AB5678"}, "document_number"),
        ({"birth_date": "1991-31-12"}, "birth_date"),
        ({"ubigeo": "000000"}, "ubigeo"),
        ({"education": "maestría"}, "education"),
        ({"skills": ["malabares"]}, "skills"),
        ({"free_shifts": [14]}, "free_shifts"),
        ({"email": "rosa"}, "email"),
        ({"latitude": 70, "longitude": -15}, "latitude"),
        ({"given_names": "a" * 81}, "given_names"),
        ({"given_names": "Ro\0sa"}, "given_names"),
        ({"religion": "ninguna"}, "religion"),
    ],
)
def test_each_wrong_field_is_told_by_name(changed, field):
    assert field in refusals(**changed)


def test_a_missing_field_is_told_in_spanish():
    with pytest.raises(ValidationError) as refused:
        PersonInput().load({})

    assert refused.value.messages_dict["given_names"] == ["Falta este dato. Complételo."]


def test_the_document_is_judged_even_when_another_field_is_wrong():
    assert set(refusals(document_number="1", birth_date="ayer")) == {"document_number", "birth_date"}


def test_a_program_that_sends_no_reserved_facts_leaves_them():
    loaded = PersonInput().load(SENT)

    assert (loaded["unable"], loaded["health_remark"]) == (None, None)


def test_a_form_without_ticks_empties_the_reserved_facts():
    loaded, errors = load_form(PersonForm(), MultiDict(SENT))

    assert errors == {}
    assert (loaded["unable"], loaded["health_remark"]) == ((), "")


def test_what_is_shown_tells_nothing_of_health():
    person = Person(
        document_kind=DocumentKind.DNI,
        document_number="00000001",
        given_names="Rosa",
        first_surname="Quispe",
        second_surname="",
        skills=[Skill.SEWING],
        free_shifts=1 << 10,
        unable=["heights"],
        health_remark="Mareos",
    )

    shown = PersonOutput().dump(person)

    assert not {"unable", "health_remark"} & shown.keys()
    assert (shown["document_kind_label"], shown["skills"], shown["free_shifts"]) == ("DNI", ["sewing"], [10])

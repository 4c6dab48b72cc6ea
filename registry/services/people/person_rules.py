"""What the registry refuses in a person's own facts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from registry.models.people.person import completed_years
from registry.services.locations import position_problems, ubigeo_problems
from registry.services.people.details import PersonDetails
from registry.services.saving import Problems, refuse
from registry.vocabulary.people import DocumentKind

#: A field and what is wrong with it: (field, code, facts).
Problem = tuple[str, str, Mapping[str, Any]]

ADULT = 18
OLDEST = 110
DNI = re.compile(r"[0-9]{8}")
OTHER_DOCUMENT = re.compile(r"[A-Z0-9]{5,20}")


def check_person(details: PersonDetails, on: date) -> None:
    """Hold a person's details against every rule at once.

    Raises:
        InvalidFields: Names each field that breaks one.
    """
    refuse_all([*_document_problems(details), *_birth_problems(details.birth_date, on), *_place_problems(details)])


def refuse_all(problems: Iterable[Problem]) -> None:
    """Refuse where there are problems; the first of a field stands for it.

    Raises:
        InvalidFields: There is at least one.
    """
    by_field: Problems = {}
    for field, code, facts in problems:
        by_field.setdefault(field, (code, facts))
    refuse(by_field)


def _document_problems(details: PersonDetails) -> Iterator[Problem]:
    is_dni = details.document_kind is DocumentKind.DNI
    if not (DNI if is_dni else OTHER_DOCUMENT).fullmatch(details.document_number):
        yield "document_number", "dni_shape" if is_dni else "document_shape", {}


def _birth_problems(birth_date: date, on: date) -> Iterator[Problem]:
    age = completed_years(birth_date, on)
    if birth_date > on:
        yield "birth_date", "birth_in_future", {}
    elif not ADULT <= age <= OLDEST:
        yield "birth_date", "age_out_of_range", {"age": age}


def _place_problems(details: PersonDetails) -> Iterator[Problem]:
    found = ubigeo_problems(details.ubigeo) | position_problems(details.latitude, details.longitude)
    yield from ((field, code, facts) for field, (code, facts) in found.items())
    if any(not 0 <= shift <= 13 for shift in details.free_shifts):
        yield "free_shifts", "shift_unknown", {}

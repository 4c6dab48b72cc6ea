"""People, sentences, orders and rows of sheets."""

from datetime import date
from itertools import count
from typing import Any

from registry.models import CourtOrder, Person, Sentence
from registry.services.accounts.accounts import Account
from registry.services.people.details import OrderDetails, PersonDetails, SentenceDetails
from registry.services.people.persons import register_person
from registry.services.people.sentences import add_order, register_sentence
from registry.vocabulary.people import (
    CourtOrderKind,
    DocumentKind,
    EducationLevel,
    Occupation,
    PenaltyOrigin,
    SentenceKind,
    Skill,
)
from registry.vocabulary.shifts import Shift

TODAY = date(2026, 3, 2)
_numbers = count(1)


def make_person(*, officer: Account, **overrides: Any) -> Person:
    """An adult of Juliaca, free on Saturdays."""
    return register_person(person_details(**overrides), officer=officer, on=TODAY).person


def make_sentence(*, officer: Account, person: Person | None = None, **overrides: Any) -> Sentence:
    """Sixty jornadas for drunk driving, received in January 2026."""
    person = person or make_person(officer=officer)
    return register_sentence(person.id, sentence_details(**overrides), officer=officer, on=TODAY)


def make_order(sentence: Sentence, kind: CourtOrderKind, *, officer: Account, **overrides: Any) -> CourtOrder:
    """An order of the first of February 2026, in force at once."""
    return add_order(sentence.id, order_details(kind=kind, **overrides), officer=officer, on=TODAY)


def person_details(**overrides: Any) -> PersonDetails:
    given: dict[str, Any] = {
        "document_kind": DocumentKind.DNI,
        "document_number": f"{next(_numbers):08d}",
        "given_names": "Rosa",
        "first_surname": "Quispe",
        "second_surname": "Mamani",
        "birth_date": date(1991, 3, 14),
        "ubigeo": "211101",
        "education": EducationLevel.SECONDARY,
        "occupation": Occupation.TRADER,
        "skills": (Skill.PAINTING,),
        "free_shifts": (Shift.SATURDAY_AM, Shift.SATURDAY_PM),
    }
    return PersonDetails(**(given | overrides))


def sentence_details(**overrides: Any) -> SentenceDetails:
    given: dict[str, Any] = {
        "kind": SentenceKind.COMMUNITY_SERVICE,
        "case_number": f"{next(_numbers):05d}-2026-0-2111-JR-PE-03",
        "court": "3.er Juzgado de Investigación Preparatoria de San Román",
        "origin": PenaltyOrigin.AUTONOMOUS,
        "jornadas": 60,
        "judgment_date": date(2026, 1, 5),
        "received_on": date(2026, 1, 12),
        "offence": "274.1",
    }
    return SentenceDetails(**(given | overrides))


def order_details(**overrides: Any) -> OrderDetails:
    given: dict[str, Any] = {"kind": CourtOrderKind.STAY, "ordered_on": date(2026, 2, 1)}
    return OrderDetails(**(given | overrides))


def sheet_cells(**overrides: str) -> dict[str, str]:
    """Cells of a row by field, as a person types them; an override of "" empties a cell."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "document_kind": "DNI",
        "document_number": f"{number:08d}",
        "given_names": "Julio",
        "first_surname": "Condori",
        "birth_date": "14/03/1991",
        "ubigeo": "211101",
        "education": "Secundaria completa",
        "occupation": "comercio",
        "free_shifts": "sábado mañana; sábado tarde",
        "kind": "Prestación de servicios a la comunidad",
        "case_number": f"{number:05d}-2026-0-2111-JR-PE-03",
        "court": "Juzgado de Paz Letrado de Juliaca",
        "origin": "Autónoma",
        "jornadas": "60",
        "judgment_date": "05/01/2026",
        "received_on": "12/01/2026",
        "offence": "274.1",
    }
    return {field: cell for field, cell in (given | overrides).items() if cell}

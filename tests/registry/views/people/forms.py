"""What people type into the forms of people's files."""

from typing import Any


def person_form(**overrides: Any) -> dict[str, Any]:
    given = {
        "document_kind": "dni",
        "document_number": "40112233",
        "given_names": "Rosa",
        "first_surname": "Quispe",
        "second_surname": "Mamani",
        "birth_date": "1991-03-14",
        "phone": "951 234 567",
        "ubigeo_text": "Juliaca, San Román, Puno",
        "education": "secondary",
        "occupation": "trader",
        "skills": ["painting", "cooking"],
        "free_shifts": ["10", "11"],
    }
    return {name: value for name, value in (given | overrides).items() if value is not None}


def sentence_form(**overrides: Any) -> dict[str, Any]:
    given = {
        "kind": "community_service",
        "origin": "autonomous",
        "judgment_date": "2026-01-05",
        "offence_text": "274.1 Conducción en estado de ebriedad o drogadicción",
        "jornadas": "60",
        "case_number": "00516-2026-0-2111-JR-PE-03",
        "court": "Juzgado de Investigación Preparatoria de Juliaca",
        "received_on": "2026-01-12",
    }
    return {name: value for name, value in (given | overrides).items() if value is not None}

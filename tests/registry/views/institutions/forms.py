"""What people type into the forms of institutions, units and vacancies."""

from typing import Any

from tests.factories.institutions import ruc


def institution_form(**overrides: Any) -> dict[str, Any]:
    return {
        "ruc": ruc(880_001),
        "name": "Municipalidad Provincial de San Román",
        "nature": "public",
        "ubigeo_text": "Juliaca, San Román, Puno",
        "address": "Jr. Jáuregui 321",
    } | overrides


def unit_form(**overrides: Any) -> dict[str, Any]:
    return {
        "name": "Parque Cholo",
        "kind": "municipality",
        "ubigeo_text": "Juliaca, San Román, Puno",
        "latitude": "-15.49",
        "longitude": "-70.12",
        "address": "Jr. Moquegua 110",
        "supervisor": "Julia Apaza",
    } | overrides


def vacancy_form(**overrides: Any) -> dict[str, Any]:
    """Two people on Saturdays; the other half days of the weekend as the page sends them, unused."""
    return {
        "task": "green_areas",
        "duties": "Regar y podar el parque",
        "minimum_age": "18",
        "total_places": "2",
        "shifts-10-places": "2",
        "shifts-10-start": "08:00",
        "shifts-10-end": "13:00",
        "shifts-11-places": "2",
        "shifts-11-start": "14:00",
        "shifts-11-end": "19:00",
        "shifts-12-places": "",
        "shifts-12-start": "08:00",
        "shifts-12-end": "13:00",
        "shifts-13-places": "0",
        "shifts-13-start": "15:00",
        "shifts-13-end": "19:00",
    } | overrides

"""Valid contents, of which a test changes only what it is about."""

from typing import Any

COMMON: dict[str, Any] = {
    "is_demonstration": False,
    "operator": "Instituto Nacional Penitenciario",
    "year_name": "Año de la Esperanza y el Fortalecimiento de la Democracia",
    "office": {
        "name": "Establecimiento de Medio Libre de Juliaca",
        "city": "Juliaca",
        "address": "Jr. Cabana 245, Juliaca",
        "phone": "051 321 456",
        "email": None,
    },
    "number": "000123-2026-EML JULIACA",
    "issued_on": "2026-09-07",
    "signatory": {"name": "Martha Yupanqui Ñaupari", "post": "Jefa del Establecimiento de Medio Libre"},
    "contact": {
        "name": "Juan Condori Apaza",
        "post": "oficial de casos",
        "phone": "051 321 456",
        "email": "jcondori@ejemplo.pe",
    },
    "verification": {"url": "https://reinserta.ejemplo.pe/verificar/K7QM-3XTR", "code": "K7QM-3XTR"},
    "penalty": "community_service",
    "person": {"name": "Rosa Quispe Mamani", "document_type": "DNI", "document_number": "40123456"},
    "place": {
        "name": "Municipalidad Provincial de San Román",
        "address": "Jr. Jáuregui 321",
        "district": "Juliaca, San Román, Puno",
        "directions": "Frente a la plaza de Armas",
    },
    "supervisor": {"name": "Julia Apaza Huanca", "post": "jefa de parques y jardines"},
    "task": "Mantenimiento de áreas verdes",
    "schedule": [
        {"weekday": 7, "start": "08:00", "end": "13:00"},
        {"weekday": 6, "start": "08:00", "end": "13:00"},
    ],
    "start_on": "2026-09-12",
    "jornadas": 40,
    "hours_per_jornada": 10,
}


def presentation(**changes: Any) -> dict[str, Any]:
    """A presentation to the unit."""
    own = {
        "addressee": {"name": "Óscar Cáceres Rodríguez", "post": "Alcalde provincial"},
        "area": "Subgerencia de Parques y Jardines",
        "duties": ["Regar y desyerbar los jardines", "Podar arbustos con el jardinero de turno"],
    }
    return COMMON | own | changes


def notification(**changes: Any) -> dict[str, Any]:
    """A notification to the person."""
    own = {
        "bring": ["su DNI", "este documento"],
        "own_page": {"url": "https://reinserta.ejemplo.pe/mis-jornadas", "code": "K7QD4-2MX9A"},
        "absences": {"consecutive_days": 2, "alternate_days": 3, "explanation_business_days": 10},
        "decision": {
            "officer": {"name": "Juan Condori Apaza", "post": "oficial de casos"},
            "decided_on": "2026-09-07",
            "origin": "proposal_accepted",
            "reasons": ["Queda a 2.3 km de su domicilio."],
        },
        "review": {
            "authority": {"name": "Martha Yupanqui Ñaupari", "post": "Jefa del Establecimiento de Medio Libre"},
            "business_days": None,
            "legal_basis": None,
        },
    }
    return COMMON | own | changes

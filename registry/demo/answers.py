"""What institutions of the demonstration answer when they file, step by step."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from stdnum.pe import ruc as ruc_number

from registry.vocabulary.institutions import InstitutionNature

#: Invented, in a series of their own beyond that of the told cases.
RUC_BODY, FIRST_DOCUMENT = 2099910000, 99910001
UBIGEO = "211101"
PRISONS = ("EP67", "EP68")
Answers = dict[str, dict[str, Any]]


class Body(NamedTuple):
    """An institution, who represents it and what it is for."""

    name: str
    nature: InstitutionNature
    representative: str
    post: str
    purpose: str = ""


class Filer(Enum):
    """Institutions whose case files the demonstration tells."""

    TOWN = Body("Municipalidad del Altiplano", InstitutionNature.PUBLIC, "Elmer Choque Mamani", "Alcalde")
    LIBRARY = Body("Biblioteca Pública de la Demostración", InstitutionNature.PUBLIC, "Nélida Ramos Pari", "Directora")
    HEALTH = Body("Centro de Salud de la Demostración", InstitutionNature.PUBLIC, "Óscar Huanca Luna", "Jefe")
    MARKET = Body("Mercado Municipal de la Demostración", InstitutionNature.PUBLIC, "Yeni Calla Coila", "Jefa")
    DINER = Body(
        "Comedor Sol del Altiplano",
        InstitutionNature.PRIVATE_SOCIAL,
        "Marta Ccori Apaza",
        "Presidenta",
        "Dar almuerzo a niñas, niños y personas mayores sin recursos.",
    )
    HOSTEL = Body(
        "Albergue Puerta Abierta",
        InstitutionNature.PRIVATE_SOCIAL,
        "Silvia Yana Quispe",
        "Directora",
        "Alojar y orientar a quienes salen de un establecimiento penitenciario.",
    )
    CLINIC = Body(
        "Consultorio Jurídico Solidario",
        InstitutionNature.PRIVATE_SOCIAL,
        "Raúl Pinto Arce",
        "Coordinador",
        "Orientación legal gratuita a personas liberadas.",
    )
    CHURCH = Body("Iglesia de la Demostración", InstitutionNature.RELIGIOUS, "Samuel Ticona Vilca", "Pastor principal")
    TEXTILES = Body("Tejidos del Altiplano SAC", InstitutionNature.PRIVATE_BUSINESS, "Irma Condori Laura", "Gerente")
    BAKERY = Body("Panadería Espiga Andina SAC", InstitutionNature.PRIVATE_BUSINESS, "Hugo Larico Turpo", "Gerente")
    FOUNDRY = Body("Metales del Sur SAC", InstitutionNature.PRIVATE_BUSINESS, "Percy Ancco Sucari", "Gerente")

    @property
    def ruc(self) -> str:
        body = str(RUC_BODY + list(Filer).index(self))
        return body + ruc_number.calc_check_digit(body)


def answers_of(filer: Filer, on: date) -> Mapping[str, Mapping[str, Any]]:
    """What an institution answers to any step of the catalogue."""
    return {
        "ruc": {"ruc": filer.ruc},
        **_whose(filer.value),
        **_unit(filer.value),
        **_religious(),
        **_productive(on),
        "help": {"services": [_service()]},
        "changes": {"changes": ""},
        "withdrawal": {"reason": "Cierra su local.", "effective_on": None},
        "documents": {},
        "declaration": {"is_true": True},
    }


def _whose(body: Body) -> Answers:
    return {
        "institution": {
            "name": body.name,
            "nature": body.nature.value,
            "social_purpose": body.purpose,
            "address": "Jr. de la Demostración 500",
            "ubigeo": UBIGEO,
            "representative": body.representative,
            "representative_post": body.post,
        },
        "contact": {
            "contact_name": body.representative,
            "contact_post": body.post,
            "email": "",
            "phone": "951000111",
            "consents": False,
        },
    }


def _unit(body: Body) -> Answers:
    site = {
        "name": f"Local de {body.name}",
        "kind": "municipality" if body.nature is InstitutionNature.PUBLIC else "communal_hall",
        "address": "Jr. de la Demostración 500",
        "ubigeo": UBIGEO,
        "latitude": -15.4934,
        "longitude": -70.1356,
        "has_student_contact": False,
        "supervisor": body.representative,
        "supervisor_post": body.post,
        "phone": "951000222",
        "email": "",
    }
    vacancy = {
        "site": 0,
        "task": "green_areas",
        "duties": "Regar, desyerbar y podar los jardines.",
        "skills": ["gardening"],
        "demands": ["outdoors"],
        "minimum_age": 18,
        "total_places": 2,
        "supervisor": body.representative,
        "shifts": [
            {"shift": 10, "start_minute": 480, "end_minute": 780, "places": 2},
            {"shift": 11, "start_minute": 840, "end_minute": 1140, "places": 2},
        ],
    }
    return {"sites": {"sites": [site]}, "vacancies": {"vacancies": [vacancy]}}


def _religious() -> Answers:
    people = ("Ruth Mamani Pacori", "Daniel Sucasaca Ramos", "Esther Vilca Pari")
    agents = [
        {
            "full_name": name,
            "document_number": str(FIRST_DOCUMENT + index),
            "post": "Agente pastoral",
            "prisons": list(PRISONS[: 1 + index % 2]),
        }
        for index, name in enumerate(people)
    ]
    return {
        "religious": {"register_number": "", "statutes_entry": "P-99020304", "activities": ["worship"]},
        "prisons": {"prisons": list(PRISONS)},
        "agents": {"agents": agents},
    }


def _productive(on: date) -> Answers:
    return {
        "company": {"business_line": "Confección textil", "is_natural_person": False, "workers_now": 12},
        "integrity": {"no_conviction": True, "no_debts": True, "knows_clause": True},
        "activity": {
            "title": "Taller de confección de chompas",
            "product": "Chompas y chalinas",
            "prison": PRISONS[0],
            "area_m2": 80,
            "modality": "Locación de servicios",
            "starts_on": (on - timedelta(days=10)).isoformat(),
            "months": 12,
        },
        "work_plan": {
            "workers": 20,
            "training_hours": 40,
            "instructors": "Dos maestras de la empresa",
            "logistics": "El hilado entra los lunes; las prendas salen los viernes",
            "pay": "Por prenda, cada quince días",
            "utilities": "La empresa paga la luz del taller",
        },
    }


def _service() -> dict[str, Any]:
    return {
        "kind": "legal",
        "description": "Orientación para trámites de identidad, antecedentes y empleo, los martes.",
        "audiences": ["releasees"],
        "districts": [UBIGEO],
        "how_to_ask": "En el local, de 9 a 13 horas",
        "phone": "951000333",
    }

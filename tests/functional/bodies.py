"""What the matrix sends: bodies in the right shape, so that what is refused is refused for whose it is."""

from typing import Any

from tests.factories.bodies import PERSON, SENTENCE
from tests.functional import applications, filing, inmates, religious, work_activities

HELP = {"kind": "food", "description": "Almuerzo", "audiences": ["families"], "districts": ["21"]}
REASON = {"reason": "Motivo suficiente"}
INSTITUTION = {"ruc": "20131312955", "name": "Municipalidad de Ácora", "nature": "public", "ubigeo": "210102"}
UNIT = {"name": "Parque Cultural", "kind": "municipality", "ubigeo": "211101"}
VACANCY = {
    "task": "green_areas",
    "total_places": 3,
    "shifts": [{"shift": 10, "start": "08:00", "end": "13:00", "places": 3}],
}
OFFER = {**VACANCY, "duties": "Regar y podar"}
OFFICE = {
    "code": "EML-X",
    "name": "EML",
    "region": "altiplano",
    "ubigeo": "211101",
    "address": "Jr. Lima 100",
    "phone": "051 321456",
}
REGISTRATION = {"role": "company", "valid_from": "2026-01-01", "valid_to": "2029-12-31"}

AGREEMENT = {
    "kind": "community_service",
    "title": "Convenio de prueba",
    "purpose": "Recibir a personas",
    "counterpart": "Elena Mamani",
    "counterpart_post": "Alcaldesa",
    "starts_on": "2026-01-01",
    "ends_on": "2030-01-01",
    "obligations": [{"side": side, "words": "Cumplir"} for side in ("operator", "institution")],
}
TERMINATION = {"cause": "mutual", "on_day": "2026-06-01", "words": "Por acuerdo"}

SUSPENSION = {"kind": "suspended", "effective_on": "2026-02-01", "cause": "other", **REASON}
PLAN = {
    "interviewed_on": "2026-02-01",
    "first_day": "2026-02-07",
    "objectives": "Cumplir la pena",
    "activities": "Áreas verdes",
}
ATTENDED = {"day": "2026-03-07", "shift": 10, "outcome": "attended", "arrived": "08:00", "left": "18:00"}

CELL = {"placement_id": 1, "day": "2026-03-07", "shift": 10, "outcome": "unexcused"}

#: By how the address ends; the first that fits counts.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *filing.SENT,
    *religious.SENT,
    *inmates.SENT,
    *applications.SENT,
    *work_activities.SENT,
    ("POST", "/registrations", REGISTRATION),
    ("POST", "/agreements", AGREEMENT),
    ("PUT", "agreement_id>", AGREEMENT),
    ("POST", "agreement_id>/renewal", {"ends_on": "2035-12-31"}),
    ("POST", "/termination", TERMINATION),
    ("POST", "/fulfilment", {"done_on": "2026-01-01", "proof": "Oficio 1"}),
    ("POST", "/renewal", {"valid_to": "2035-12-31"}),
    ("POST", "/suspension", REASON),
    ("POST", "/resumption", REASON),
    ("POST", "/withdrawal", REASON),
    ("POST", "/units", UNIT),
    ("POST", "/social-services", HELP),
    ("PUT", "service_id>", HELP),
    ("POST", "/vacancies", VACANCY),
    ("POST", "unit_id>/offers", OFFER),
    ("PUT", "/offers/<int(min=1, max=2147483647):vacancy_id>", OFFER),
    ("POST", "vacancy_id>/stranded", OFFER),
    ("POST", "vacancy_id>/plan", {"effective_on": "2099-12-31", "offer": None, **REASON}),
    ("POST", "/sentences", SENTENCE),
    ("POST", "/orders", {"kind": "stay", "ordered_on": "2026-02-01"}),
    ("POST", "/preferences", {"stance": "preference", "task": "cleaning"}),
    ("POST", "/placements/<int(min=1, max=2147483647):placement_id>/documents", {"kind": "unit_constancy"}),
    ("POST", "/monthly-reports", {"month": "2026-03"}),
    ("POST", "/decisions", {"kind": "leave_unplaced", "reason": "Motivo suficiente"}),
    ("POST", "/breaches/<int(min=1, max=2147483647):alert_id>/request", {"handed_on": "2026-04-01"}),
    ("POST", "/explanation", {"received_on": "2026-04-01", "text": "Estuve enferma"}),
    ("POST", "/acceptance", {"excuses": [{"entry_id": 1, "outcome": "excused_health"}], **REASON}),
    ("POST", "/report", REASON),
    ("POST", "/orders/effects", {"kind": "stay", "ordered_on": "2026-02-01"}),
    ("POST", "/effects", SUSPENSION),
    ("PUT", "/typings/own", {"cells": [CELL]}),
    ("POST", "/settlement", {"choices": [CELL]}),
    ("POST", "/settlement/single", REASON),
    ("POST", "/documents/draft", {"kind": "unit_constancy"}),
    ("POST", "/changes", SUSPENSION),
    ("POST", "/relocation", {"vacancy_id": 1, **REASON}),
    ("POST", "/return", REASON),
    ("POST", "/transfer", {"office_id": 1, **REASON}),
    ("POST", "/plans", PLAN),
    ("POST", "/steps", {"kind": "call", "taken_on": "2026-02-01"}),
    ("POST", "placement_id>/attendance", ATTENDED),
    ("PUT", "person_id>", PERSON),
    ("PUT", "sentence_id>", SENTENCE),
    ("PUT", "institution_id>", INSTITUTION),
    ("PUT", "unit_id>", UNIT),
    ("PUT", "vacancy_id>", VACANCY),
    ("PUT", "office_id>", OFFICE),
    ("POST", "/adjuntos/<int:attachment_id>/retirar", REASON),
)
#: What any form of the pages may ask for.
FIELDS = {"version": "1", "reason": "Motivo suficiente", "purpose": "Motivo suficiente"}


def body_of(method: str, rule: str) -> dict[str, Any]:
    """What is sent to a route."""
    fitting = (body for its, ending, body in SENT if its == method and rule.endswith(ending))
    return next(fitting, {} if rule.startswith("/api/") else FIELDS)

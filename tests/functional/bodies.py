"""What the matrix sends: bodies in the right shape, so that what is refused is refused for whose it is."""

from typing import Any

from tests.factories.bodies import PERSON, SENTENCE

REASON = {"reason": "Motivo suficiente"}
INSTITUTION = {"ruc": "20131312955", "name": "Municipalidad de Ácora", "nature": "public", "ubigeo": "210102"}
UNIT = {"name": "Parque Cultural", "kind": "municipality", "ubigeo": "211101"}
VACANCY = {
    "task": "green_areas",
    "total_places": 3,
    "shifts": [{"shift": 10, "start": "08:00", "end": "13:00", "places": 3}],
}
OFFICE = {
    "code": "EML-X",
    "name": "EML",
    "region": "altiplano",
    "ubigeo": "211101",
    "address": "Jr. Lima 100",
    "phone": "051 321456",
}
REGISTRATION = {"role": "company", "valid_from": "2026-01-01", "valid_to": "2029-12-31"}

SUSPENSION = {"kind": "suspended", "effective_on": "2026-02-01", "cause": "other", **REASON}
PLAN = {
    "interviewed_on": "2026-02-01",
    "first_day": "2026-02-07",
    "objectives": "Cumplir la pena",
    "activities": "Áreas verdes",
}
ATTENDED = {"day": "2026-03-07", "shift": 10, "outcome": "attended", "arrived": "08:00", "left": "18:00"}

#: By how the address ends; the first that fits counts.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/registrations", REGISTRATION),
    ("POST", "/renewal", {"valid_to": "2035-12-31"}),
    ("POST", "/suspension", REASON),
    ("POST", "/resumption", REASON),
    ("POST", "/withdrawal", REASON),
    ("POST", "/units", UNIT),
    ("POST", "/vacancies", VACANCY),
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
    ("POST", "/effects", SUSPENSION),
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

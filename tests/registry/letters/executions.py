"""Valid executions and the letters that tell them, of which a test changes only what it is about."""

from typing import Any

from tests.registry.letters.samples import COMMON, notification, presentation

FRAME = {
    name: COMMON[name]
    for name in (
        "is_demonstration",
        "operator",
        "year_name",
        "office",
        "number",
        "issued_on",
        "signatory",
        "contact",
        "verification",
        "penalty",
        "person",
    )
}
HEADS = {"entries": 41, "orders": 0, "weeks": 3, "documents": 2, "weekdays_authorised": False}
PLACES = [
    {
        "placement": 7,
        "name": "Municipalidad Provincial de San Román",
        "district": "Juliaca, San Román, Puno",
        "task": "Mantenimiento de áreas verdes",
    }
]
ABSENCES = {"consecutive_days": 2, "alternate_days": 3, "explanation_business_days": 10}
CASE = {
    "court": "Tercer Juzgado de Investigación Preparatoria de San Román - Juliaca",
    "number": "00516-2026-0-2111-JR-PE-03",
    "judgment_date": "2026-05-14",
    "origin": "autonomous",
}


def line(day: str, outcome: str = "attended", **changes: Any) -> dict[str, Any]:
    """One session of a Saturday or Sunday morning."""
    came = outcome == "attended"
    return {
        "placement": 7,
        "day": day,
        "start": "08:00",
        "end": "13:00",
        "outcome": outcome,
        "arrived": "08:04" if came else None,
        "left": "13:00" if came else None,
        "credited_minutes": 296 if came else 0,
    } | changes


def month(name: str, **changes: Any) -> dict[str, Any]:
    """The figures of one month."""
    return {
        "month": name,
        "scheduled": 8,
        "attended": 5,
        "excused": 1,
        "unexcused": 2,
        "not_received": 0,
        "unrecorded": 0,
        "credited_minutes": 1480,
    } | changes


def execution(**changes: Any) -> dict[str, Any]:
    """What every execution tells."""
    return {
        "rules": 1,
        "heads": HEADS,
        "as_of": "2026-09-30",
        "owed_jornadas": 40,
        "owed_minutes": 24000,
        "credited_minutes": 7380,
        "completed_on": None,
    } | changes


def report(own: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A report to the judge with its own part."""
    shared = {
        "case": CASE,
        "hours_per_jornada": 10,
        "places": PLACES,
        "schedule": COMMON["schedule"],
        "start_on": "2026-06-06",
        "words": None,
    }
    return FRAME | shared | own | changes


def monthly(**changes: Any) -> dict[str, Any]:
    """A monthly report."""
    sessions = [line("2026-09-05"), line("2026-09-06", "unexcused"), line("2026-09-12", "excused")]
    told = execution(months=[month("2026-08"), month("2026-09")], sessions=sessions)
    return report({"month": "2026-09", "execution": told}, **changes)


def breach(**changes: Any) -> dict[str, Any]:
    """A report of a breach."""
    told = execution(
        breach={
            "ground": "consecutive_absences",
            "first_day": "2026-09-05",
            "reached_on": "2026-09-06",
            "sessions": [line("2026-09-05", "unexcused"), line("2026-09-06", "unexcused")],
        },
        months=[month("2026-08"), month("2026-09")],
        conversion={
            "origin": "autonomous",
            "unserved_minutes": 16620,
            "prison_days": 27,
            "days_per_jornada": 1,
        },
    )
    explanation = {"asked_on": "2026-09-08", "due_on": "2026-09-22", "explained_on": None}
    return report({"absences": ABSENCES, "explanation": explanation, "execution": told}, **changes)


def completion(**changes: Any) -> dict[str, Any]:
    """A report that everything was served."""
    sheet = {"placement": 7, "month": "2026-09", "sessions": [line("2026-09-05")], "credited_minutes": 296}
    told = execution(
        credited_minutes=24000, completed_on="2026-09-26", months=[month("2026-08"), month("2026-09")], sheets=[sheet]
    )
    return report({"execution": told}, **changes)


SERVICE = {"placement": 7, "first_on": "2026-06-06", "last_on": "2026-09-26", "days": 25, "credited_minutes": 7380}


def constancy(**changes: Any) -> dict[str, Any]:
    """What a unit states."""
    own = {
        "institution": "Municipalidad Provincial de San Román",
        "addressee": {"name": "Óscar Cáceres Rodríguez", "post": "Representante de la Municipalidad"},
        "execution": execution(services=[SERVICE]),
    }
    return COMMON | own | changes


def certificate(**changes: Any) -> dict[str, Any]:
    """A certificate for the person."""
    own = {"hours_per_jornada": 10, "places": PLACES, "execution": execution(services=[SERVICE])}
    return FRAME | own | changes


def change_to_unit(*, code: str = "rescheduled", **changes: Any) -> dict[str, Any]:
    """A change told to the unit."""
    own = {
        "addressee": {"name": "Óscar Cáceres Rodríguez", "post": "Alcalde provincial"},
        "change": {"code": code, "effective_on": "2026-09-12", "until": None},
    }
    return COMMON | own | changes


def change_to_person(*, code: str = "rescheduled", **changes: Any) -> dict[str, Any]:
    """A change told to the person."""
    own = {
        "change": {"code": code, "effective_on": "2026-09-12", "until": None},
        "own_page": OWN_PAGE,
        "execution": execution(),
    }
    return COMMON | own | changes


OWN_PAGE = {"url": "https://reinserta.ejemplo.pe/mis-jornadas", "code": "K7QD4-2MX9A"}


def warning(**changes: Any) -> dict[str, Any]:
    """A written warning."""
    sessions = [line("2026-09-05", "refused_task", arrived="08:00")]
    own = {"words": None, "repeats": 2, "execution": execution(since=None, sessions=sessions)}
    return COMMON | own | changes


def explanation_request(**changes: Any) -> dict[str, Any]:
    """A request to explain a breach."""
    told = execution(breach=breach()["execution"]["breach"])
    own = {
        "business_days": 10,
        "due_on": "2026-09-21",
        "words": None,
        "own_page": OWN_PAGE,
        "absences": ABSENCES,
        "execution": told,
    }
    return COMMON | own | changes


SAMPLES = {
    "presentation_to_unit": presentation,
    "notification_to_person": notification,
    "change_to_unit": change_to_unit,
    "change_to_person": change_to_person,
    "written_warning": warning,
    "explanation_request": explanation_request,
    "monthly_report": monthly,
    "breach_report": breach,
    "completion_report": completion,
    "unit_constancy": constancy,
    "jornadas_certificate": certificate,
}

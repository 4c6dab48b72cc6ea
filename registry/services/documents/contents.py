"""What every document says beside its own part: from loaded rows to the plain content that `registry.letters` sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.models import Account, BeneficiaryUnit, Office, Person, Placement
from registry.norms import value_at
from registry.reference.hours import full_clock
from registry.reference.places import district_label

SUPERVISOR = "Responsable de la unidad"
OWN_PAGE = "/mis-jornadas"


@dataclass(frozen=True)
class Frame:
    """What a document needs beside its subject: who issues it, where it can be checked, and in which terms."""

    operator: str
    is_demonstration: bool
    office: Office
    signatory: Account
    chief: Account | None
    number: str
    issued_on: date
    #: Address of the registry, without a slash at its end.
    site: str
    verification_code: str
    #: What the officer adds.
    words: str = ""
    #: Code with which the person opens their own page; this letter alone carries it.
    own_code: str = ""


def shared(placement: Placement, frame: Frame) -> dict[str, Any]:
    """Who writes, about whom, and where it can be checked."""
    sentence = placement.sentence
    return {**letterhead(frame), "penalty": sentence.kind.value, "person": _identity(sentence.person)}


def letterhead(frame: Frame) -> dict[str, Any]:
    """Who issues a document, under which number, and where it can be checked."""
    return {
        "is_demonstration": frame.is_demonstration,
        "operator": frame.operator,
        "year_name": None,
        "office": _office(frame.office),
        "number": frame.number,
        "issued_on": frame.issued_on.isoformat(),
        "signatory": post_of(frame.signatory),
        "contact": {**post_of(frame.signatory), "phone": frame.office.phone, "email": frame.office.email or None},
        "verification": {"url": f"{frame.site}/verificar/{frame.verification_code}", "code": frame.verification_code},
    }


def place_and_hours(placement: Placement, frame: Frame) -> dict[str, Any]:
    """Where the service takes place, with whom and when."""
    unit = placement.vacancy.unit
    return {
        "place": _place(unit),
        "supervisor": _supervisor(unit),
        "task": placement.vacancy.task.label,
        "schedule": schedule_of(placement.attendances),
        "start_on": placement.starts_on.isoformat(),
        "jornadas": placement.sentence.jornadas_owed(frame.issued_on),
        "hours_per_jornada": hours_per_jornada(frame),
    }


def hours_per_jornada(frame: Frame) -> int:
    """Hours of one jornada on the day of issue (art. 34.3 CP)."""
    return value_at("weekly_service_hours", frame.issued_on)


def addressee_of(unit: BeneficiaryUnit) -> dict[str, str]:
    """Who represents the unit."""
    institution = unit.institution
    return {
        "name": institution.representative or institution.name,
        "post": f"Representante de {institution.name}",
    }


def absence_terms(frame: Frame) -> dict[str, int]:
    """From how many absences the judge is told, and the term to explain them (RCEP 267, 269)."""
    return {
        "consecutive_days": value_at("consecutive_absences", frame.issued_on),
        "alternate_days": value_at("alternate_absences", frame.issued_on),
        "explanation_business_days": value_at("explanation_term", frame.issued_on),
    }


def own_page(frame: Frame) -> dict[str, str] | None:
    """Where the person follows it all, if this letter brings a code."""
    return {"url": f"{frame.site}{OWN_PAGE}", "code": frame.own_code} if frame.own_code else None


def schedule_of(attendances: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """A weekly pattern, half day by half day."""
    return [
        {"weekday": shift // 2 + 1, "start": full_clock(start), "end": full_clock(end)}
        for shift, start, end in attendances
    ]


def post_of(officer: Account) -> dict[str, str]:
    """An officer with the post."""
    return {"name": officer.full_name, "post": officer.post}


def _identity(person: Person) -> dict[str, str]:
    return {
        "name": f"{person.given_names} {person.surnames}",
        "document_type": person.document_kind.label,
        "document_number": person.document_number,
    }


def _place(unit: BeneficiaryUnit) -> dict[str, str | None]:
    district = district_label(unit.ubigeo)
    return {"name": unit.name, "address": unit.address or district, "district": district, "directions": None}


def _supervisor(unit: BeneficiaryUnit) -> dict[str, str] | None:
    """Who receives the person, where the unit has named somebody."""
    return {"name": unit.supervisor, "post": unit.supervisor_post or SUPERVISOR} if unit.supervisor else None


def _office(office: Office) -> dict[str, Any]:
    return {
        "name": office.name,
        "city": district_label(office.ubigeo).split(",")[0],
        "address": office.address,
        "phone": office.phone or None,
        "email": office.email or None,
    }

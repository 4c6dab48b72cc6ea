"""What each letter of a placement says: from loaded rows to the plain content that `registry.letters` sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.extensions.clock import in_peru
from registry.models import Account, BeneficiaryUnit, Decision, Office, Person, Placement, Proposal
from registry.norms import value_at
from registry.reference.places import district_label
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.rounds import DecisionKind

SUPERVISOR = "Responsable de la unidad"
BRING = ("su documento de identidad", "este documento", "ropa y calzado cómodos para la tarea")


@dataclass(frozen=True)
class Frame:
    """What a letter needs beside the placement: who issues it, where it can be checked, and in which terms."""

    operator: str
    is_demonstration: bool
    office: Office
    signatory: Account
    chief: Account | None
    number: str
    issued_on: date
    verification_url: str
    verification_code: str


def content_of(kind: LetterKind, placement: Placement, proposal: Proposal | None, frame: Frame) -> dict[str, Any]:
    """The content of one letter; placement and proposal come loaded with all that they name."""
    own = (
        _presentation(placement)
        if kind is LetterKind.PRESENTATION_TO_UNIT
        else _notification(placement, proposal, frame)
    )
    return {**_shared(placement, frame), **own}


def _shared(placement: Placement, frame: Frame) -> dict[str, Any]:
    sentence, vacancy, unit = placement.sentence, placement.vacancy, placement.vacancy.unit
    return {
        "is_demonstration": frame.is_demonstration,
        "operator": frame.operator,
        "year_name": None,
        "office": _office(frame.office),
        "number": frame.number,
        "issued_on": frame.issued_on.isoformat(),
        "signatory": _post(frame.signatory),
        "contact": {**_post(frame.signatory), "phone": frame.office.phone, "email": frame.office.email or None},
        "verification": {"url": frame.verification_url, "code": frame.verification_code},
        "penalty": sentence.kind.value,
        "person": _identity(sentence.person),
        "place": _place(unit),
        "supervisor": _supervisor(unit),
        "task": vacancy.task.label,
        "schedule": _schedule(placement.attendances),
        "start_on": placement.starts_on.isoformat(),
        "jornadas": sentence.jornadas_owed(frame.issued_on),
        "hours_per_jornada": value_at("weekly_service_hours", frame.issued_on),
    }


def _presentation(placement: Placement) -> dict[str, Any]:
    vacancy = placement.vacancy
    institution = vacancy.unit.institution
    return {
        "addressee": {
            "name": institution.representative or institution.name,
            "post": f"Representante de {institution.name}",
        },
        "area": vacancy.task.label,
        "duties": [vacancy.duties] if vacancy.duties else [],
    }


def _notification(placement: Placement, proposal: Proposal | None, frame: Frame) -> dict[str, Any]:
    decision = _decision(proposal)
    decided_on = in_peru(decision.decided_at if decision else placement.created_at).date()
    decider = {"name": decision.officer_name, "post": decision.officer_post} if decision else _post(frame.signatory)
    return {
        "bring": list(BRING),
        "own_page": None,
        "absences": {
            "consecutive_days": value_at("consecutive_absences", frame.issued_on),
            "alternate_days": value_at("alternate_absences", frame.issued_on),
            "explanation_business_days": value_at("explanation_term", frame.issued_on),
        },
        "decision": {
            "officer": decider,
            "decided_on": decided_on.isoformat(),
            "origin": _origin(decision),
            "reasons": _reasons(proposal, decision),
        },
        "review": {
            "authority": _post(frame.chief or frame.signatory),
            "business_days": None,
            "legal_basis": None,
        },
    }


def _decision(proposal: Proposal | None) -> Decision | None:
    placing = (DecisionKind.CONFIRM, DecisionKind.MOVE)
    decisions = [decision for decision in proposal.decisions if decision.kind in placing] if proposal else []
    return decisions[-1] if decisions else None


def _origin(decision: Decision | None) -> str:
    if decision is None:
        return "officer_alone"
    return "proposal_accepted" if decision.kind is DecisionKind.CONFIRM else "proposal_changed"


def _reasons(proposal: Proposal | None, decision: Decision | None) -> list[str]:
    """Whole sentences for the person; only of the place that was proposed and confirmed, and nothing reserved."""
    if proposal is None or decision is None or decision.kind is not DecisionKind.CONFIRM:
        return []
    reasons = []
    if proposal.distance_km is not None:
        reasons.append(f"Queda a {proposal.distance_km:.1f} km, en línea recta, del punto que declaró como domicilio.")
    if proposal.uses_skill:
        reasons.append("La tarea aprovecha lo que usted sabe hacer.")
    reasons.append("El horario respeta los turnos que usted declaró libres.")
    return reasons


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


def _schedule(attendances: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    return [
        {"weekday": shift // 2 + 1, "start": _clock(start), "end": _clock(end)} for shift, start, end in attendances
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _office(office: Office) -> dict[str, Any]:
    return {
        "name": office.name,
        "city": district_label(office.ubigeo).split(",")[0],
        "address": office.address,
        "phone": office.phone or None,
        "email": office.email or None,
    }


def _post(officer: Account) -> dict[str, str]:
    return {"name": officer.full_name, "post": officer.post}

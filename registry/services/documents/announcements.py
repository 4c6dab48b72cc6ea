"""What the two letters that announce a placement say: to the unit, and to the person."""

from typing import Any

from registry.extensions.clock import in_peru
from registry.models import Decision, Placement, Proposal
from registry.services.documents.contents import (
    Frame,
    absence_terms,
    addressee_of,
    own_page,
    place_and_hours,
    post_of,
    shared,
)
from registry.services.documents.dossiers import Dossier
from registry.vocabulary.rounds import DecisionKind

BRING = ("su documento de identidad", "este documento", "ropa y calzado cómodos para la tarea")


def presentation(dossier: Dossier, frame: Frame) -> dict[str, Any]:
    """What the unit is told of whom it will receive (RCEP 259)."""
    vacancy = dossier.placement.vacancy
    return {
        **shared(dossier.placement, frame),
        **place_and_hours(dossier.placement, frame),
        "addressee": addressee_of(vacancy.unit),
        "area": vacancy.task.label,
        "duties": [vacancy.duties] if vacancy.duties else [],
    }


def notification(dossier: Dossier, frame: Frame) -> dict[str, Any]:
    """What the person is told of the place, and of what can be done about the decision."""
    return {
        **shared(dossier.placement, frame),
        **place_and_hours(dossier.placement, frame),
        "bring": list(BRING),
        "own_page": own_page(frame),
        "absences": absence_terms(frame),
        "decision": _decided(dossier.placement, dossier.proposal),
        "review": {"authority": post_of(frame.chief or frame.signatory), "business_days": None, "legal_basis": None},
    }


def _decided(placement: Placement, proposal: Proposal | None) -> dict[str, Any]:
    """Who decided when: whoever decided on the proposal; without one, whoever began the placement, not who signs."""
    decision, begun = _decision(proposal), placement.events[0]
    decider, at = (decision, decision.decided_at) if decision else (begun, begun.at)
    return {
        "officer": {"name": decider.officer_name, "post": decider.officer_post},
        "decided_on": in_peru(at).date().isoformat(),
        "origin": _origin(decision),
        "reasons": _reasons(proposal, decision),
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

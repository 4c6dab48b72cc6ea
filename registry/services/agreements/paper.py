"""The content of an agreement's document, from its loaded row."""

from typing import Any

from registry.models import Agreement
from registry.reference.places import district_label
from registry.services.documents.contents import Frame, letterhead
from registry.vocabulary.agreements import Side


def content_of(agreement: Agreement, frame: Frame, *, renews: str | None = None) -> dict[str, Any]:
    """What the document says; needs institution and obligations loaded. *renews*: number of the agreement before."""
    return {
        **letterhead(frame),
        "agreement_number": agreement.shown_number,
        "about": agreement.kind.value,
        "title": agreement.title,
        "purpose": agreement.purpose,
        "party": _party(agreement),
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
        "renews": renews,
        "operator_obligations": _owed_by(agreement, Side.OPERATOR),
        "institution_obligations": _owed_by(agreement, Side.INSTITUTION),
        "clauses": list(agreement.clauses),
        "annexes": list(agreement.annexes),
    }


def _party(agreement: Agreement) -> dict[str, Any]:
    institution = agreement.institution
    return {
        "name": institution.name,
        "ruc": institution.ruc,
        "address": institution.address or None,
        "district": district_label(institution.ubigeo),
        "representative": {"name": agreement.counterpart, "post": agreement.counterpart_post},
    }


def _owed_by(agreement: Agreement, side: Side) -> list[dict[str, Any]]:
    return [
        {"words": part.words, "due_on": part.due_on.isoformat() if part.due_on else None}
        for part in agreement.obligations
        if part.side is side
    ]

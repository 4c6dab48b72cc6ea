"""Social-help institutions: their services enter the public directory."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.models import Institution
from registry.services.institutions.social_services import HelpDetails, help_problems, record_help
from registry.services.procedures.decision.effects.grant import Grant, Registering
from registry.services.saving import refuse
from registry.vocabulary.social_help import HelpAudience, HelpKind


def articles(grant: Grant) -> Sequence[str]:
    """Which services the directory shows."""
    kinds = dict.fromkeys(HelpKind(service["kind"]).label.lower() for service in grant.part("help", "services"))
    return [f"Publicar en el directorio de ayuda: {', '.join(kinds)}."] if kinds else []


def carry_out(session: Session, grant: Grant, institution: Institution) -> None:
    """Offer the services as they were filed."""
    offered = [_details(filed) for filed in grant.part("help", "services")]
    for details in offered:
        refuse(help_problems(details))
    record_help(session, institution, offered)


def _details(filed: dict[str, Any]) -> HelpDetails:
    return HelpDetails(
        kind=HelpKind(filed["kind"]),
        description=filed["description"],
        audiences=tuple(HelpAudience(audience) for audience in filed["audiences"]),
        districts=tuple(filed["districts"]),
        how_to_ask=filed.get("how_to_ask") or "",
        phone=filed.get("phone") or "",
    )


REGISTERING = Registering(articles, carry_out)

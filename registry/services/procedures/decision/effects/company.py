"""Companies of Cárceles Productivas: their line of business stands in the resolution; activities come by agreement."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from registry.models import Institution
from registry.services.procedures.decision.effects.grant import Grant, Registering


def articles(grant: Grant) -> Sequence[str]:
    """What the company is known for, and what it may ask for from now on."""
    line = grant.answers.get("company", {}).get("business_line", "")
    about = [f"Anotar como su rubro: {line.rstrip('.')}."] if line else []
    return [*about, "Puede proponer actividades productivas, que se aprueban y se acuerdan en un convenio aparte."]


def carry_out(_session: Session, _grant: Grant, _institution: Institution) -> None:
    """Nothing more than the registration."""


REGISTERING = Registering(articles, carry_out)

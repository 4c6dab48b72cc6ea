"""An approved proposal of an activity: the agreement that it leads to is drafted, for both sides to sign."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.models import Institution
from registry.reference.prisons import get_prison
from registry.services.agreements.drafting import draft_from
from registry.services.procedures.decision.effects.grant import Brought, Effect, Grant


def require_possible(_session: Session, grant: Grant) -> None:
    """Refuse where nobody is known with whom to agree.

    Raises:
        WrongState: The file is of no institution or office.
    """
    if grant.case.institution_id is None or grant.case.office_id is None:
        raise WrongState("case_without_office")


def articles(_session: Session, grant: Grant) -> Sequence[str]:
    """Which activity is approved, and what follows."""
    activity = grant.answers["activity"]
    where = f" en {get_prison(activity['prison']).name}" if activity.get("prison") else ""
    return [
        f"Aprobar la propuesta de actividad productiva «{activity['title']}»{where}.",
        "Elaborar el convenio con su plan de trabajo inicial como anexo, para la firma de ambas partes.",
    ]


def carry_out(session: Session, grant: Grant) -> Brought:
    """Draft the agreement."""
    draft_from(session, grant.case, on=grant.on)
    own = select(Institution).where(Institution.id == grant.case.institution_id)
    return Brought(institution=session.scalars(own).one())


EFFECT = Effect(require_possible, articles, carry_out)

"""What the registry knows already of whoever renews: the file begins with it, and the applicant corrects it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models import PastoralAgent, Registration
from registry.procedures.procedure import Procedure
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import CaseEffect
from registry.vocabulary.religious import CredentialState


def known_answers(session: Session, procedure: Procedure, registration: Registration | None) -> dict[str, Any]:
    """Answers to begin a file with, by step; of a religious group its agents, and the prisons that they go to."""
    is_renewal = procedure.effect is CaseEffect.RENEW and registration is not None
    if registration is None or not is_renewal or registration.role is not InstitutionRole.RELIGIOUS_GROUP:
        return {}
    own = PastoralAgent.institution_id == registration.institution_id, PastoralAgent.is_active
    statement = select(PastoralAgent).where(*own).options(selectinload(PastoralAgent.credentials))
    agents = [row for agent in session.scalars(statement.order_by(PastoralAgent.id)) if (row := _row(agent))["prisons"]]
    if not agents:
        return {}
    prisons = dict.fromkeys(code for agent in agents for code in agent["prisons"])
    return {"prisons": {"prisons": [*prisons]}, "agents": {"agents": agents}}


def _row(agent: PastoralAgent) -> dict[str, Any]:
    """The agent as the step of agents has them, where they hold or held a credential that nobody withdrew."""
    held = [one.prison for one in agent.credentials if one.state is CredentialState.CURRENT]
    known = {"full_name": agent.full_name, "document_number": agent.document_number, "post": agent.post}
    return {**known, "prisons": [*dict.fromkeys(held)]}

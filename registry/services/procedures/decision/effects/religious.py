"""Religious groups: where they may go, and how many agents; who they are stands in their credentials alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.models import Institution
from registry.reference.prisons import get_prison
from registry.services.procedures.decision.effects.grant import Grant, Registering
from registry.services.religious.credentials import issue_for


def articles(grant: Grant) -> Sequence[str]:
    """To which prisons, and for how many agents."""
    agents = grant.part("agents", "agents")
    codes = grant.answers.get("prisons", {}).get("prisons") or [code for agent in agents for code in agent["prisons"]]
    told = []
    if names := [get_prison(code).name for code in dict.fromkeys(codes)]:
        told.append(f"Autorizar la asistencia religiosa en: {', '.join(names)}.")
    if agents:
        count = "un agente pastoral" if len(agents) == 1 else f"{len(agents)} agentes pastorales"
        told.append(f"Admitir a {count}, cada uno con credencial anual por establecimiento.")
    return told


def carry_out(session: Session, grant: Grant, institution: Institution) -> None:
    """Enter the agents and grant each the credentials that were asked for; they open doors once they are signed."""
    agents = [{**agent, "prisons": _prisons_of(agent, grant)} for agent in grant.part("agents", "agents")]
    issue_for(session, institution, agents, on=grant.on, until=grant.valid_to or grant.on)


def _prisons_of(agent: dict[str, Any], grant: Grant) -> list[str]:
    """Where an agent goes: what was told of them, else wherever the group does."""
    return list(agent.get("prisons") or grant.answers.get("prisons", {}).get("prisons", []))


REGISTERING = Registering(articles, carry_out)

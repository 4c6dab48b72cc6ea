"""Pastoral agents: entered, corrected and let go by their group."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.agent import AgentChangeInput, AgentInput, AgentOutput, PrisonsInput
from registry.services.religious import agents
from registry.services.religious.details import AgentDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("agents", __name__, "Agentes pastorales")

ONE = f"/agents/<{KEY}:agent_id>"


@noun.at(f"/institutions/<{KEY}:institution_id>/agents")
class GroupAgents(MethodView):
    """The agents of a group."""

    @permits(Act.READ_AGENTS)
    @noun.answers("Listar los agentes pastorales de un grupo", AgentOutput(many=True))
    def get(self, institution_id: int) -> Any:
        """List them by name."""
        return agents.list_agents(institution_id, officer=current_officer())

    @permits(Act.KEEP_AGENTS)
    @noun.takes(AgentInput)
    @noun.answers("Registrar un agente pastoral y pedir sus credenciales", AgentOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Enter one."""
        officer = current_officer()
        entered = agents.register(institution_id, AgentDetails(**facts), officer=officer, on=today())
        return tagged(_whole(entered.id), 201, Location=f"{PREFIX}/agents/{entered.id}")


@noun.at(ONE)
class Agent(MethodView):
    """One agent."""

    @permits(Act.READ_AGENTS)
    @noun.answers("Leer un agente pastoral con sus credenciales", AgentOutput, is_tagged=True)
    def get(self, agent_id: int) -> Any:
        """Read it."""
        return tagged(_whole(agent_id))

    @permits(Act.KEEP_AGENTS)
    @noun.versioned
    @noun.takes(AgentChangeInput)
    @noun.answers("Corregir un agente pastoral", AgentOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], agent_id: int) -> Any:
        """Replace what is told of them."""
        version, officer = expected_version(agent_id), current_officer()
        return tagged(agents.change(agent_id, AgentDetails(**facts), version=version, officer=officer))


@noun.at(f"{ONE}/credentials")
class AgentCredentials(MethodView):
    """Credentials asked for an agent."""

    @permits(Act.KEEP_AGENTS)
    @noun.takes(PrisonsInput)
    @noun.answers("Pedir credenciales para otros establecimientos", AgentOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], agent_id: int) -> Any:
        """Ask for them."""
        return tagged(agents.ask(agent_id, facts["prisons"], officer=current_officer(), on=today()), 201)


@noun.at(f"{ONE}/retirement")
class Retirement(MethodView):
    """An agent who comes no more."""

    @permits(Act.KEEP_AGENTS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Dar de baja a un agente pastoral y retirar sus credenciales", AgentOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], agent_id: int) -> Any:
        """Let them go."""
        version, officer = expected_version(agent_id), current_officer()
        return tagged(agents.retire(agent_id, **facts, version=version, officer=officer))


def _whole(agent_id: int) -> Any:
    return agents.get_agent(agent_id, officer=current_officer())

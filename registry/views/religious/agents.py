"""The agents of a religious group, and the credentials that are asked for them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.reference.prisons import prisons
from registry.schemas.forms import load_form, read_version
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.agent import AgentChangeInput, AgentInput, AgentOutput, PrisonsInput, prison_name
from registry.services.accounts.policy import is_allowed
from registry.services.institutions.institutions import get_institution
from registry.services.religious import agents
from registry.services.religious.details import AgentDetails
from registry.views import editing
from registry.views.conflicts import Edited, Field, plain
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, read_input, saved
from registry.views.religious.stepping import taken
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("agents", __name__)

REGISTERED = "El agente quedó registrado. Sus credenciales esperan la firma de la oficina."
ASKED = "La credencial quedó pedida. Valdrá desde que la oficina la firme."
RETIRED = "El agente quedó de baja y sus credenciales, retiradas."
FIELDS = (
    Field("full_name", "Nombres y apellidos", plain),
    Field("document_number", "Documento de identidad", plain),
    Field("post", "Qué es en el grupo", plain),
)
LABELS = {field.name: field.label for field in FIELDS} | {"prisons": "Establecimientos", "reason": "Motivo"}
NAMES = [field.name for field in FIELDS]


@blueprint.get("/instituciones/<int:institution_id>/agentes/")
@permits(Act.READ_AGENTS)
def index(institution_id: int) -> str:
    """List a group's agents."""
    officer = current_officer()
    return render_template(
        "religious/agents.html",
        institution=get_institution(institution_id, officer=officer),
        agents=agents.list_agents(institution_id, officer=officer),
        prison_name=prison_name,
        today=today(),
    )


@blueprint.get("/instituciones/<int:institution_id>/agentes/nuevo")
@permits(Act.KEEP_AGENTS)
def new(institution_id: int) -> str:
    """Show the form of a new agent."""
    return _form(_group(institution_id), None, MultiDict(), {})


@blueprint.post("/instituciones/<int:institution_id>/agentes/nuevo")
@permits(Act.KEEP_AGENTS)
def register(institution_id: int) -> Answer:
    """Enter an agent."""
    group, officer = _group(institution_id), current_officer()
    return editing.enter(
        Entry(
            read=lambda form: read_input(form, AgentInput(), AgentDetails),
            enter=lambda details: agents.register(institution_id, details, officer=officer, on=today()),
            page=lambda form, errors, _found: _form(group, None, form, errors),
            told=REGISTERED,
            onward=lambda agent: url_for("agents.show", agent_id=agent.id),
        )
    )


@blueprint.get("/agentes/<int:agent_id>")
@permits(Act.READ_AGENTS)
def show(agent_id: int) -> str:
    """Show an agent with their credentials."""
    return _page(agents.get_agent(agent_id, officer=current_officer()), MultiDict(), {})


@blueprint.get("/agentes/<int:agent_id>/editar")
@permits(Act.KEEP_AGENTS)
def edit(agent_id: int) -> str:
    """Show the form of an agent as kept."""
    agent = agents.get_agent(agent_id, officer=current_officer(), act=Act.KEEP_AGENTS)
    return _form(agent.institution, agent, editing.opened(_filled(agent), FIELDS, agent.version), {})


@blueprint.post("/agentes/<int:agent_id>/editar")
@permits(Act.KEEP_AGENTS)
def change(agent_id: int) -> Answer:
    """Save an agent; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    agent = agents.get_agent(agent_id, officer=officer, act=Act.KEEP_AGENTS)
    return editing.answer(
        Edit(
            edited=_edited(agent),
            fields=FIELDS,
            kept=_filled(agent),
            read=_read_change,
            save=lambda details, version: agents.change(agent_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _form(agent.institution, agent, form, errors),
        )
    )


@blueprint.post("/agentes/<int:agent_id>/credenciales")
@permits(Act.KEEP_AGENTS)
def ask(agent_id: int) -> Answer:
    """Ask for credentials for further prisons."""
    officer = current_officer()
    agent = agents.get_agent(agent_id, officer=officer, act=Act.KEEP_AGENTS)
    loaded, errors = load_form(PrisonsInput(), request.form)
    if not errors:
        _, errors = saved(lambda: agents.ask(agent_id, loaded["prisons"], officer=officer, on=today()))
    if errors:
        return _page(agent, request.form, errors), 422
    flash(ASKED, "success")
    return redirect(url_for("agents.show", agent_id=agent_id), 303)


@blueprint.post("/agentes/<int:agent_id>/baja")
@permits(Act.KEEP_AGENTS)
def retire(agent_id: int) -> Answer:
    """Let an agent go."""
    officer = current_officer()
    agent = agents.get_agent(agent_id, officer=officer, act=Act.KEEP_AGENTS)
    loaded, errors = load_form(ReasonInput(), request.form)
    version = read_version(request.form)
    if not errors:
        errors = taken(lambda: agents.retire(agent_id, **loaded, version=version, officer=officer))
    if errors:
        return _page(agent, request.form, errors), 422
    flash(RETIRED, "success")
    return redirect(url_for("agents.index", institution_id=agent.institution_id), 303)


def _group(institution_id: int) -> Any:
    return get_institution(institution_id, officer=current_officer(), act=Act.KEEP_AGENTS)


def _read_change(form: Form) -> Read:
    return read_input(form, AgentChangeInput(), AgentDetails)


def _filled(agent: Any) -> Form:
    return fill(AgentOutput(only=NAMES).dump(agent), NAMES)


def _edited(agent: Any) -> Edited:
    return Edited(
        subject="pastoral_agent",
        subject_id=agent.id,
        title=agent.full_name,
        action=url_for("agents.change", agent_id=agent.id),
        back=url_for("agents.show", agent_id=agent.id),
        version=agent.version,
    )


def _form(group: Any, agent: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "religious/agent_form.html",
        institution=group,
        agent=agent,
        form=form,
        errors=name_missing(errors, LABELS),
        prisons=_choices(),
    )


def _page(agent: Any, form: Form, errors: Errors) -> str:
    officer = current_officer()
    return render_template(
        "religious/agent.html",
        agent=agent,
        form=form,
        errors=name_missing(errors, LABELS),
        prisons=_choices(),
        prison_name=prison_name,
        may_keep=is_allowed(officer, Act.KEEP_AGENTS),
        may_issue=is_allowed(officer, Act.ISSUE_CREDENTIALS),
        today=today(),
    )


def _choices() -> list[tuple[str, str]]:
    return [(prison.code, prison.name) for prison in sorted(prisons(), key=lambda prison: prison.name)]

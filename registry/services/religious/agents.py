"""The agents of a religious group: entered, corrected, and let go.

That somebody is one tells what they believe: names are encrypted, and the same person is recognised by a keyed
digest of their document's number.
"""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Institution, PastoralAgent
from registry.services.accounts.policy import Act, Owner, require
from registry.services.institutions.institutions import visible_institution
from registry.services.religious.details import AgentDetails, agent_problems
from registry.services.religious.granting import grant, withdraw_all
from registry.services.religious.groups import require_authorised
from registry.services.saving import refuse, require_version, saving
from registry.vocabulary.spelling import fold

PURPOSE = b"reinserta pastoral agent 1"


def list_agents(institution_id: int, *, officer: Account) -> Sequence[PastoralAgent]:
    """A group's agents with their credentials, those who still come first, by name.

    Raises:
        NotFound: The institution is out of reach.
    """
    with reading() as session:
        visible_institution(session, institution_id, officer, Act.READ_AGENTS)
        agents = session.scalars(_whole().where(PastoralAgent.institution_id == institution_id)).all()
    return sorted(agents, key=lambda agent: (not agent.is_active, fold(agent.full_name), agent.id))


def get_agent(agent_id: int, *, officer: Account, act: Act = Act.READ_AGENTS) -> PastoralAgent:
    """An agent with the group and their credentials, for somebody who reads it, or is about to do the act.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        return _reached(session.scalars(_whole().where(PastoralAgent.id == agent_id)).first(), act, officer)


def register(institution_id: int, details: AgentDetails, *, officer: Account, on: date | None = None) -> PastoralAgent:
    """Enter an agent of an authorised group, and ask for their credentials; somebody who had gone comes back.

    Raises:
        NotAllowed, NotFound: The role keeps no agents, or the institution is not the account's.
        InvalidFields: A field breaks a rule, or the group has an agent with this document.
        WrongState: The group is not authorised.
    """
    require(officer, Act.KEEP_AGENTS)
    refuse(agent_problems(details))
    day = on or today()
    with transaction() as session:
        institution = visible_institution(session, institution_id, officer, Act.KEEP_AGENTS)
        until = require_authorised(institution, day).valid_to
        known = _find(session, institution.id, details.document_number)
        if known is not None and known.is_active:
            _refuse_known()
        agent = _enter(session, institution, details)
        for prison in details.prisons:
            grant(session, agent, prison, on=day, until=until)
        return agent


def change(agent_id: int, details: AgentDetails, *, version: int, officer: Account) -> PastoralAgent:
    """Correct an agent's name, document or post; cards that were signed keep what they say.

    Raises:
        NotFound: The agent is not the account's.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or another agent of the group has this document.
    """
    require(officer, Act.KEEP_AGENTS)
    refuse(agent_problems(details))
    with transaction() as session:
        agent = hold(session, agent_id, Act.KEEP_AGENTS, version=version, officer=officer)
        with saving(session, refuse_rival=_refuse_known):
            _write(agent, details)
        return agent


def ask(agent_id: int, prisons: Iterable[str], *, officer: Account, on: date | None = None) -> PastoralAgent:
    """Ask for an agent's credentials for further prisons, or for those whose credential ends with the year.

    Raises:
        NotFound: The agent is not the account's.
        InvalidFields: A code is no prison's, or none is named.
        WrongState: The group is not authorised, the agent has gone, or holds all of them already.
    """
    require(officer, Act.KEEP_AGENTS)
    wanted, day = tuple(dict.fromkeys(prisons)), on or today()
    with transaction() as session:
        agent = hold(session, agent_id, Act.KEEP_AGENTS, officer=officer)
        if not wanted:
            refuse({"prisons": ("required", {})})
        refuse(agent_problems(AgentDetails(agent.full_name, agent.document_number, agent.post, wanted)))
        if not agent.is_active:
            raise WrongState("agent_gone")
        institution = visible_institution(session, agent.institution_id, officer, Act.KEEP_AGENTS)
        until = require_authorised(institution, day).valid_to
        granted = [grant(session, agent, prison, on=day, until=until) for prison in wanted]
        if not any(granted):
            raise WrongState("credential_held")
        return agent


def retire(agent_id: int, *, reason: str, version: int, officer: Account) -> PastoralAgent:
    """Let an agent go: they come no more, and their credentials hold no more.

    Raises:
        NotFound, StaleVersion: As in `change`.
        InvalidFields: No reason is given.
        WrongState: They had gone already.
    """
    require(officer, Act.KEEP_AGENTS)
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        agent = hold(session, agent_id, Act.KEEP_AGENTS, version=version, officer=officer)
        if not agent.is_active:
            raise WrongState("agent_gone")
        agent.is_active = False
        withdraw_all(agent, reason.strip())
        session.flush()
        return agent


def enter_filed(session: Session, institution: Institution, filed: Iterable[dict[str, Any]]) -> list[PastoralAgent]:
    """Enter the agents that an approved case file named, within the caller's transaction."""
    return [
        _enter(session, institution, AgentDetails(one["full_name"], one["document_number"], one["post"]))
        for one in filed
    ]


def hold(session: Session, agent_id: int, act: Act, *, officer: Account, version: int | None = None) -> PastoralAgent:
    """The agent with their credentials, nobody else's until the caller's transaction ends.

    Raises:
        NotFound: There is none with this key within the act's reach.
        StaleVersion: Somebody saved it after *version*.
    """
    held = _whole().where(PastoralAgent.id == agent_id).with_for_update(of=PastoralAgent)
    agent = _reached(session.scalars(held).first(), act, officer)
    if version is not None:
        require_version(agent.version, version)
    return agent


def recognise(document_number: str) -> str:
    """What recognises a document's number, however it was typed, without telling it."""
    plain = "".join(sign for sign in document_number.upper() if sign.isalnum())
    key = hmac.digest(current_app.config["DIGEST_KEY"], PURPOSE, "sha256")
    return hmac.digest(key, plain.encode(), "sha256").hex()


def _enter(session: Session, institution: Institution, details: AgentDetails) -> PastoralAgent:
    """The group's agent with this document: known, or new."""
    agent = _find(session, institution.id, details.document_number) or PastoralAgent(credentials=[])
    with saving(session, refuse_rival=_refuse_known):
        agent.institution, agent.is_active = institution, True
        _write(agent, details)
        session.add(agent)
    return agent


def _write(agent: PastoralAgent, details: AgentDetails) -> None:
    agent.full_name, agent.post = details.full_name, details.post
    agent.document_number, agent.document_digest = details.document_number, recognise(details.document_number)


def _find(session: Session, institution_id: int, document_number: str) -> PastoralAgent | None:
    own = PastoralAgent.institution_id == institution_id, PastoralAgent.document_digest == recognise(document_number)
    return session.scalars(_whole().where(*own)).first()


def _reached(agent: PastoralAgent | None, act: Act, officer: Account) -> PastoralAgent:
    if agent is None:
        raise NotFound(act=act.value)
    require(officer, act, Owner(institution_id=agent.institution_id))
    return agent


def _refuse_known() -> None:
    raise InvalidFields({"document_number": ("agent_known", {})})


def _whole() -> Select[PastoralAgent]:
    group = joinedload(PastoralAgent.institution).selectinload(Institution.registrations)
    return select(PastoralAgent).options(group, selectinload(PastoralAgent.credentials))

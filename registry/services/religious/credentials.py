"""Credentials as the registry's officers see them: granted with an approval, waiting to be signed, and withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, undefer

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, Credential, Document, Institution, PastoralAgent
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.religious.agents import enter_filed
from registry.services.religious.granting import grant
from registry.services.religious.groups import is_authorised
from registry.services.saving import refuse, require_version
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import DocumentState
from registry.vocabulary.religious import CredentialState


def issue_for(
    session: Session, institution: Institution, agents: Sequence[dict[str, Any]], *, on: date, until: date
) -> list[Credential]:
    """Enter the agents that an approval names, and grant each their credentials, in the caller's transaction.

    They open doors once they are signed (`signing`). *agents* are rows of the case file's step, each with the codes
    of its prisons; *until* is the last day of the group's authorisation.
    """
    entered = zip(enter_filed(session, institution, agents), agents, strict=True)
    granted = [
        grant(session, agent, prison, on=on, until=until)
        for agent, filed in entered
        for prison in dict.fromkeys(filed["prisons"])
    ]
    return [credential for credential in granted if credential is not None]


def list_to_sign(*, officer: Account, on: date, page: int = 1, per_page: int = PER_PAGE) -> Page[Credential]:
    """Credentials of authorised groups that wait for a signature, the oldest first, with agent and group.

    Raises:
        NotAllowed: The role issues no credentials.
    """
    reached = within(officer, Act.ISSUE_CREDENTIALS, institution=PastoralAgent.institution_id)
    waiting = Credential.state == CredentialState.CURRENT, Credential.signed_on.is_(None), Credential.valid_to >= on
    statement = _whole().join(Credential.agent).where(reached, *waiting, PastoralAgent.is_active)
    statement = statement.where(is_authorised(PastoralAgent.institution_id, on))
    with reading() as session:
        return cut(session, statement.order_by(Credential.id), page, per_page)


def get_credential(credential_id: int, *, officer: Account, act: Act = Act.READ_AGENTS) -> Credential:
    """A credential with its agent and group.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        return reached(session.scalars(_whole().where(Credential.id == credential_id)).first(), act, officer)


def withdraw(credential_id: int, *, reason: str, version: int, officer: Account) -> Credential:
    """Withdraw a credential, or refuse one that waits to be signed; whoever checks its card is told so at once.

    Raises:
        NotAllowed: The role withdraws no credentials.
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: No reason is given.
        WrongState: It was withdrawn already.
    """
    require(officer, Act.ISSUE_CREDENTIALS)
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        credential = hold(session, credential_id, officer=officer)
        require_version(credential.version, version)
        if credential.state is not CredentialState.CURRENT:
            raise WrongState("credential_withdrawn")
        credential.state, credential.reason = CredentialState.WITHDRAWN, reason.strip()
        session.flush()
        return credential


def open_card(credential_id: int, *, officer: Account) -> Document:
    """The card that was signed for a credential, with its PDF; the look is noted.

    Raises:
        NotFound: There is no such credential within reach, or its card was not signed yet.
    """
    get_credential(credential_id, officer=officer)
    with reading() as session:
        own = Document.credential_id == credential_id, Document.state == DocumentState.ISSUED
        document = session.scalars(select(Document).where(*own).options(undefer(Document.pdf))).first()
    if document is None:
        raise NotFound("credential_unsigned", credential_id=credential_id)
    audit.record(AuditAction.VIEWED, "document", document.id)
    return document


def hold(session: Session, credential_id: int, *, officer: Account) -> Credential:
    """The credential, nobody else's until the caller's transaction ends, for whoever issues it.

    Raises:
        NotFound: There is none with this key within reach.
    """
    held = _whole().where(Credential.id == credential_id).with_for_update(of=Credential)
    return reached(session.scalars(held).first(), Act.ISSUE_CREDENTIALS, officer)


def reached(credential: Credential | None, act: Act, officer: Account) -> Credential:
    """The credential, if the act of the officer reaches its group.

    Raises:
        NotFound: There is none, or it is another's.
    """
    if credential is None:
        raise NotFound(act=act.value)
    require(officer, act, Owner(institution_id=credential.agent.institution_id))
    return credential


def _whole() -> Select[Credential]:
    agent = joinedload(Credential.agent)
    group = agent.joinedload(PastoralAgent.institution).selectinload(Institution.registrations)
    return select(Credential).options(agent, group)

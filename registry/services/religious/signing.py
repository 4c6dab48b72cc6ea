"""Signing credentials: each becomes a numbered card with a code to check it by; many at once, each by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.errors import DomainError, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Credential, Document
from registry.reference.prisons import get_prison
from registry.services.accounts.policy import Act, own_office_id, require
from registry.services.documents.contents import Frame, letterhead
from registry.services.documents.sealing import Content, Issuer, Subject, seal
from registry.services.religious.credentials import get_credential, hold
from registry.services.religious.groups import require_authorised
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.religious import CredentialState

LEGAL_BASIS = ("Artículo 6 del Reglamento de la Ley de Libertad Religiosa (DS 006-2016-JUS)",)


@dataclass(frozen=True)
class Signed:
    """What came of one credential: its card, or why there is none."""

    credential_id: int
    #: Empty where the credential is unknown.
    agent: str
    prison: str
    document: Document | None = None
    refusal: DomainError | None = None


def sign(credential_id: int, *, officer: Account, on: date) -> Document:
    """Sign a credential that was granted: its card is issued, and holds from today at the earliest.

    Raises:
        NotAllowed: The role issues no credentials.
        NotFound: There is none with this key.
        WrongState: It was signed or withdrawn, its agent has gone, its days are over, the group is not authorised,
            or the office lacks what the card must say.
    """
    require(officer, Act.ISSUE_CREDENTIALS)
    with transaction() as session:
        credential = hold(session, credential_id, officer=officer)
        _require_signable(credential)
        until = require_authorised(credential.agent.institution, on).valid_to
        credential.valid_from = max(credential.valid_from, on)
        credential.valid_to = min(credential.valid_to, until)
        if credential.valid_to < credential.valid_from:
            raise WrongState("credential_over")
        credential.signed_on = on
        session.flush()
        return seal(
            session,
            Subject(credential_id=credential.id),
            LetterKind.PASTORAL_CREDENTIAL,
            lambda frame: card(credential, frame),
            by=Issuer(own_office_id(officer), officer, on),
        )


def sign_many(credential_ids: Iterable[int], *, officer: Account, on: date) -> list[Signed]:
    """Sign each by itself and tell what came of it; what is refused keeps none of the others.

    Raises:
        NotAllowed: The role issues no credentials.
    """
    require(officer, Act.ISSUE_CREDENTIALS)
    return [_tried(credential_id, officer, on) for credential_id in dict.fromkeys(credential_ids)]


def card(credential: Credential, frame: Frame) -> Content:
    """What the card says."""
    agent, prison = credential.agent, get_prison(credential.prison)
    return {
        **letterhead(frame),
        "bearer": {"name": agent.full_name, "document_number": agent.document_number, "post": agent.post},
        "group": agent.institution.name,
        "prison": {"name": prison.name, "district": prison.district.label},
        "valid_from": credential.valid_from.isoformat(),
        "valid_to": credential.valid_to.isoformat(),
        "legal_basis": list(LEGAL_BASIS),
    }


def _tried(credential_id: int, officer: Account, on: date) -> Signed:
    name = prison = ""
    try:
        credential = get_credential(credential_id, officer=officer, act=Act.ISSUE_CREDENTIALS)
        name, prison = credential.agent.full_name, credential.prison
        return Signed(credential_id, name, prison, document=sign(credential_id, officer=officer, on=on))
    except DomainError as refusal:
        return Signed(credential_id, name, prison, refusal=refusal)


def _require_signable(credential: Credential) -> None:
    if credential.state is not CredentialState.CURRENT:
        raise WrongState("credential_withdrawn")
    if credential.signed_on is not None:
        raise WrongState("credential_signed")
    if not credential.agent.is_active:
        raise WrongState("agent_gone")

"""Whether what a document brought about still holds: the registration, agreement or credential that it is about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models import Agreement, CaseFile, Credential, Document, Institution, PastoralAgent, Registration
from registry.procedures.catalogue import get_procedure
from registry.reference.prisons import UnknownPrison, get_prison
from registry.vocabulary.agreements import AgreementState
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseEffect, CaseState
from registry.vocabulary.religious import CredentialState

#: Beginning of the RUC of a natural person, whose name is theirs to tell.
NATURAL_PERSON = "10"
HOLDING = frozenset(
    {
        RegistrationState.CURRENT,
        RegistrationState.EXPIRING,
        AgreementState.IN_FORCE,
        AgreementState.EXPIRING,
        CredentialState.CURRENT,
        CredentialState.EXPIRING,
    }
)
State = RegistrationState | AgreementState | CredentialState | CaseState


@dataclass(frozen=True)
class Standing:
    """What an institution's document is about, and where that stands today; nobody's name is in it."""

    #: Which list of states *state* belongs to: `registration`, `agreement`, `credential` or `case_file`.
    kind: str
    #: The procedure, the agreement's title, or the prison.
    about: str
    #: Number of the case file or of the agreement; a credential has none of its own.
    reference: str = ""
    #: The institution; empty where it is a natural person.
    institution: str = ""
    #: None where the document only says what happened on its day.
    state: State | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def holds(self) -> bool:
        """Whether what the document brought about is in force; what only tells of its day always holds."""
        return self.state is None or isinstance(self.state, CaseState) or self.state in HOLDING


def standing_of(session: Session, document: Document, on: date) -> Standing | None:
    """Where the subject of a document stands on a day; None for the letters of a placement, which name a person."""
    for key, find in SUBJECTS.items():
        if getattr(document, key) is not None:
            return find(session, document, on)
    return None


def _of_case(session: Session, document: Document, on: date) -> Standing:
    """A receipt or an observation tells of its day; a resolution, of the registration that it granted."""
    case = session.scalars(select(CaseFile).where(CaseFile.id == document.case_file_id)).one()
    institution = "" if case.ruc.startswith(NATURAL_PERSON) else case.applicant
    told = Standing("case_file", case.procedure.label, case.shown_number, institution)
    if document.kind is not LetterKind.RESOLUTION:
        return told
    registration = _granted(session, case)
    if registration is None:
        return replace(told, state=case.state)
    state, first, last = registration.state_on(on), registration.valid_from, registration.valid_to
    return replace(told, kind="registration", state=state, valid_from=first, valid_to=last)


def _granted(session: Session, case: CaseFile) -> Registration | None:
    is_grant = get_procedure(case.procedure).effect in (CaseEffect.REGISTER, CaseEffect.RENEW)
    if not is_grant or case.state is not CaseState.APPROVED:
        return None
    return session.scalars(select(Registration).where(Registration.id == case.registration_id)).first()


def _of_agreement(session: Session, document: Document, on: date) -> Standing:
    whole = select(Agreement).options(joinedload(Agreement.institution))
    agreement = session.scalars(whole.where(Agreement.id == document.agreement_id)).one()
    return Standing(
        "agreement",
        about=agreement.title,
        reference=agreement.shown_number,
        institution=_public_name(agreement.institution),
        state=agreement.state_on(on),
        valid_from=agreement.starts_on,
        valid_to=agreement.ends_on,
    )


def _of_credential(session: Session, document: Document, on: date) -> Standing:
    """A credential also falls with the authorisation of its group."""
    agent = joinedload(Credential.agent).joinedload(PastoralAgent.institution)
    whole = select(Credential).options(agent).where(Credential.id == document.credential_id)
    credential = session.scalars(whole).one()
    institution = credential.agent.institution
    own = credential.state_on(on)
    group = _group_standing(session, institution.id, on)
    is_group_the_reason = own in HOLDING and group not in HOLDING
    return Standing(
        "registration" if is_group_the_reason else "credential",
        about=_prison_name(credential.prison),
        institution=_public_name(institution),
        state=group if is_group_the_reason else own,
        valid_from=credential.valid_from,
        valid_to=credential.valid_to,
    )


def _group_standing(session: Session, institution_id: int, on: date) -> RegistrationState:
    own = Registration.institution_id == institution_id, Registration.role == InstitutionRole.RELIGIOUS_GROUP
    newest = select(Registration).where(*own).order_by(Registration.id.desc())
    registration = session.scalars(newest).first()
    return registration.state_on(on) if registration else RegistrationState.WITHDRAWN


def _public_name(institution: Institution) -> str:
    return "" if institution.ruc.startswith(NATURAL_PERSON) else institution.name


def _prison_name(code: str) -> str:
    try:
        return get_prison(code).name
    except UnknownPrison:
        return code


SUBJECTS: dict[str, Callable[[Session, Document, date], Standing]] = {
    "case_file_id": _of_case,
    "agreement_id": _of_agreement,
    "credential_id": _of_credential,
}

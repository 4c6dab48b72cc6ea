"""From a draft to an agreement in force, and to its end; each step by a named officer."""

from datetime import date

from sqlalchemy import Select, select

from registry.errors import NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Agreement, AgreementObligation, Document
from registry.services.accounts.policy import Act, require
from registry.services.agreements.details import told
from registry.services.agreements.listing import hold
from registry.services.agreements.paper import content_of
from registry.services.documents.attachments import Bringer, add
from registry.services.documents.attachments import Subject as PaperSubject
from registry.services.documents.sealing import Issuer, Subject, seal
from registry.services.documents.uploads import Upload
from registry.services.saving import refuse
from registry.vocabulary.agreements import AgreementState, TerminationCause
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.placements import DocumentState, LetterKind

UNSIGNED = (AgreementState.DRAFT, AgreementState.TO_SIGN)


def send_to_sign(agreement_id: int, *, version: int, officer: Account, on: date | None = None) -> Document:
    """Sign for the operator: the agreement becomes a numbered document that the institution signs next.

    Raises:
        NotAllowed: The role does not sign agreements.
        NotFound, StaleVersion: The office has no such agreement, or somebody saved it after *version*.
        WrongState: It is no draft, or the registry lacks what the document must say.
    """
    require(officer, Act.SIGN_AGREEMENTS)
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.SIGN_AGREEMENTS, version=version, officer=officer)
        _require_state(agreement, AgreementState.DRAFT)
        document = seal(
            session,
            Subject(agreement_id=agreement.id),
            LetterKind.AGREEMENT,
            lambda frame: content_of(agreement, frame),
            by=Issuer(agreement.office_id, officer, on or today()),
        )
        agreement.state = AgreementState.TO_SIGN
        session.flush()
        return document


def take_back(agreement_id: int, *, version: int, officer: Account) -> Agreement:
    """Return an agreement that the institution has not signed to its draft; its document holds no more.

    Raises:
        NotFound, StaleVersion: As in `send_to_sign`.
        WrongState: It is not waiting to be signed.
    """
    require(officer, Act.SIGN_AGREEMENTS)
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.SIGN_AGREEMENTS, version=version, officer=officer)
        _require_state(agreement, AgreementState.TO_SIGN)
        for document in session.scalars(_issued(agreement.id)):
            document.state = DocumentState.REPLACED
        agreement.state = AgreementState.DRAFT
        session.flush()
        return agreement


def conclude(
    agreement_id: int, *, signed_on: date, upload: Upload, version: int, officer: Account, on: date | None = None
) -> Agreement:
    """Put an agreement in force with the copy that both sides signed.

    Raises:
        NotFound, StaleVersion: As in `send_to_sign`.
        WrongState: It is not waiting to be signed.
        InvalidFields: The day of the signature is before it was sent, or has not come.
    """
    require(officer, Act.KEEP_AGREEMENTS)
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.KEEP_AGREEMENTS, version=version, officer=officer)
        _require_state(agreement, AgreementState.TO_SIGN)
        sent_on = session.scalars(_issued(agreement.id)).one().issued_on
        if signed_on < sent_on:
            refuse({"signed_on": ("agreement_signed_before_sent", {"sent_on": told(sent_on)})})
        if signed_on > (on or today()):
            refuse({"signed_on": ("agreement_day_in_future", {})})
        bringer = Bringer(officer.id, officer.full_name, officer.post)
        add(session, PaperSubject(agreement_id=agreement.id), AttachmentKind.SIGNED_AGREEMENT, upload, bringer)
        agreement.state, agreement.signed_on = AgreementState.IN_FORCE, signed_on
        session.flush()
        return agreement


def terminate(
    agreement_id: int, cause: TerminationCause, *, on_day: date, words: str, version: int, officer: Account
) -> Agreement:
    """End an agreement before its last day; what was agreed and done stays.

    Raises:
        NotAllowed: The role does not sign agreements.
        NotFound, StaleVersion: As in `send_to_sign`.
        WrongState: It is not in force.
        InvalidFields: No reason is given, or the day is outside the agreement.
    """
    require(officer, Act.SIGN_AGREEMENTS)
    if not words.strip():
        refuse({"words": ("required", {})})
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.SIGN_AGREEMENTS, version=version, officer=officer)
        if agreement.state is not AgreementState.IN_FORCE:
            raise WrongState("agreement_not_in_force", state=agreement.state.label)
        if not agreement.starts_on <= on_day <= agreement.ends_on:
            bounds = {"starts_on": told(agreement.starts_on), "ends_on": told(agreement.ends_on)}
            refuse({"on_day": ("termination_outside_agreement", bounds)})
        agreement.state, agreement.termination = AgreementState.TERMINATED, cause
        agreement.terminated_on, agreement.termination_words = on_day, words.strip()
        session.flush()
        return agreement


def settle_obligation(
    agreement_id: int, obligation_id: int, *, done_on: date, proof: str, officer: Account, on: date | None = None
) -> AgreementObligation:
    """Note that an obligation was met, when, and how that is known.

    Raises:
        NotFound: The agreement is not the office's, or has no such obligation.
        WrongState: Nobody owes it yet, or it is noted already.
        InvalidFields: The day has not come, or nothing proves it.
    """
    require(officer, Act.KEEP_AGREEMENTS)
    if not proof.strip():
        refuse({"proof": ("required", {})})
    if done_on > (on or today()):
        refuse({"done_on": ("agreement_day_in_future", {})})
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.KEEP_AGREEMENTS, officer=officer)
        if agreement.state in UNSIGNED:
            raise WrongState("agreement_unsigned", state=agreement.state.label)
        part = next((part for part in agreement.obligations if part.id == obligation_id), None)
        if part is None:
            raise NotFound(obligation_id=obligation_id)
        if part.done_on is not None:
            raise WrongState("obligation_done_already")
        part.done_on, part.proof = done_on, proof.strip()
        session.flush()
        return part


def _issued(agreement_id: int) -> Select[Document]:
    return select(Document).where(Document.agreement_id == agreement_id, Document.state == DocumentState.ISSUED)


def _require_state(agreement: Agreement, state: AgreementState) -> None:
    if agreement.state is not state:
        raise WrongState("agreement_not_to_sign", state=agreement.state.label)

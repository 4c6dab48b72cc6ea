"""Attachments: papers handed in for something that is kept, encrypted, opened by whoever may."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import (
    Account,
    Agreement,
    Attachment,
    AttendanceSheet,
    BeneficiaryUnit,
    CaseFile,
    Inmate,
    Institution,
    Sentence,
)
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require, require_within
from registry.services.documents.uploads import Upload
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.procedures import CaseState

MOST_KEPT = 100


class Acts(NamedTuple):
    """What somebody must be allowed to do with a paper, by what it belongs to."""

    of_institution: Act
    of_sentence: Act
    of_sheet: Act
    of_case_file: Act
    of_agreement: Act
    of_inmate: Act


TO_KEEP = Acts(
    Act.KEEP_INSTITUTIONS,
    Act.KEEP_SENTENCES,
    Act.KEEP_ATTENDANCE,
    Act.REVIEW_CASES,
    Act.KEEP_AGREEMENTS,
    Act.KEEP_APPLICATIONS,
)
TO_READ = Acts(
    Act.READ_INSTITUTIONS,
    Act.READ_RESERVED,
    Act.READ_ATTENDANCE,
    Act.READ_CASES,
    Act.READ_AGREEMENTS,
    Act.READ_APPLICATIONS,
)


@dataclass(frozen=True)
class Subject:
    """What a paper belongs to: exactly one of these; of a case file, also the requirement that it meets."""

    institution_id: int | None = None
    sentence_id: int | None = None
    sheet_id: int | None = None
    case_file_id: int | None = None
    agreement_id: int | None = None
    requirement: str | None = None
    inmate_id: int | None = None


class Bringer(NamedTuple):
    """Who handed a paper in; no account where the person did, with the code of their letter."""

    account_id: int | None
    name: str
    post: str = ""


def attach(subject: Subject, kind: AttachmentKind, upload: Upload, *, officer: Account) -> Attachment:
    """Keep a file that `uploads.accept` took.

    Raises:
        NotAllowed, NotFound: The officer may not keep the subject, or there is none.
        InvalidFields: The same file is there already, or too many are.
    """
    with transaction() as session:
        _require(session, subject, TO_KEEP, officer)
        return add(session, subject, kind, upload, Bringer(officer.id, officer.full_name, officer.post))


def add(session: Session, subject: Subject, kind: AttachmentKind, upload: Upload, by: Bringer) -> Attachment:
    """Keep a file within the caller's transaction, which has settled that whoever brings it may.

    Raises:
        InvalidFields: The same file is there already, or too many are.
    """
    digest = hashlib.sha256(upload.content).hexdigest()
    kept = session.scalars(_of(subject).where(Attachment.withdrawn_at.is_(None))).all()
    if any(one.sha256 == digest for one in kept):
        raise InvalidFields({"file": ("file_known", {})})
    if len(kept) >= MOST_KEPT:
        raise InvalidFields({"file": ("file_too_many", {"most": MOST_KEPT})})
    attachment = Attachment(
        institution_id=subject.institution_id,
        sentence_id=subject.sentence_id,
        sheet_id=subject.sheet_id,
        case_file_id=subject.case_file_id,
        agreement_id=subject.agreement_id,
        requirement=subject.requirement,
        inmate_id=subject.inmate_id,
        kind=kind,
        file_name=upload.name,
        media_type=upload.media_type,
        size_bytes=len(upload.content),
        sha256=digest,
        content=upload.content,
        added_by_id=by.account_id,
        added_by_name=by.name,
        added_by_post=by.post,
    )
    session.add(attachment)
    session.flush()
    return attachment


def list_attachments(subject: Subject, *, officer: Account) -> Sequence[Attachment]:
    """The subject's papers, the newest first, withdrawn ones too; without their bytes.

    Raises:
        NotAllowed, NotFound: As in `attach`.
    """
    with reading() as session:
        _require(session, subject, TO_READ, officer)
        return session.scalars(_of(subject).order_by(Attachment.id.desc())).all()


def get_attachment(attachment_id: int, *, officer: Account, to_keep: bool = False) -> Attachment:
    """One paper without its bytes, for somebody who reads it or, *to_keep*, is about to withdraw it.

    Raises:
        NotAllowed, NotFound: As in `attach`.
    """
    with reading() as session:
        attachment = _visible(session, select(Attachment), attachment_id, officer)
        if to_keep:
            _require(session, subject_of(attachment), TO_KEEP, officer)
        return attachment


def open_attachment(attachment_id: int, *, officer: Account, purpose: str = "") -> Attachment:
    """One paper with its bytes; the look is noted, and a court's paper asks for a purpose.

    Raises:
        NotAllowed, NotFound: As in `attach`.
        WrongState: It was withdrawn.
        InvalidFields: A court's paper was asked for without a purpose.
    """
    with reading() as session:
        attachment = _visible(session, select(Attachment).options(undefer(Attachment.content)), attachment_id, officer)
    if attachment.withdrawn_at is not None:
        raise WrongState("attachment_withdrawn")
    if attachment.sentence_id is not None and not purpose.strip():
        raise InvalidFields({"purpose": ("purpose_required", {})})
    _note(attachment, purpose)
    return attachment


def withdraw(attachment_id: int, *, reason: str, officer: Account) -> Attachment:
    """Take a paper out of use; that it was there, and why it went, stays.

    Raises:
        NotAllowed, NotFound: As in `attach`.
        WrongState: It was withdrawn before.
        InvalidFields: No reason is given.
    """
    if not reason.strip():
        raise InvalidFields({"reason": ("required", {})})
    with transaction() as session:
        statement = select(Attachment).where(Attachment.id == attachment_id).with_for_update()
        attachment = session.scalars(statement).first()
        if attachment is None:
            raise NotFound(attachment_id=attachment_id)
        _require(session, subject_of(attachment), TO_KEEP, officer)
        if attachment.withdrawn_at is not None:
            raise WrongState("attachment_withdrawn")
        attachment.withdrawn_at, attachment.withdrawal_reason = now(), reason.strip()
        session.flush()
        return attachment


def subject_of(attachment: Attachment) -> Subject:
    """What a paper belongs to."""
    return Subject(
        attachment.institution_id,
        attachment.sentence_id,
        attachment.sheet_id,
        attachment.case_file_id,
        attachment.agreement_id,
        attachment.requirement,
        attachment.inmate_id,
    )


def _note(attachment: Attachment, purpose: str) -> None:
    """Note the look: a court's paper is part of the person's file."""
    with reading() as session:
        owner = select(Sentence.person_id).where(Sentence.id == attachment.sentence_id)
        person_id = session.scalars(owner).first() if attachment.sentence_id else None
    subject, subject_id = ("person", person_id) if person_id else ("attachment", attachment.id)
    with audit.for_purpose(purpose):
        audit.record(AuditAction.VIEWED, subject, subject_id, attachment=attachment.id)


def _visible(session: Session, statement: Select[Attachment], attachment_id: int, officer: Account) -> Attachment:
    attachment = session.scalars(statement.where(Attachment.id == attachment_id)).first()
    if attachment is None:
        raise NotFound(attachment_id=attachment_id)
    _require(session, subject_of(attachment), TO_READ, officer)
    return attachment


def _of(subject: Subject) -> Select[Attachment]:
    """Papers of a subject; where a requirement is named, those that meet it."""
    statement = select(Attachment).where(
        Attachment.institution_id == subject.institution_id,
        Attachment.sentence_id == subject.sentence_id,
        Attachment.sheet_id == subject.sheet_id,
        Attachment.case_file_id == subject.case_file_id,
        Attachment.agreement_id == subject.agreement_id,
        Attachment.inmate_id == subject.inmate_id,
    )
    return statement if subject.requirement is None else statement.where(Attachment.requirement == subject.requirement)


def _require(session: Session, subject: Subject, acts: Acts, officer: Account) -> None:
    """Hold the officer's reach against whose the paper is."""
    if subject.sentence_id is not None:
        sentence = session.get(Sentence, subject.sentence_id)
        require(officer, acts.of_sentence, Owner(office_id=sentence.office_id) if sentence else Owner())
    elif subject.sheet_id is not None:
        require_within(session, officer, acts.of_sheet, _owner_of_sheet(session, subject.sheet_id))
    elif subject.case_file_id is not None:
        require_within(session, officer, acts.of_case_file, _owner_of_case(session, subject.case_file_id))
    elif subject.agreement_id is not None:
        require_within(session, officer, acts.of_agreement, _owner_of_agreement(session, subject.agreement_id))
    elif subject.inmate_id is not None:
        inmate = session.get(Inmate, subject.inmate_id)
        require(officer, acts.of_inmate, Owner(prison=inmate.prison) if inmate else Owner())
    else:
        institution = session.get(Institution, subject.institution_id) if subject.institution_id else None
        if institution is None:
            raise NotFound(institution_id=subject.institution_id)
        require(officer, acts.of_institution, Owner(institution_id=institution.id, ubigeo=institution.ubigeo))


def _owner_of_sheet(session: Session, sheet_id: int) -> Owner:
    """Whose a unit's sheet is; nobody's where there is none."""
    unit = BeneficiaryUnit
    columns = select(unit.office_id, unit.institution_id, unit.id)
    statement = columns.join(AttendanceSheet, AttendanceSheet.unit_id == unit.id)
    found = session.execute(statement.where(AttendanceSheet.id == sheet_id)).first()
    return Owner(office_id=found[0], institution_id=found[1], unit_id=found[2]) if found else Owner()


def _owner_of_case(session: Session, case_file_id: int) -> Owner:
    """Whose a case file is; nobody's where there is none, or where it is still its applicant's draft."""
    columns = select(CaseFile.office_id, CaseFile.institution_id, CaseFile.ubigeo)
    own = CaseFile.id == case_file_id, CaseFile.state != CaseState.DRAFT
    found = session.execute(columns.where(*own)).first()
    return Owner(office_id=found[0], institution_id=found[1], ubigeo=found[2]) if found else Owner()


def _owner_of_agreement(session: Session, agreement_id: int) -> Owner:
    """Whose an agreement is; nobody's where there is none."""
    columns = select(Agreement.office_id, Agreement.institution_id).where(Agreement.id == agreement_id)
    found = session.execute(columns).first()
    return Owner(office_id=found[0], institution_id=found[1]) if found else Owner()

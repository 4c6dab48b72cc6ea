"""Issuing letters of placements, one by one or many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry import letters
from registry.errors import DomainError
from registry.extensions.database import reading, transaction
from registry.models import Account, Document
from registry.services import audit
from registry.services.accounts.policy import Act, own_office_id, require
from registry.services.documents.composing import content_of
from registry.services.documents.conditions import period_of, require_told, scope_of
from registry.services.documents.contents import Frame
from registry.services.documents.dossiers import Dossier, hold, open_dossier
from registry.services.documents.executions import execution_of
from registry.services.documents.sealing import Content, Issuer, Subject, complete, draft_frame, seal
from registry.services.people.personal_codes import fresh_code
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import LetterKind

#: Letters that bring the person a code; a newer one replaces that of the letter before.
WITH_OWN_CODE = (LetterKind.NOTIFICATION_TO_PERSON, LetterKind.CHANGE_TO_PERSON, LetterKind.EXPLANATION_REQUEST)


@dataclass(frozen=True)
class Wanted:
    """A letter that somebody wants to issue: its kind, what it is about where there are several, and added words."""

    kind: LetterKind
    period: str = ""
    words: str = ""


@dataclass(frozen=True)
class Issued:
    """A letter that was issued for a placement, or why it could not be."""

    placement_id: int
    document: Document | None = None
    refusal: DomainError | None = None


def issue(
    placement_id: int, kind: LetterKind, *, officer: Account, on: date, period: str = "", words: str = ""
) -> Document:
    """Issue a letter of a placement; an earlier one about the same is replaced.

    *period* names the month («2026-09») or the alert that it tells of, where there are several. The sentence
    is held first, so that what was recorded up to the issue stays exactly that.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
        WrongState: The placement is not where this letter belongs, or the registry lacks what it must say.
    """
    require(officer, Act.ISSUE_LETTERS)
    with transaction() as session:
        hold(session, placement_id, officer)
        dossier = open_dossier(session, placement_id, officer)
        wanted = Wanted(kind, period_of(kind, dossier, period, on), words.strip())
        own_code = fresh_code(session, dossier.placement.sentence_id) if kind in WITH_OWN_CODE else ""
        return seal(
            session,
            Subject(placement_id=placement_id, period=wanted.period),
            kind,
            lambda frame: _content(dossier, wanted, replace(frame, words=wanted.words, own_code=own_code)),
            by=Issuer(own_office_id(officer), officer, on),
        )


def preview(
    placement_id: int, kind: LetterKind, *, officer: Account, on: date, period: str = "", words: str = ""
) -> bytes:
    """The letter as it would be issued now, without number, code or seal; nothing is kept but that it was looked at.

    Raises:
        NotAllowed, NotFound, WrongState: As in `issue`.
    """
    require(officer, Act.ISSUE_LETTERS)
    with reading() as session:
        dossier = open_dossier(session, placement_id, officer)
        wanted = Wanted(kind, period_of(kind, dossier, period, on), words.strip())
        frame = draft_frame(session, Issuer(own_office_id(officer), officer, on))
        content = complete(kind, _content(dossier, wanted, replace(frame, words=wanted.words)))
    audit.record(AuditAction.VIEWED, "placement", placement_id)
    return letters.render(kind.value, content, is_preview=True)


def issue_many(
    placement_ids: Sequence[int], kind: LetterKind, *, officer: Account, on: date, period: str = ""
) -> list[Issued]:
    """Issue the same letter for each of the placements, each in a transaction of its own; one refusal stops no other.

    Raises:
        NotAllowed: The role does not include letters.
    """
    require(officer, Act.ISSUE_LETTERS)
    results = []
    for placement_id in dict.fromkeys(placement_ids):
        try:
            with transaction() as session, session.begin_nested():
                document = issue(placement_id, kind, officer=officer, on=on, period=period)
            results.append(Issued(placement_id, document))
        except DomainError as refusal:
            results.append(Issued(placement_id, refusal=refusal))
    return results


def _content(dossier: Dossier, wanted: Wanted, frame: Frame) -> Content:
    scope = scope_of(wanted.kind, dossier, wanted.period, frame.issued_on)
    execution = execution_of(wanted.kind, dossier.facts, dossier.heads, scope)
    require_told(wanted.kind, execution)
    return content_of(wanted.kind, dossier, frame, wanted.period, execution)

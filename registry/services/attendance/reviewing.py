"""One alert of breach with everything an officer weighs: what caused it, whether it stands, the norm, the letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.ledger.breach import NORM_CODES, Breach, breaches
from registry.ledger.conversion import Conversion, conversion
from registry.ledger.facts import Facts
from registry.models import Account, Attachment, AttendanceEntry, BreachAlert, Document, Placement, Sentence, Vacancy
from registry.norms import Norm, norm_at
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.attendance.breach_steps import open_steps
from registry.services.attendance.facts import facts_of
from registry.services.attendance.findings import still_stands
from registry.services.people.reserved import with_reserved
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.attendance import BreachStep
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.placements import LetterKind

PURPOSE = "Revisar un incumplimiento"
LETTERS = (LetterKind.EXPLANATION_REQUEST, LetterKind.BREACH_REPORT)


@dataclass(frozen=True)
class Cause:
    """An entry that caused the alert, and the one that holds in its place today, where it was corrected."""

    entry: AttendanceEntry
    correction: AttendanceEntry | None


@dataclass(frozen=True)
class Review:
    """An alert, as it stands today."""

    alert: BreachAlert
    #: What the ledger shows now in its place; None once corrections took it away.
    standing: Breach | None
    causes: Sequence[Cause]
    norms: Sequence[Norm]
    steps: Sequence[BreachStep]
    #: Days of prison that a revocation would leave.
    at_stake: Conversion
    warnings: Sequence[Document]
    #: Request and report issued for this alert.
    letters: Sequence[Document]
    #: What was handed in to justify absences.
    papers: Sequence[Attachment]

    @property
    def stands(self) -> bool:
        """Whether the ledger still shows the breach."""
        return self.standing is not None


def open_review(alert_id: int, *, officer: Account, on: date) -> Review:
    """An alert with what an officer weighs; the look at the person's file is noted (art. 46 RPDP).

    Raises:
        NotAllowed: The role does not include breaches.
        NotFound: The office has no such alert.
    """
    with reading() as session:
        alert = _visible(session, alert_id, officer)
        facts = facts_of(session, alert.placement.sentence_id)
        standing = still_stands(alert, breaches(facts, on))
        documents = _documents(session, alert.placement.sentence_id)
        review = Review(
            alert=alert,
            standing=standing,
            causes=_causes(session, standing.entry_ids if standing else alert.entry_ids, alert.entry_ids),
            norms=[norm_at(code, alert.first_day) for code in NORM_CODES[alert.ground]],
            steps=open_steps(alert, standing, on),
            at_stake=_at_stake(facts, alert, on),
            warnings=[letter for letter in documents if letter.kind is LetterKind.WRITTEN_WARNING],
            letters=[letter for letter in documents if letter.kind in LETTERS and letter.period == str(alert.id)],
            papers=_papers(session, alert.placement.sentence_id),
        )
    with audit.for_purpose(PURPOSE):
        audit.record(AuditAction.VIEWED, "placement", alert.placement_id, alert=alert.id)
    return review


def _visible(session: Session, alert_id: int, officer: Account) -> BreachAlert:
    placement = joinedload(BreachAlert.placement)
    statement = (
        select(BreachAlert)
        .join(BreachAlert.placement)
        .join(Placement.sentence)
        .where(BreachAlert.id == alert_id, within(officer, Act.JUDGE_BREACHES, office=Sentence.office_id))
        .options(
            with_reserved(PURPOSE),
            placement.joinedload(Placement.sentence).joinedload(Sentence.person),
            placement.joinedload(Placement.vacancy).joinedload(Vacancy.unit),
        )
    )
    alert = session.scalars(statement).first()
    if alert is None:
        raise NotFound(alert_id=alert_id)
    return alert


def _at_stake(facts: Facts, alert: BreachAlert, on: date) -> Conversion:
    return conversion(facts, alert.placement.sentence.origin, on)


def _causes(session: Session, *entry_ids: Iterable[int]) -> list[Cause]:
    """The entries with these ids in the order of days, each with the end of its line of corrections."""
    wanted = set().union(*entry_ids)
    entries = session.scalars(select(AttendanceEntry).where(AttendanceEntry.id.in_(wanted))).all()
    corrections = _corrections(session, entries)
    causes = [Cause(entry, _end(entry, corrections)) for entry in entries if entry.replaces_id not in wanted]
    return sorted(causes, key=lambda cause: (cause.entry.day, cause.entry.shift, cause.entry.id))


def _corrections(session: Session, entries: Sequence[AttendanceEntry]) -> dict[int, AttendanceEntry]:
    """What replaces what, in the sessions of these entries."""
    placements, days = {entry.placement_id for entry in entries}, {entry.day for entry in entries}
    statement = select(AttendanceEntry).where(
        AttendanceEntry.placement_id.in_(placements),
        AttendanceEntry.day.in_(days),
        AttendanceEntry.replaces_id.is_not(None),
    )
    return {entry.replaces_id: entry for entry in session.scalars(statement) if entry.replaces_id is not None}


def _end(entry: AttendanceEntry, corrections: dict[int, AttendanceEntry]) -> AttendanceEntry | None:
    last = entry
    while last.id in corrections:
        last = corrections[last.id]
    return None if last is entry else last


def _documents(session: Session, sentence_id: int) -> Sequence[Document]:
    kinds = (LetterKind.WRITTEN_WARNING, *LETTERS)
    statement = select(Document).join(Placement, Placement.id == Document.placement_id)
    statement = statement.where(Placement.sentence_id == sentence_id, Document.kind.in_(kinds))
    return session.scalars(statement.options(joinedload(Document.office)).order_by(Document.id)).all()


def _papers(session: Session, sentence_id: int) -> Sequence[Attachment]:
    own = Attachment.sentence_id == sentence_id, Attachment.kind == AttachmentKind.EXCUSE
    statement = select(Attachment).where(*own, Attachment.withdrawn_at.is_(None))
    return session.scalars(statement.order_by(Attachment.id)).all()

"""What a person sees of their own penalty with the code of a letter: where, when, how far; and what they hand in.

No offence, no health, nobody else. The caller settled by `personal_codes` whose sentence it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import joinedload

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import PERU
from registry.extensions.database import reading, transaction
from registry.ledger.balance import Credit
from registry.ledger.credit import balance
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import Session, scheduled
from registry.ledger.standing import standing
from registry.models import Attachment, BreachAlert, Office, Person, Sentence
from registry.services.attendance.explaining import explain_own, list_awaiting
from registry.services.attendance.facts import facts_of
from registry.services.documents.attachments import Bringer, Subject, add
from registry.services.documents.uploads import Upload, clean_name
from registry.services.people.own_places import OwnPlace, read_places
from registry.services.people.personal_codes import BEARER, as_bearer
from registry.services.placements.calendars import calendar_of
from registry.services.placements.course import Course, course_of
from registry.vocabulary.documents import AttachmentKind

MOST_NEXT = 6
MOST_A_DAY = 5
#: So far back and ahead an absence is justified.
BACK, AHEAD = timedelta(days=62), timedelta(days=31)


class Served(NamedTuple):
    """An entry in force and what it is worth; no credit for a day on which the person did not come."""

    entry: Entry
    credit: Credit | None


@dataclass(frozen=True)
class OwnPage:
    """A person's own penalty, as far as it is theirs to see here."""

    person: Person
    office: Office
    #: Where the person serves and, after a move, goes on; none before the first was notified.
    places: Sequence[OwnPlace]
    course: Course
    next_sessions: Sequence[Session]
    #: The latest day first.
    served: Sequence[Served]
    #: Requests to which the person may still answer, the nearest term first.
    awaiting: Sequence[BreachAlert]
    #: What the person handed in here, without its bytes.
    handed_in: Sequence[Attachment]

    @property
    def unit_names(self) -> dict[int, str]:
        """Names of the units by placement, to tell the dates of two places apart."""
        return {place.placement.id: place.placement.vacancy.unit.name for place in self.places}


def read_own(sentence_id: int, *, on: date) -> OwnPage:
    """Where, when and how far a person serves.

    Raises:
        NotFound: There is no such sentence.
    """
    with reading() as session:
        sentence = _sentence(session, sentence_id)
        office = session.get_one(Office, sentence.office_id)
        places = read_places(session, sentence_id, on)
        facts = facts_of(session, sentence_id)
        handed_in = session.scalars(_handed_in(sentence_id).order_by(Attachment.id.desc())).all()
    course = course_of(sentence, facts, on)
    return OwnPage(
        person=sentence.person,
        office=office,
        places=places,
        course=course,
        next_sessions=[*scheduled(facts, on, on), *course.coming][:MOST_NEXT],
        served=_served(facts, on),
        awaiting=list_awaiting(sentence_id, on=on),
        handed_in=handed_in,
    )


def read_calendar(sentence_id: int, *, on: date) -> bytes:
    """The sessions to come as a calendar file.

    Raises:
        NotFound: The person was not told of a placement.
    """
    with reading() as session:
        places = read_places(session, sentence_id, on)
    if not places:
        raise NotFound(sentence_id=sentence_id)
    return calendar_of([place.placement for place in places], on=on)


def justify(sentence_id: int, day: date, paper: Upload, *, on: date) -> Attachment:
    """Keep what a person hands in to justify an absence; an officer looks at it and decides.

    Raises:
        NotFound: There is no such sentence.
        InvalidFields: The day is too far away, the same paper is there already, or too many came today.
    """
    if not on - BACK <= day <= on + AHEAD:
        raise InvalidFields({"day": ("excuse_day_far", {"back": BACK.days, "ahead": AHEAD.days})})
    named = Upload(
        clean_name(f"Falta del {day:%d-%m-%Y} {paper.name}", paper.media_type), paper.media_type, paper.content
    )
    with as_bearer(), transaction() as session:
        _hold(session, sentence_id)
        return _keep(session, sentence_id, named, on)


def explain(sentence_id: int, alert_id: int, text: str, paper: Upload | None, *, on: date) -> BreachAlert:
    """Keep what a person answers to a request within its term, with a paper where there is one.

    Raises:
        NotFound: The sentence has no request of this number that waits for an answer.
        InvalidFields: Nothing is said, the same paper is there already, or too many came today.
    """
    if not text.strip():
        raise InvalidFields({"text": ("required", {})})
    with as_bearer(), transaction() as session:
        _hold(session, sentence_id)
        if paper is not None:
            _keep(session, sentence_id, paper, on)
        return explain_own(alert_id, sentence_id=sentence_id, text=text.strip(), on=on)


def _hold(session: DatabaseSession, sentence_id: int) -> None:
    """Hold the sentence, so that what is handed in at once is counted one after the other."""
    held = select(Sentence.id).where(Sentence.id == sentence_id).with_for_update()
    if session.scalar(held) is None:
        raise NotFound(sentence_id=sentence_id)


def _keep(session: DatabaseSession, sentence_id: int, paper: Upload, on: date) -> Attachment:
    since = Attachment.created_at >= datetime.combine(on, time(), PERU)
    count = select(func.count()).select_from(_handed_in(sentence_id).where(since).subquery())
    if (session.scalar(count) or 0) >= MOST_A_DAY:
        raise InvalidFields({"file": ("excuse_too_many", {"most": MOST_A_DAY})})
    return add(session, Subject(sentence_id=sentence_id), AttachmentKind.EXCUSE, paper, Bringer(None, BEARER))


def _sentence(session: DatabaseSession, sentence_id: int) -> Sentence:
    statement = select(Sentence).where(Sentence.id == sentence_id).options(joinedload(Sentence.person))
    sentence = session.scalars(statement).first()
    if sentence is None:
        raise NotFound(sentence_id=sentence_id)
    return sentence


def _handed_in(sentence_id: int) -> Select[Attachment]:
    own = Attachment.sentence_id == sentence_id, Attachment.kind == AttachmentKind.EXCUSE
    return select(Attachment).where(*own, Attachment.added_by_id.is_(None), Attachment.withdrawn_at.is_(None))


def _served(facts: Facts, on: date) -> list[Served]:
    credits = {credit.entry_id: credit for credit in balance(facts, on).credits}
    entries = sorted(standing(facts).values(), key=lambda entry: (entry.day, entry.shift), reverse=True)
    return [Served(entry, credits.get(entry.id)) for entry in entries]

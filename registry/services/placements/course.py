"""Where the serving of a sentence stands and what comes next: balance, next sessions, and the likely last day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.extensions.database import reading
from registry.ledger.balance import Balance
from registry.ledger.credit import balance
from registry.ledger.facts import Facts
from registry.ledger.forecast import forecast
from registry.ledger.sessions import Session
from registry.models import Account, Sentence
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import facts_of, facts_of_many
from registry.services.people.sentences import visible_sentence

#: So many sessions to come are told.
MOST_NEXT = 4


@dataclass(frozen=True)
class Course:
    """How far a sentence is served; `ends_on` is None while nobody is expected or too little is."""

    balance: Balance
    #: Sessions after today, until they would fill what is owed.
    coming: tuple[Session, ...]
    #: Day of the session that fills what is owed, if every one is attended.
    ends_on: date | None
    prescribes_on: date | None

    @property
    def next_sessions(self) -> tuple[Session, ...]:
        """The few that are told on a page."""
        return self.coming[:MOST_NEXT]

    @property
    def is_late(self) -> bool:
        """Whether the penalty prescribes before it can be served."""
        return self.prescribes_on is not None and self.ends_on is not None and self.ends_on > self.prescribes_on


def read_course(sentence_id: int, *, officer: Account, on: date) -> Course:
    """Tell how far a sentence is served and what comes next.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such sentence.
    """
    with reading() as session:
        sentence = visible_sentence(session, sentence_id, officer, act=Act.READ_PLACEMENTS)
        return course_of(sentence, facts_of(session, sentence_id), on)


def read_courses(sentence_ids: Collection[int], *, officer: Account, on: date) -> dict[int, Course]:
    """As `read_course`, for several sentences in as many queries; one that is not the office's is left out."""
    with reading() as session:
        own = Sentence.id.in_(sentence_ids), within(officer, Act.READ_PEOPLE, office=Sentence.office_id)
        sentences = session.scalars(select(Sentence).where(*own)).all()
        facts = facts_of_many(session, [sentence.id for sentence in sentences])
        return {sentence.id: course_of(sentence, facts[sentence.id], on) for sentence in sentences}


def course_of(sentence: Sentence, facts: Facts, on: date) -> Course:
    """The course of a sentence whose facts are at hand."""
    coming = forecast(facts, on)
    return Course(balance(facts, on), coming.sessions, coming.ends_on, sentence.prescribes_on)

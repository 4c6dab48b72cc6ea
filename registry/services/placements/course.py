"""Where the serving of a sentence stands and what comes next: balance, next sessions, and the likely last day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from registry.extensions.database import reading
from registry.ledger.balance import Balance, monday_of
from registry.ledger.credit import balance
from registry.ledger.execution import is_executed, pattern_on
from registry.ledger.facts import Facts
from registry.ledger.sessions import Session, scheduled
from registry.models import Account, Sentence
from registry.norms import value_at
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import facts_of, facts_of_many
from registry.services.people.sentences import visible_sentence

MINUTES = 60
#: So many sessions to come are told.
MOST_NEXT = 4
#: Weeks that are looked ahead for the last day: more than the longest penalty takes.
MOST_WEEKS = 320
WEEK = timedelta(days=7)
#: By then every change that may be dated ahead is in force.
SETTLED_AFTER = timedelta(days=400)


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
    so_far = balance(facts, on)
    coming = _coming(facts, so_far, on)
    return Course(so_far, coming, _last_day(coming, so_far), sentence.prescribes_on)


def _coming(facts: Facts, so_far: Balance, on: date) -> tuple[Session, ...]:
    """Sessions after a day, until they would fill what is owed."""
    found: list[Session] = []
    monday, last = monday_of(on), monday_of(on) + MOST_WEEKS * WEEK
    left, is_expected = so_far.remaining_minutes, _is_expected(facts, on)
    while left > 0 and monday < last and is_expected:
        sessions = [each for each in scheduled(facts, monday, monday + WEEK - timedelta(days=1)) if each.day > on]
        found += sessions
        left -= min(sum(each.minutes for each in sessions), _room(so_far, monday))
        monday += WEEK
    return tuple(found)


def _last_day(coming: tuple[Session, ...], so_far: Balance) -> date | None:
    left, in_week = so_far.remaining_minutes, dict[date, int]()
    for each in coming:
        monday = monday_of(each.day)
        room = _room(so_far, monday) - in_week.get(monday, 0)
        granted = min(each.minutes, max(0, room))
        in_week[monday] = in_week.get(monday, 0) + granted
        left -= granted
        if left <= 0:
            return each.day
    return None


def _room(so_far: Balance, monday: date) -> int:
    """Minutes that a week may still be credited."""
    jornadas, hours = (value_at(code, monday) for code in ("credited_jornadas_per_week", "hours_per_credited_jornada"))
    credited = sum(week.credited_minutes for week in so_far.weeks if week.monday == monday)
    return jornadas * hours * MINUTES - credited


def _is_expected(facts: Facts, on: date) -> bool:
    """Whether somebody will expect the person once all that was entered for days to come has come."""
    settled = on + SETTLED_AFTER
    return is_executed(facts, settled) and any(pattern_on(serving, settled) for serving in facts.placements)

"""What comes if everything due is attended: the sessions until nothing is owed, and the last day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from registry.ledger.balance import Balance, monday_of
from registry.ledger.credit import balance
from registry.ledger.execution import is_executed, pattern_on
from registry.ledger.facts import Entry, Facts
from registry.ledger.sessions import ONE_DAY, Session, scheduled
from registry.vocabulary.attendance import Outcome

WEEK = timedelta(days=7)
#: Weeks that are looked ahead: more than the longest penalty takes.
MOST_WEEKS = 320
#: By then every change that may be dated ahead is in force.
SETTLED_AFTER = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Sessions after a day, until they would fill what is owed; `ends_on` is None where they never would."""

    sessions: tuple[Session, ...] = ()
    ends_on: date | None = None


def forecast(facts: Facts, on: date) -> Forecast:
    """Tell what comes after a day, crediting each session as `balance` would if the person attended it all.

    Nothing where nothing is owed, or nobody is expected once all that was entered for days to come has come.
    """
    then = balance(facts, on)
    if then.is_served or not _is_expected(facts, on):
        return Forecast()
    weeks, sessions = 0, tuple[Session, ...]()
    while not then.is_served and weeks < MOST_WEEKS:
        weeks = min(weeks + _weeks_left(then), MOST_WEEKS)
        last = monday_of(on) + weeks * WEEK + WEEK - ONE_DAY
        sessions = scheduled(facts, on + ONE_DAY, last)
        then = balance(_attending(facts, on, sessions), last)
    ends_on = then.completed_on
    return Forecast(tuple(each for each in sessions if ends_on is None or each.day <= ends_on), ends_on)


def _attending(facts: Facts, on: date, sessions: tuple[Session, ...]) -> Facts:
    """What is known on a day, as if somebody then came to each of the sessions, on time and to its end."""
    known = [entry for entry in facts.entries if entry.day <= on]
    newest = max((entry.id for entry in facts.entries), default=0)
    return replace(facts, entries=(*known, *(_attended(newest + n, each) for n, each in enumerate(sessions, 1))))


def _attended(entry_id: int, each: Session) -> Entry:
    times = each.start, each.end
    return Entry(entry_id, each.day, each.shift, Outcome.ATTENDED, *times, each.day, None, each.placement_id)


def _weeks_left(so_far: Balance) -> int:
    """Weeks that what is left takes at least, at one jornada each."""
    return max(1, -(-so_far.remaining_jornadas // 1))


def _is_expected(facts: Facts, on: date) -> bool:
    settled = on + SETTLED_AFTER
    return is_executed(facts, settled) and any(pattern_on(serving, settled) for serving in facts.placements)

"""Sentences being served, drawn at random: schedules, transfers, suspensions, orders, entries and their corrections."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.shifts import Shift

#: A Monday before Holy Week, so that holidays fall among the days drawn.
START = date(2026, 3, 2)
DAYS = 90
HALF_DAYS = [(shift, 480 if shift.is_morning else 780, 780 if shift.is_morning else 1080) for shift in Shift]
DAY = st.integers(0, DAYS - 1).map(lambda day: START + timedelta(days=day))
HOURS = st.tuples(st.integers(24, 40), st.integers(0, 44)).map(lambda pair: (pair[0] * 15, (pair[0] + pair[1]) * 15))
WEEKEND = [half_day for half_day in HALF_DAYS if half_day[0] >= Shift.SATURDAY_AM]
WEEKEND_DAYS = [START + timedelta(days=day) for day in range(DAYS) if day % 7 in (5, 6)]
PATTERN = st.one_of(
    st.just(tuple(WEEKEND[:2])),
    st.lists(st.sampled_from(WEEKEND), min_size=1, max_size=4, unique=True).map(tuple),
    st.lists(st.sampled_from(HALF_DAYS), max_size=4, unique=True).map(tuple),
)
GONE = st.just(Outcome.UNEXCUSED)
#: Nothing noted, absences and attendances above all.
NOTED = st.one_of(st.none(), st.just(Outcome.UNEXCUSED), st.just(Outcome.ATTENDED), st.sampled_from(list(Outcome)))
ORDER_KINDS = [
    CourtOrderKind.JORNADAS_CHANGED,
    CourtOrderKind.STAY,
    CourtOrderKind.RESUMPTION,
    CourtOrderKind.REVOCATION,
]


@st.composite
def servings(draw: st.DrawFn) -> tuple[Serving, ...]:
    """One placement, or two of which the second follows the first after some days."""
    first_on = START + timedelta(days=draw(st.integers(0, 10)))
    changes = draw(st.one_of(st.just([]), st.lists(DAY, max_size=2)))
    weeks = tuple(Week(day, draw(PATTERN)) for day in [first_on, *changes])
    if not draw(st.booleans()):
        return (Serving(1, weeks, first_on),)
    last_on = first_on + timedelta(days=draw(st.integers(20, 70)))
    moved_on = last_on + timedelta(days=draw(st.integers(1, 3)))
    return Serving(1, weeks, first_on, last_on), Serving(2, (Week(moved_on, draw(PATTERN)),), moved_on)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, ...]:
    """Up to three court orders."""
    kinds = draw(st.one_of(st.just([]), st.lists(st.sampled_from(ORDER_KINDS), max_size=3)))
    return tuple(
        Order(draw(DAY), kind, draw(st.integers(1, 12)) if kind is CourtOrderKind.JORNADAS_CHANGED else None, number)
        for number, kind in enumerate(kinds, 1)
    )


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """First entries of weekend days and of some others, a few corrected."""
    moved_on, gone_on = draw(st.one_of(st.none(), DAY)), draw(st.one_of(st.none(), DAY))
    weekends = [
        (2 if moved_on and day >= moved_on else 1, day, day.weekday() * 2, draw(NOTED if is_there else GONE))
        for day, is_there in ((day, not gone_on or day < gone_on) for day in WEEKEND_DAYS)
    ]
    others = [(1, day, day.weekday() * 2 + 1, draw(NOTED)) for day in draw(st.lists(DAY, max_size=4, unique=True))]
    noted = [
        _entry(draw, number, *session)
        for number, session in enumerate((s for s in weekends + others if s[-1] is not None), 1)
    ]
    corrected = draw(st.lists(st.sampled_from(noted), max_size=3, unique=True)) if noted else []
    corrections = [
        _entry(draw, len(noted) + number, entry.placement_id, entry.day, entry.shift, draw(st.sampled_from(Outcome)))
        for number, entry in enumerate(corrected, 1)
    ]
    replacing = [replace(new, replaces=old.id) for new, old in zip(corrections, corrected, strict=True)]
    return (*noted, *replacing)


def _entry(draw: st.DrawFn, number: int, placement_id: int, day: date, shift: int, outcome: Outcome | None) -> Entry:
    assert outcome is not None
    arrived, left = draw(HOURS) if outcome.attended else (None, None)
    left = None if outcome is Outcome.PRESENT else left
    return Entry(number, day, shift, outcome, arrived, left, day, None, placement_id)


def served_sentences() -> st.SearchStrategy[Facts]:
    """Facts of one sentence."""
    return st.builds(
        Facts,
        jornadas=st.integers(1, 12),
        orders=orders(),
        placements=servings(),
        entries=entries(),
        weekdays_authorised=st.booleans(),
        warnings=st.lists(DAY, max_size=2).map(tuple),
    )

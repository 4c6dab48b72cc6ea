from datetime import date

import pytest

from registry.ledger.labour.facts import Posting, WorkEntry, WorkFacts
from registry.ledger.labour.record import work_days
from registry.vocabulary.prison_work import Uncounted, WorkPlace

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def counted(*entries: WorkEntry, **facts) -> list[tuple[int, Uncounted | None]]:
    """Minutes counted of each entry of a worker with one post from Monday to Saturday, and what cut them."""
    days = work_days(WorkFacts(entries, (Posting(1, date(2026, 1, 1)),), (), **facts), date(2026, 12, 31))
    return [(count.counted_minutes, count.why) for day in days for count in day.counts]


def entry(
    number: int = 1, day: date = MONDAY, times: tuple[int | None, int | None] = (480, 780), **details
) -> WorkEntry:
    return WorkEntry(number, day, details.pop("posting_id", 1), *times, **details)


def test_the_hours_between_arrival_and_departure_count():
    assert counted(entry()) == [(300, None)]


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (entry(place=WorkPlace.CELL), Uncounted.PLACE),
        (entry(place=WorkPlace.CORRIDOR), Uncounted.PLACE),
        (entry(posting_id=2), Uncounted.NOT_POSTED),
        (entry(day=date(2025, 12, 29)), Uncounted.NOT_POSTED),
        (entry(day=SUNDAY), Uncounted.DAY),
        (entry(day=date(2026, 5, 1)), Uncounted.DAY),
        (entry(times=(480, None)), Uncounted.NO_TIMES),
        (entry(times=(780, 480)), Uncounted.NO_TIMES),
    ],
    ids=["cell", "corridor", "another post", "before the post", "Sunday", "holiday", "no departure", "left first"],
)
def test_what_may_not_count_tells_why(spoilt, why):
    assert counted(spoilt) == [(0, why)]


def test_a_sunday_counts_where_the_council_authorised_it():
    assert counted(entry(day=SUNDAY), authorised_days=frozenset({SUNDAY})) == [(300, None)]


def test_eight_hours_are_the_most_of_a_day():
    assert counted(entry(times=(420, 960)), entry(2, times=(960, 1000))) == [
        (480, Uncounted.DAY_FULL),
        (0, Uncounted.DAY_FULL),
    ]


def test_hours_noted_twice_count_once():
    assert counted(entry(), entry(2, times=(720, 840))) == [(300, None), (60, Uncounted.OVERLAP)]


def test_hours_in_a_cell_take_no_room_from_those_of_the_workshop():
    assert counted(entry(place=WorkPlace.CELL), entry(2)) == [(0, Uncounted.PLACE), (300, None)]


def test_a_correction_replaces_and_a_withdrawal_leaves_nothing():
    corrected = entry(2, times=(480, 600), replaces=1)

    assert counted(entry(), corrected) == [(120, None)]
    assert counted(entry(), corrected, entry(3, replaces=2, is_withdrawn=True)) == []


def test_pieces_made_where_work_does_not_count_are_not_counted():
    facts = WorkFacts((entry(place=WorkPlace.CELL, pieces=4), entry(2, pieces=3)), (Posting(1, MONDAY),), ())

    assert [count.pieces for day in work_days(facts, MONDAY) for count in day.counts] == [0, 3]

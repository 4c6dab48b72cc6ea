"""Whom a unit expects when placements move, end or rest: by the weeks in force on the day."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.expected import expects_within
from registry.services.placements.history import expect
from tests.factories.attendance import FIRST, SATURDAY, SECOND, THIRD, make_placement

ONE_DAY = timedelta(days=1)


def expecting(first: date, last: date) -> Sequence[int]:
    with reading() as session:
        return session.scalars(select(Placement.id).where(expects_within(first, last))).all()


def test_a_placement_expects_from_its_first_day_on(officer: Account):
    placement = make_placement(officer=officer)

    assert expecting(FIRST - ONE_DAY, FIRST - ONE_DAY) == []
    assert expecting(FIRST - ONE_DAY, FIRST) == [placement.id]
    assert expecting(date(2036, 1, 1), date.max) == [placement.id]


def test_who_leaves_on_a_day_to_come_is_expected_until_then(officer: Account):
    placement = make_placement(officer=officer)
    expect(placement, (), since=SECOND)

    assert expecting(SECOND - ONE_DAY, THIRD) == [placement.id]
    assert expecting(SECOND, THIRD) == []


def test_a_later_word_on_earlier_days_overrides_what_was_said_of_later_ones(officer: Account):
    placement = make_placement(officer=officer)
    expect(placement, SATURDAY, since=THIRD)
    expect(placement, (), since=SECOND)

    assert expecting(SECOND, date.max) == []
    expect(placement, SATURDAY, since=THIRD)
    assert expecting(SECOND, THIRD) == [placement.id]
    assert expecting(SECOND, THIRD - ONE_DAY) == []

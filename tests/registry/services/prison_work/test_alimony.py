"""Orders of alimony: a share or an amount, from a day to a day."""

from dataclasses import replace
from datetime import date

import pytest

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.prison_work.alimony import end_alimony, enter_alimony
from registry.services.prison_work.inmate_details import AlimonyDetails
from tests.factories.inmates import TODAY, make_inmate, make_keeper
from tests.factories.religious import PUNO

pytestmark = pytest.mark.usefixtures("app")

SHARE = AlimonyDetails(date(2026, 1, 10), "Juzgado de Paz Letrado", "Hija menor", basis_points=3_333)


def test_an_order_is_entered_and_ended():
    keeper = make_keeper()
    order = enter_alimony(make_inmate(officer=keeper).id, SHARE, officer=keeper, on=TODAY)

    ended = end_alimony(order.id, date(2026, 2, 1), version=order.version, officer=keeper, on=TODAY)

    assert (ended.basis_points, ended.ended_on) == (3_333, date(2026, 2, 1))
    with pytest.raises(WrongState):
        end_alimony(order.id, TODAY, version=ended.version, officer=keeper, on=TODAY)


@pytest.mark.parametrize("told", [{"cents": 20_000}, {"basis_points": None}, {"ordered_on": date(2026, 3, 3)}])
def test_an_order_tells_one_of_share_and_amount_and_lies_not_ahead(told):
    keeper = make_keeper()

    with pytest.raises(InvalidFields):
        enter_alimony(make_inmate(officer=keeper).id, replace(SHARE, **told), officer=keeper, on=TODAY)


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 1, 9)])
def test_an_end_ahead_or_before_the_order_is_refused(day):
    keeper = make_keeper()
    order = enter_alimony(make_inmate(officer=keeper).id, SHARE, officer=keeper, on=TODAY)

    with pytest.raises(InvalidFields, match="ended_on"):
        end_alimony(order.id, day, version=1, officer=keeper, on=TODAY)


def test_another_prison_neither_enters_nor_ends():
    keeper, other = make_keeper(), make_keeper(PUNO)
    inmate = make_inmate(officer=keeper)
    order = enter_alimony(inmate.id, SHARE, officer=keeper, on=TODAY)

    with pytest.raises(NotFound):
        enter_alimony(inmate.id, SHARE, officer=other, on=TODAY)
    with pytest.raises(NotFound):
        end_alimony(order.id, TODAY, version=1, officer=other, on=TODAY)

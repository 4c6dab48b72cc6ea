"""The best places for one new person at known prices."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from matching.explanation.holdings import Held
from matching.explanation.market import COLUMNS, Market, columns_of
from matching.explanation.row import Row
from matching.input.patterns import Attendance
from matching.instance import Instance
from matching.recommend import best_places
from tests.matching.explanation.test_explainer import away
from tests.matching.factories import make_applicant, make_instance, make_opening, make_town
from tests.matching.strategies import instances

SATURDAY = (Attendance(10, 480, 780), Attendance(11, 840, 1140))


def with_prices(market: Market, seed: int = 0) -> Market:
    """The market with every third place at a random price."""
    chance = np.random.default_rng(seed)
    shape = (len(market.instance.openings), COLUMNS)
    places = np.where(chance.random(shape) < 0.3, chance.exponential(20, shape), 0.0)
    return replace(market, tariff=replace(market.tariff, places=places))


def test_at_no_price_the_best_places_come_first():
    instance = make_instance(make_opening("far", **away(9)), make_opening("near"), make_opening("middle", **away(4)))

    best = best_places(Market.untouched(instance), make_applicant())

    assert [one.choice.opening_id for one in best] == ["near", "middle", "far"]
    assert all(one.is_free and not one.price.points for one in best)


def test_a_place_that_costs_others_more_than_it_gives_comes_later():
    market = Market.untouched(make_instance(make_opening("dear"), make_opening("free", **away(4))))
    dear = market.instance.opening_index["dear"]
    market.tariff.places[dear, 0] = 30.0

    first, second = best_places(market, make_applicant())

    assert (first.choice.opening_id, second.choice.opening_id) == ("free", "dear")
    assert second.price.points == 30
    assert second.net_points == pytest.approx(second.choice.total - 30)


def test_a_place_that_somebody_holds_is_told_as_taken():
    instance = make_instance(make_applicant("ana"), make_opening())
    market = replace(Market.untouched(instance), holdings={0: Held(0, SATURDAY, 50.0)})

    (only,) = best_places(market, make_applicant("rosa"))

    assert not only.is_free


def test_a_place_that_the_rules_refuse_is_not_recommended():
    instance = make_instance(make_opening("bar", minimum_age=40), make_opening("library"))

    (only,) = best_places(Market.untouched(instance), make_applicant(age=20))

    assert only.choice.opening_id == "library"


def test_no_more_than_asked_for_are_told():
    town = make_town(5, 60, places=20)

    assert len(best_places(Market.untouched(town), make_applicant(), top=10)) == 10


@pytest.mark.parametrize("seed", range(4))
def test_looking_at_every_place_finds_no_better(seed: int):
    town = make_town(12, 40, seed, places=20)
    market = with_prices(Market.untouched(town), seed)

    for applicant in town.applicants:
        found = [one.net_points for one in best_places(market, applicant, top=5)]
        assert found == pytest.approx(every_net(market, applicant)[:5], abs=0.006)


@settings(max_examples=40, deadline=None)
@given(instances(people=3))
def test_only_admissible_places_are_recommended(instance: Instance):
    market = with_prices(Market.untouched(instance))
    for applicant in instance.applicants:
        row = Row(instance, applicant, instance.openings)
        told = {one.choice.opening_id for one in best_places(market, applicant)}
        assert told == {instance.openings[opening].id for opening in row.admissible}


def every_net(market: Market, applicant) -> list[float]:
    """Score less the least price, of every admissible place; the highest first."""
    row = Row(market.instance, applicant, market.instance.openings)
    nets = [
        float(row.totals[rank])
        - min(float(market.tariff.places[opening, columns_of(one)].sum()) for one in row.patterns(opening))
        for rank, opening in enumerate(row.admissible.tolist())
    ]
    return sorted(nets, reverse=True)

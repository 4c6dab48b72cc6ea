"""The best places for one waiting sentence today, at the prices of the last round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from matching import Attendance, Held, Instance, Market, Tariff
from matching.explanation.market import COLUMNS
from matching.recommend import Recommendation, Recommender
from registry.services.planning.explaining import market_of
from registry.services.planning.freezing import Terms, freeze
from registry.services.planning.places import Place, place_of

#: Vacancy and weekly pattern of a proposal about which nobody has decided yet.
Proposed = tuple[int, Sequence[Sequence[int]]]


@dataclass(frozen=True)
class Suggestion:
    """A place that the rules admit today: its worth, what it would cost others, and whether nobody has to give way."""

    place: Place
    lost_persons: float
    lost_points: float
    net_points: float
    is_free: bool


def suggest(
    sentence_id: int,
    terms: Terms,
    *,
    round_id: str | None,
    proposed: Sequence[Proposed],
    moving: Collection[int] = (),
    top: int = 10,
) -> list[Suggestion] | None:
    """Tell the best places for one sentence today, best first; None where it waits for none and is not *moving*.

    Prices are those of the round *round_id*; without one every place costs nothing. *proposed* are the places that
    the round offers to others and about which nobody has decided.

    Raises:
        NotFound: The round has no plan.
        WrongState: An earlier version of the matcher computed the round (`round_by_earlier_version`).
    """
    instance = freeze(terms, only_sentence_id=sentence_id, moving=moving)
    if not instance.applicants:
        return None
    untouched = Market.untouched(instance)
    tariff = _tariff_today(untouched.tariff, instance, market_of(round_id)) if round_id else untouched.tariff
    market = Market(instance, tariff, _held_by_others(instance, proposed))
    found = Recommender(market).best_places(instance.applicants[0], top)
    return [_suggestion(instance, one) for one in found]


def _tariff_today(free: Tariff, instance: Instance, last: Market) -> Tariff:
    """The round's prices at the vacancies of today; a new one has none."""
    places = np.zeros((len(instance.openings), COLUMNS))
    for index, opening in enumerate(instance.openings):
        then = last.instance.opening_index.get(opening.id)
        if then is not None:
            places[index] = last.tariff.places[then]
    return Tariff(last.tariff.placed_weight, last.tariff.value_weight, places, free.people)


def _held_by_others(instance: Instance, proposed: Sequence[Proposed]) -> dict[int, Held]:
    """What is offered to others, who stand after the only applicant."""
    openings = instance.opening_index
    known = [(openings[str(vacancy)], pattern) for vacancy, pattern in proposed if str(vacancy) in openings]
    return {
        1 + index: Held(opening, tuple(Attendance(*part) for part in pattern), 0.0)
        for index, (opening, pattern) in enumerate(known)
    }


def _suggestion(instance: Instance, one: Recommendation) -> Suggestion:
    place = place_of(instance, one.choice)
    return Suggestion(place, one.price.persons, one.price.points, one.net_points, one.is_free)

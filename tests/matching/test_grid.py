"""Openings remember what they were asked."""

from matching.grid import Openings
from matching.input.opening import Opening
from tests.matching.factories import make_opening

ASKED: list[str] = []


def places(opening: Opening) -> float:
    ASKED.append(opening.id)
    return opening.total_places


def test_a_question_is_put_to_every_opening_once():
    openings = Openings([make_opening("a", total_places=1), make_opening("b", total_places=4)])

    answers = [openings.numbers(places)[0].tolist() for _ in range(3)]

    assert answers == [[1, 4]] * 3
    assert ASKED == ["a", "b"]


def test_a_question_that_carries_more_with_it_is_put_anew():
    openings = Openings([make_opening("a", total_places=1), make_opening("b", total_places=4)])

    def times(factor: int) -> list[float]:
        closed = openings.numbers(lambda opening: factor * opening.total_places)[0].tolist()
        given = openings.numbers(lambda opening, factor=factor: factor * opening.total_places)[0].tolist()
        assert closed == given
        return closed

    assert (times(2), times(3)) == ([2, 8], [3, 12])

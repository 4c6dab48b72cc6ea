"""Step lines of a round's two numbers: the proven bound falling, the best proposal rising."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.views.formats.numbers import number

WIDTH, HEIGHT, MARGIN = 600, 180, 8
TAIL = 24
FRAME_IN_GAPS = 6
LEAST_FRAME = 0.005

Sample = tuple[float, float | None, float | None]


@dataclass(frozen=True, slots=True)
class BoundsChart:
    """What the drawing needs: two paths in a box of WIDTH × HEIGHT, their last numbers, and the table."""

    bound_path: str
    value_path: str
    bound: str
    value: str
    first_second: str
    last_second: str
    rows: list[tuple[str, str, str]]


def bounds_chart(samples: Iterable[Sample]) -> BoundsChart | None:
    """Draw (seconds, bound, value) samples, oldest first; None until both numbers are known.

    The frame is cut around the last numbers, so that the difference can be
    seen; what lies outside runs along its edge.
    """
    known = list(samples)
    bounds = [(second, bound) for second, bound, _ in known if bound is not None]
    values = [(second, value) for second, _, value in known if value is not None]
    if not bounds or not values:
        return None
    frame = _Frame.around(bounds, values)
    return BoundsChart(
        bound_path=frame.steps(bounds),
        value_path=frame.steps(values),
        bound=number(bounds[-1][1]),
        value=number(values[-1][1]),
        first_second=f"{number(frame.start)} s",
        last_second=f"{number(frame.end)} s",
        rows=[(number(second), number(bound), number(value)) for second, bound, value in known],
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    start: float
    end: float
    bottom: float
    top: float

    @classmethod
    def around(cls, bounds: list[tuple[float, float]], values: list[tuple[float, float]]) -> "_Frame":
        seconds = [second for second, _ in bounds + values]
        last_bound, last_value = bounds[-1][1], values[-1][1]
        room = max(FRAME_IN_GAPS * abs(last_bound - last_value), LEAST_FRAME * abs(last_bound), 1e-9)
        bottom = max(min(value for _, value in values), last_value - room)
        top = min(max(bound for _, bound in bounds), last_bound + room)
        return cls(min(seconds), max(seconds), bottom, top)

    def steps(self, points: list[tuple[float, float]]) -> str:
        """Path of a step line that holds each number until the next one, and the last a little further."""
        x, y = self._x(points[0][0]), self._y(points[0][1])
        moves = [f"M{x:g} {y:g}"]
        moves += [f"H{self._x(second):g}V{self._y(level):g}" for second, level in points[1:]]
        return "".join([*moves, f"H{WIDTH}"])

    def _x(self, second: float) -> float:
        span = (self.end - self.start) or 1
        return round((second - self.start) / span * (WIDTH - TAIL), 1)

    def _y(self, level: float) -> float:
        span = (self.top - self.bottom) or 1
        share = min(max((level - self.bottom) / span, 0), 1)
        return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN), 1)

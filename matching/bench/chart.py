"""Seconds against people, both as logarithms, one line a contestant: an SVG without any library."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from matching.bench.contestants import TITLES
from matching.bench.summary import Line
from matching.bench.task import Ending

WIDTH, HEIGHT = 960, 560
LEFT, RIGHT, TOP, BOTTOM = 80, 290, 56, 70

COLOURS = ("#0b6e4f", "#14b8a6", "#1d4ed8", "#60a5fa", "#7c3aed", "#d97706", "#b91c1c", "#6b7280", "#111827")
"""One a contestant, in the order of the report; the engine's is the green of the house."""

GAP_OF_LABELS = 18
"""Least distance of two labels, in pixels, so that none covers another."""


@dataclass(frozen=True)
class _Axis:
    """A logarithmic axis: whole powers of ten from *low* to *high* between two pixels."""

    low: int
    high: int
    first: float
    last: float

    def at(self, number: float) -> float:
        """Where a number stands, in pixels."""
        return self.first + (log10(number) - self.low) / (self.high - self.low) * (self.last - self.first)


@dataclass(frozen=True)
class _Track:
    """One contestant's points: people, seconds, and whether it came to its end."""

    name: str
    colour: str
    points: list[tuple[int, float, bool]]


def chart(summary: Sequence[Line]) -> str:
    """Draw the chart; a hollow point is a run that was stopped."""
    tracks = _tracks(summary)
    people = _axis([point[0] for track in tracks for point in track.points], LEFT, WIDTH - RIGHT)
    time = _axis([point[1] for track in tracks for point in track.points], HEIGHT - BOTTOM, TOP)
    parts = [*_frame(people, time), *(part for track in tracks for part in _drawn(track, people, time))]
    return "\n".join([_OPENING, *parts, *_labels(tracks, people, time), "</svg>\n"])


_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    'font-family="system-ui, sans-serif" font-size="14">\n'
    "<title>Seconds to a plan against people to place</title>\n"
    f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n'
    f'<text x="{LEFT}" y="28" font-size="18" font-weight="600" fill="#111827">Seconds to a plan, by people to place'
    "</text>"
)


def _tracks(summary: Sequence[Line]) -> list[_Track]:
    tracks = []
    for name, colour in zip(TITLES, COLOURS, strict=True):
        mine = [line for line in summary if line.contestant == name and line.seconds and line.counts]
        points = [(line.counts["applicants"], line.seconds or 0.0, _ended(line)) for line in mine]
        if points and name != "scipy-assignment":
            tracks.append(_Track(name, colour, sorted(points)))
    return tracks


def _ended(line: Line) -> bool:
    """Whether every run came to its end."""
    return set(line.endings) == {Ending.PROVEN}


def _axis(numbers: list[float] | list[int], first: float, last: float) -> _Axis:
    low, high = floor(log10(min(numbers, default=1))), ceil(log10(max(numbers, default=10)))
    return _Axis(low, max(high, low + 1), first, last)


def _frame(people: _Axis, time: _Axis) -> list[str]:
    """Grid lines at the powers of ten, with their numbers."""
    parts = []
    for power in range(people.low, people.high + 1):
        x = people.at(10.0**power)
        parts += [
            f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#e5e7eb"/>',
            _text(x, HEIGHT - BOTTOM + 22, f"{10**power:,}", "middle"),
        ]
    for power in range(time.low, time.high + 1):
        y = time.at(10.0**power)
        parts += [
            f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#e5e7eb"/>',
            _text(LEFT - 10, y + 5, f"{10.0**power:,g} s", "end"),
        ]
    centre = (LEFT + WIDTH - RIGHT) / 2
    return [*parts, _text(centre, HEIGHT - 22, "people (hollow: stopped at its time limit)", "middle")]


def _drawn(track: _Track, people: _Axis, time: _Axis) -> list[str]:
    spots = [(people.at(count), time.at(took), ended) for count, took, ended in track.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in spots)
    width = 3 if track.name == "engine" else 1.5
    line = f'<polyline points="{path}" fill="none" stroke="{track.colour}" stroke-width="{width}"/>'
    return [
        line,
        *(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" stroke="{track.colour}" stroke-width="2" '
            f'fill="{track.colour if ended else "#ffffff"}"/>'
            for x, y, ended in spots
        ),
    ]


def _labels(tracks: list[_Track], people: _Axis, time: _Axis) -> list[str]:
    """Names at the right, each beside the end of its line as far as they leave each other room."""
    parts, next_free = [], float(TOP)
    for track in sorted(tracks, key=lambda one: time.at(one.points[-1][1])):
        count, took, _ = track.points[-1]
        y = max(time.at(took), next_free)
        next_free = y + GAP_OF_LABELS
        x = WIDTH - RIGHT + 14
        parts += [
            f'<line x1="{people.at(count) + 6:.1f}" y1="{time.at(took):.1f}" x2="{x - 4}" y2="{y:.1f}" '
            f'stroke="{track.colour}" stroke-width="0.75" stroke-dasharray="2 3"/>',
            _text(x, y + 5, TITLES[track.name], "start", track.colour),
        ]
    return parts


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#374151") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'

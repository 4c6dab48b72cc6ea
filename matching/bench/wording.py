"""Numbers and lines as people read them, for the terminal and for the report."""

from collections.abc import Mapping, Sequence

from matching.bench.contestants import PROBES, TITLES
from matching.bench.figures import Figure
from matching.bench.kernels import Comparison
from matching.bench.summary import Line, exponent, lines, ratio
from matching.bench.task import Reading

ALL_TITLES = {**TITLES, **PROBES}

REACHED = {True: "yes", False: "no", None: "–"}

HEADINGS = ("size", "contestant", "runs", "seconds", "× engine", "gap", "placed", "value", "memory", "ending")


def running_line(reading: Reading) -> str:
    """One run in one line, as it ends."""
    gap = reading.gaps.get("weighted")
    parts = [
        f"{reading.size:>3} {reading.seed:>3}  {ALL_TITLES[reading.contestant]:<34}",
        f"{seconds(reading.seconds):>9} s",
        f"gap {percent(gap):>9}",
        f"{gigabytes(reading.peak_bytes):>8}",
        " – ".join(part for part in (reading.ending, reading.note) if part),
    ]
    return "  ".join(parts)


def row(summary: Sequence[Line], line: Line) -> list[str]:
    """One contestant at one size, under `HEADINGS`."""
    times = ratio(summary, line)
    return [
        line.size,
        ALL_TITLES[line.contestant],
        str(len(line.endings)),
        seconds(line.seconds),
        "–" if times is None else f"{times:.2f}",
        percent(line.gaps.get("weighted")),
        percent(line.gaps.get("placed")),
        percent(line.gaps.get("value")),
        gigabytes(line.peak_bytes),
        ending(line),
    ]


def ending(line: Line) -> str:
    """How the runs of a line ended, counted where they differ, with the first note."""
    different = list(dict.fromkeys(line.endings))
    told = [name if len(different) == 1 else f"{line.endings.count(name)} × {name}" for name in different]
    return " – ".join(part for part in (", ".join(told), line.note) if part)


def seconds(number: float | None) -> str:
    """Seconds with three digits that mean something."""
    if number is None:
        return "–"
    return f"{number:.3f}" if number < 1 else f"{number:.2f}" if number < 100 else f"{number:.0f}"


def percent(share: float | None) -> str:
    """A gap, to a ten-thousandth of a per cent."""
    return "–" if share is None else f"{100 * share:.4f} %"


def gigabytes(count: float | None) -> str:
    """Memory in gigabytes."""
    return "–" if count is None else f"{count / 1e9:.2f} GB"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns aligned for those who read it plain."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    ruled = [["-" * width for width in widths], *rows]
    return "\n".join(_padded(cells, widths) for cells in (headings, *ruled))


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def figure_table(reached: Sequence[Figure]) -> str:
    """The figures to reach, side by side with what was measured."""
    rows = [[one.work, one.wanted, one.measured, REACHED[one.reached]] for one in reached]
    return table(("work", "figure", "measured", "reached"), rows)


def contestants_table(summary: Sequence[Line]) -> str:
    """Every contestant at every size."""
    return table(HEADINGS, [row(summary, line) for line in summary])


def sizes_table(readings: Sequence[Reading]) -> str:
    """What the sizes are: people, vacancies, options written out and admissible."""
    counts: dict[str, dict[str, int]] = {}
    for reading in readings:
        counts.setdefault(reading.size, {}).update(reading.counts)
    names = ("applicants", "openings", "options", "eligible")
    rows = [[size, *(f"{known[name]:,}" if name in known else "–" for name in names)] for size, known in counts.items()]
    return table(("size", "applicants", "openings", "options of the shortlist", "admissible options"), rows)


def kernels_table(compared: Sequence[Comparison]) -> str:
    """The compiled loops beside NumPy."""
    rows = [
        [
            one.work,
            one.size,
            f"{1000 * one.numpy_seconds:.2f}",
            f"{1000 * one.compiled_seconds:.2f}",
            f"{one.ratio:.1f}",
            f"{one.difference:.0e}",
        ]
        for one in compared
    ]
    return table(("loop", "size", "NumPy, ms", "compiled, ms", "ratio", "difference"), rows)


def told(mapping: Mapping[str, str]) -> str:
    """Names and values in one line."""
    return ", ".join(f"{name} {value}" for name, value in mapping.items())


def growth(readings: Sequence[Reading]) -> str:
    """The exponent of the engine's cost, in words."""
    found = exponent(lines(readings))
    return "not fitted: fewer than three sizes" if found is None else f"{found:.2f}"

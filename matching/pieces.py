"""A long JSON document in pieces: only a block of its options stands in Python objects at a time."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from numpy.typing import NDArray

BLOCK = 65_536
"""Options written together."""

Column = NDArray[Any]


def pieces(head: Mapping[str, Any], columns: Mapping[str, Column], start: Column, *uses: Column) -> Iterator[bytes]:
    """Write an object with the entries of *head* and, last, its `options`; the bytes are those of `json.dumps`.

    *columns* have a number an option, (N,). Option n has the uses `start[n]:start[n + 1]`, (N + 1,), of which each is
    the list of its entries in the columns *uses*.

    Raises:
        ValueError: A number is not finite.
    """
    yield _json(head)[:-1] + b',"options":{'
    for name, column in columns.items():
        yield _json(name) + b":["
        yield from _entries(len(column), partial(_numbers, column))
        yield b"],"
    yield b'"uses":['
    yield from _entries(len(start) - 1, partial(_rows, start, uses))
    yield b"]}}"


def _entries(count: int, entries: Callable[[slice], list[Any]]) -> Iterator[bytes]:
    """The entries of a long list block by block, commas between them, without the brackets around it."""
    for first in range(0, count, BLOCK):
        yield (b"," if first else b"") + _json(entries(slice(first, min(first + BLOCK, count))))[1:-1]


def _numbers(column: Column, part: slice) -> list[Any]:
    numbers: list[Any] = column[part].tolist()
    return numbers


def _rows(starts: Column, columns: tuple[Column, ...], options: slice) -> list[list[list[Any]]]:
    """The uses of some options, option by option."""
    start = starts[options.start : options.stop + 1]
    part = slice(int(start[0]), int(start[-1]))
    entries = list(map(list, zip(*(column[part].tolist() for column in columns), strict=True)))
    return [entries[first:last] for first, last in pairwise((start - start[0]).tolist())]


def _json(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()

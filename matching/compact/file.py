"""The file format `placement-problem-compact/1`: one .npz archive with an array for every column.

Nothing in it is ever executed: arrays of objects are refused, and so is whatever would not fit in memory.
"""

import zipfile
import zlib
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from typing import Any, TypeVar

import numpy as np

from matching.compact.checks import build_compact
from matching.compact.columns import ApplicantColumns, Offers, OpeningColumns, Points
from matching.compact.problem import CompactProblem, columns_of
from matching.errors import ProblemError
from matching.files.json_file import Source, read_bytes

FORMAT = "placement-problem-compact/1"
MAGIC = b"PK\x03\x04"
"""First bytes of an archive, by which a compact problem is told from a listed one."""

LARGEST_BYTES = 1 << 31
"""More than this unpacked is no problem of any country."""

DAMAGE = (
    ValueError,
    EOFError,
    OSError,
    KeyError,
    RuntimeError,
    MemoryError,
    TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a damaged, encrypted or lying archive ends in."""

Columns = TypeVar("Columns", ApplicantColumns, OpeningColumns, Offers, Points)


def write_compact(problem: CompactProblem, path: Path | str) -> None:
    """Write a compact problem to a file, whole or not at all."""
    columns = dict(columns_of(problem))
    target = Path(path)
    partial = target.with_name(f".{target.name}.part")
    with partial.open("wb") as file:
        np.savez_compressed(
            file,
            format=np.array(FORMAT),
            objective=np.array(problem.objective),
            persons=np.array(problem.persons),
            **columns,
        )
    partial.replace(target)


def is_compact(content: bytes) -> bool:
    """Tell a compact problem's file from a listed one's by its first bytes."""
    return content.startswith(MAGIC)


def read_compact(source: Source) -> CompactProblem:
    """Read a compact problem from a path or a binary stream.

    Raises:
        OSError: The path cannot be read.
        ProblemError: What was read is not a `placement-problem-compact/1` archive.
    """
    return parse_compact(read_bytes(source))


def parse_compact(content: bytes) -> CompactProblem:
    """Turn the bytes of an archive into a problem.

    Raises:
        ProblemError: The bytes are not a `placement-problem-compact/1` archive; `place` names the column.
    """
    arrays = _arrays(content)
    if str(arrays.get("format")) != FORMAT:
        raise ProblemError("format", f"must be {FORMAT!r}")
    return build_compact(
        _columns(arrays, "applicants", ApplicantColumns),
        _columns(arrays, "openings", OpeningColumns),
        _columns(arrays, "offers", Offers),
        _columns(arrays, "points", Points),
        persons=_whole(arrays, "persons"),
        objective=tuple(str(stage) for stage in np.atleast_1d(_taken(arrays, "objective")).ravel()),
    )


def _arrays(content: bytes) -> dict[str, Any]:
    """Every array of the archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_BYTES:
                raise ProblemError("file", "unpacks to more than two gigabytes")
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except DAMAGE as error:
        raise ProblemError("file", "not an archive of arrays, or damaged") from error


def _taken(arrays: dict[str, Any], name: str) -> Any:
    if name not in arrays:
        raise ProblemError(name, "missing")
    return arrays[name]


def _whole(arrays: dict[str, Any], name: str) -> int:
    number = _taken(arrays, name)
    if number.shape != () or not np.issubdtype(number.dtype, np.integer):
        raise ProblemError(name, "not a whole number")
    return int(number)


def _columns(arrays: dict[str, Any], part: str, kind: type[Columns]) -> Columns:
    """One group of columns; an unknown name is refused, because a misspelt column would be a rule dropped."""
    names = {f"{part}.{field.name}": field.name for field in fields(kind)}
    for name in sorted(name for name in arrays if name.startswith(f"{part}.") and name not in names):
        raise ProblemError(name, "not a column of this format")
    columns: dict[str, Any] = {field: np.asarray(_taken(arrays, name), order="C") for name, field in names.items()}
    return kind(**columns)

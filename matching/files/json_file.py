"""Files that hold one JSON object, plain or gzip: read with every fault told as a place and a reason."""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any, BinaryIO

from matching.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"

Source = Path | str | BinaryIO


def read_bytes(source: Source) -> bytes:
    """Read a path or a binary stream to its end.

    Raises:
        OSError: The path cannot be read.
    """
    return Path(source).read_bytes() if isinstance(source, Path | str) else source.read()


def uncompressed(content: bytes, fault: type[InputError]) -> bytes:
    """The bytes without their gzip wrapping, which is recognised by content and not by name."""
    if not content.startswith(GZIP_MAGIC):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise fault("file", "the gzip data is damaged or cut off") from error


def json_object(plain: bytes, fault: type[InputError]) -> dict[str, Any]:
    """Parse one JSON object, refusing a key that stands twice: which one was meant is anybody's guess."""

    def unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            keys = [key for key, _ in pairs]
            raise fault(f"key {next(key for key in keys if keys.count(key) > 1)!r}", "stands twice in one object")
        return record

    if not plain.strip():
        raise fault("file", "empty")
    try:
        document = json.loads(plain, object_pairs_hook=unambiguous)
    except RecursionError as error:
        raise fault("file", "nested too deeply") from error
    except json.JSONDecodeError as error:
        raise fault(f"line {error.lineno} column {error.colno}", f"not JSON ({error.msg})") from error
    except ValueError as error:
        raise fault("file", "not JSON in UTF-8, or a number with thousands of digits") from error
    if not isinstance(document, dict):
        raise fault("file", "not a JSON object")
    return document

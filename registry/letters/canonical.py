"""The one spelling of a content, so that its digest can be recomputed anywhere."""

import hashlib
import json
from collections.abc import Mapping

VISIBLE_DIGITS = 16


def canonical_json(content: Mapping[str, object]) -> bytes:
    """Spell *content* as UTF-8 JSON with sorted keys and no spaces.

    Contents hold text, whole numbers, yes/no, null, lists and objects only,
    so equal contents always have equal bytes.

    Raises:
        ValueError: The content holds a number that JSON lacks, or text that UTF-8 cannot carry.
    """
    spelled = json.dumps(dict(content), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return spelled.encode()


def content_sha256(content: Mapping[str, object]) -> str:
    """Digest the canonical spelling of *content*: 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def visible_hash(content: Mapping[str, object]) -> str:
    """Shorten the digest to what is printed on the letter, in groups of four digits."""
    digits = content_sha256(content)[:VISIBLE_DIGITS]
    return " ".join(digits[start : start + 4] for start in range(0, VISIBLE_DIGITS, 4))

"""The arithmetic of the audit's chain: each row's hash covers all its columns and the hash before it.

The key is derived from `REINSERTA_AUDIT_KEY`, which no database holds: whoever can write rows, but
has not the key, can neither alter one nor build the chain anew without being found.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

#: What the first row of all builds upon.
BEGINNING = ""
PURPOSE = b"reinserta audit chain 1"


def chain_key(secret: bytes) -> bytes:
    """Key of the chain: another one than that of the digests, which people's words are put through."""
    return hmac.digest(secret, PURPOSE, "sha256")


def row_hash(key: bytes, row: Mapping[Any, Any]) -> str:
    """Hash of a row as stored, `previous_hash` among its columns; *row* may hold its own `hash`, which is left out.

    A column without a value is left out too, so that one added later leaves the older rows' hashes as they are.
    """
    told = {name: _plain(value) for name, value in row.items() if name != "hash" and value is not None}
    return _sign(key, json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=repr))


def head_seal(key: bytes, number: int, last_hash: str) -> str:
    """Seal of the chain's end: without it, the last rows could be removed and the end moved back."""
    return _sign(key, f"head {number} {last_hash}")


def _plain(value: Any) -> Any:
    """An instant as SQLite writes it, since that is how it comes back there."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def _sign(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(errors="surrogatepass"), "sha256").hex()

"""Column types that SQLite and PostgreSQL keep alike."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app
from sqlalchemy import DateTime, Dialect, Enum, LargeBinary, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

KEYRING = "reinserta.keyring"
#: Group of the columns that only whoever states a purpose loads; see `services.people.reserved`.
RESERVED = "reserved"


class Keyring(MultiFernet):
    """Keys of the sensitive columns: the first encrypts, all decrypt."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(Fernet(key) for key in keys)
        super().__init__(self.keys)

    def key_of(self, token: bytes | str) -> int | None:
        """Place of the key that opens a token, 0 for the newest; None where none does."""
        for place, key in enumerate(self.keys):
            try:
                key.decrypt(token)
            except InvalidToken:
                continue
            return place
        return None


def open_keyring(keys: Iterable[str]) -> Keyring:
    """Hold the keys that the settings give, newest first."""
    return Keyring(keys)


def keyring() -> Keyring:
    """Keys of the application in force."""
    held: Keyring = current_app.extensions[KEYRING]
    return held


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in UTC; refuses a time without zone, since SQLite would lose the difference."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodeList(TypeDecorator[list[str]]):
    """A sorted set of vocabulary codes, kept as text between spaces."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        return " ".join(sorted({str(code) for code in value or ()}))

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str]:
        return (value or "").split()


class JsonText(TypeDecorator[Any]):
    """Any JSON value as text, with the same bytes on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class EncryptedText(TypeDecorator[str]):
    """Text that only the holder of the keys can read: offence, health, reasons."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring().encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring().decrypt(value.encode()).decode()


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value, encrypted as a whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else keyring().encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(keyring().decrypt(value.encode()))


class EncryptedBytes(TypeDecorator[bytes]):
    """Bytes at rest only in encrypted form: the frozen inputs of a round."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().decrypt(bytes(value))


SENSITIVE = (EncryptedText, EncryptedJson, EncryptedBytes)


def reserved(kind: type[TypeDecorator[Any]]) -> MappedColumn[Any]:
    """A column of offence, health or court reasons: no ordinary query brings it, and reading it unasked raises."""
    return mapped_column(kind, deferred=True, deferred_group=RESERVED, deferred_raiseload=True)


def one_of(vocabulary: type[StrEnum], name: str) -> Enum:
    """A closed list as text with a CHECK, storing the English value."""
    return Enum(vocabulary, name=name, native_enum=False, create_constraint=True, length=32, values_callable=_values)


def _values(vocabulary: type[StrEnum]) -> list[str]:
    return [term.value for term in vocabulary]

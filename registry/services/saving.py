"""Writing a row that a rival may have written first, and refusing what breaks a rule."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from registry.errors import InvalidFields, StaleVersion

#: What is wrong with each field: its refusal's code and facts.
Problems = dict[str, tuple[str, Mapping[str, Any]]]


def save(session: Session, row: object, *, refuse_rival: Callable[[], None]) -> None:
    """Flush *row* inside a savepoint; where the database refuses it, *refuse_rival* tells why in our words.

    Raises:
        StaleVersion: The row changed after it was read.
    """
    try:
        with session.begin_nested():
            session.add(row)
    except StaleDataError as error:
        raise StaleVersion from error
    except IntegrityError:
        refuse_rival()
        raise


def require_version(row_version: int, version: int) -> None:
    """Refuse an edit of what somebody saved in the meantime.

    Raises:
        StaleVersion: The versions differ.
    """
    if row_version != version:
        raise StaleVersion


def refuse(problems: Problems) -> None:
    """Refuse where there are problems.

    Raises:
        InvalidFields: There is at least one.
    """
    if problems:
        raise InvalidFields(problems)

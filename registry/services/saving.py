"""Writing a row that a rival may have written first, and refusing what breaks a rule."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from registry.errors import InvalidFields, StaleVersion

#: What is wrong with each field: its refusal's code and facts.
Problems = dict[str, tuple[str, Mapping[str, Any]]]


@contextmanager
def saving(session: Session, *, refuse_rival: Callable[[], None]) -> Iterator[None]:
    """Write what the block adds or changes; where the database refuses it, *refuse_rival* tells why in our words.

    The savepoint keeps the transaction usable for that telling, so changes belong inside the block.

    Raises:
        StaleVersion: A row changed after it was read.
    """
    try:
        with session.begin_nested():
            yield
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

"""What a program sends twice under one key is taken once; the second time it is answered as the first."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.extensions.database import transaction
from registry.models import Account, TakenRequest
from registry.services import audit


class Kept(Protocol):
    """A row with a key of its own."""

    id: int


Row = TypeVar("Row", bound=Kept)


def once(key: str | None, said: object, make: Callable[[], Row], find: Callable[[int], Row], *, by: Account) -> Row:
    """Make something, or find what the same account made under this key; without a key it is always made.

    *said* is everything that the request says, and what it is about. Where making is refused, the key stays free.

    Raises:
        InvalidFields: The key came with something else (`key_reused`).
    """
    if key is None:
        return make()
    content = audit.digest(repr((by.id, said)))
    with transaction() as session:
        taken = _find(session, key, by)
        claimed = None if taken is not None else _claim(session, key, content, by)
        if claimed is None:
            return find(_result(taken or _find(session, key, by), content))
        made = make()
        claimed.result_id = made.id
        session.flush()
        return made


def _claim(session: Session, key: str, content: str, by: Account) -> TakenRequest | None:
    """Take the key; None where a rival took it in the same instant, and has come to its end."""
    claimed = TakenRequest(account_id=by.id, key=key, content_sha256=content)
    try:
        with session.begin_nested():
            session.add(claimed)
    except IntegrityError:
        return None
    return claimed


def _result(taken: TakenRequest | None, content: str) -> int:
    """What was made under the key, if the same was said."""
    if taken is None or taken.result_id is None or taken.content_sha256 != content:
        raise InvalidFields({"key": ("key_reused", {})})
    return taken.result_id


def _find(session: Session, key: str, by: Account) -> TakenRequest | None:
    own = TakenRequest.account_id == by.id, TakenRequest.key == key
    return session.scalars(select(TakenRequest).where(*own)).first()

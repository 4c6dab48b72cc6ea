"""One page of a list, and how services cut it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PER_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list and how many there are in all; pages count from 1."""

    items: Sequence[T]
    total: int
    number: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages the whole list fills; an empty list fills one."""
        return max(1, -(-self.total // self.per_page))


def cut(session: Session, statement: Select[Any], number: int = 1, per_page: int = PER_PAGE) -> Page[Any]:
    """Run an ordered statement for one page; a number past the end shows the last one."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    last = max(1, -(-total // per_page))
    number = min(max(1, number), last)
    rows = session.scalars(statement.limit(per_page).offset((number - 1) * per_page)).unique().all()
    return Page(items=rows, total=total, number=number, per_page=per_page)


def sliced(rows: Sequence[T], number: int = 1, per_page: int = PER_PAGE) -> Page[T]:
    """Cut a page out of rows that are all here; a number past the end shows the last one."""
    last = max(1, -(-len(rows) // per_page))
    number = min(max(1, number), last)
    return Page(rows[(number - 1) * per_page : number * per_page], len(rows), number, per_page)

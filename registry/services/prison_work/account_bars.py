"""Whether an inmate may hold the special account, and by which grounds not; these are for readers of reserved facts."""

from collections.abc import Iterator

from registry.models import Inmate
from registry.reference.account_bars import (
    INTERDICT,
    NOT_FIRST_TIME,
    ORGANISED_CRIME,
    RECIDIVIST,
    AccountBar,
    bars_against,
)


def may_hold_account(inmate: Inmate) -> bool:
    """Whether the account is open to an inmate whose reserved facts are loaded; not before the offence is on file."""
    return inmate.offences is not None and not grounds_of(inmate)


def grounds_of(inmate: Inmate) -> tuple[AccountBar, ...]:
    """The grounds that close the account to an inmate whose reserved facts are loaded (RPROD arts. 51.2 and 52.2)."""
    return bars_against(inmate.offences or (), frozenset(_marked(inmate)))


def _marked(inmate: Inmate) -> Iterator[str]:
    marks = inmate.legal_marks or {}
    if not inmate.is_first_timer:
        yield NOT_FIRST_TIME
    for mark, ground in (
        ("is_recidivist", RECIDIVIST),
        ("is_organised_crime", ORGANISED_CRIME),
        ("is_interdict", INTERDICT),
    ):
        if marks.get(mark):
            yield ground

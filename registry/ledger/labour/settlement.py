"""Months settled and closed: a later correction is a line of the next month, never a change of the closed one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.ledger.labour.pay import Duties, Part, Pay, part
from registry.vocabulary.prison_work import Receiver


@dataclass(frozen=True, slots=True)
class Settled:
    """A worker's month as it was closed: the pay of its own hours, and the correction of earlier months in it."""

    worker_id: int
    month: date
    #: What the hours of this month earned, in céntimos.
    earned: int
    #: What corrections of closed months add or take, in céntimos.
    corrected: int
    pay: Pay
    #: What corrections took that this month's earnings could not bear: the next month's to take.
    carried: int = 0

    @property
    def is_balanced(self) -> bool:
        """Whether every céntimo is accounted for."""
        parts = sum(part.cents for part in self.pay.parts)
        return parts == self.pay.income == self.earned + self.corrected + self.carried


def settle(worker_id: int, month: date, earned: int, corrected: int, duties: Duties) -> Settled:
    """Settle one month of a worker, with what is to be corrected of those closed before.

    Nobody is asked to give money back: what a correction takes beyond the month's earnings is
    carried to the next.
    """
    income = max(0, earned + corrected)
    return Settled(worker_id, month, earned, corrected, part(income, duties, month), income - earned - corrected)


def correction(closed: Iterable[Settled], earned_anew: dict[date, int]) -> int:
    """What months closed for a worker still need: earnings as the ledger tells them now, less what was settled.

    *closed* are all the worker's months so far, *earned_anew* céntimos by month; a month that
    is missing there stands. A correction once settled is not made again.
    """
    months = tuple(closed)
    change = sum(earned_anew.get(settled.month, settled.earned) - settled.earned for settled in months)
    done = sum(settled.corrected + settled.carried for settled in months)
    return change - done


def receivers(months: Iterable[Settled]) -> dict[tuple[Receiver, int, int | None], int]:
    """Who receives how much: céntimos by receiver, worker and order of alimony, in that order."""
    found: Counter[tuple[Receiver, int, int | None]] = Counter()
    for settled in months:
        for given in settled.pay.parts:
            found[_key(settled.worker_id, given)] += given.cents
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or 0)))


def _key(worker_id: int, given: Part) -> tuple[Receiver, int, int | None]:
    return (given.receiver, worker_id, given.order_id)

"""What is owed to the operator of its tenth: while it is overdue, no certificate of days redeemed (art. 75.2 CEP)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.norms import value_at
from registry.reference.months import month_after


@dataclass(frozen=True, slots=True)
class Owed:
    """A tenth that a month's income could not bear, due on a day, in céntimos."""

    due_on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What the worker paid on a day, in céntimos."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Instalments:
    """An agreement to pay what was owed on its day in equal months, the first of them the month after."""

    agreed_on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Arrears:
    """How a worker stands with the tenth on a day, in céntimos."""

    owed: int
    paid: int
    #: What should have been paid by the day, and was not.
    overdue: int

    @property
    def blocks(self) -> bool:
        """Whether it keeps back the certificate."""
        return self.overdue > 0


def arrears(owed: Iterable[Owed], paid: Iterable[Paid], agreed: Instalments | None, on: date) -> Arrears:
    """Tell what is owed, paid and overdue on a day; what an agreement covers is overdue only by its instalments."""
    due = sum(debt.cents for debt in owed if debt.due_on <= on)
    given = sum(payment.cents for payment in paid if payment.on <= on)
    deferred = sum(cents for day, cents in schedule(agreed) if day > on) if agreed and agreed.agreed_on <= on else 0
    return Arrears(due, given, max(0, due - given - deferred))


def schedule(agreed: Instalments) -> tuple[tuple[date, int], ...]:
    """Day and céntimos of each instalment, on the first of each month; what does not divide is paid first."""
    count = value_at("prison_pay_instalments", agreed.agreed_on)
    each, over = divmod(agreed.cents, count)
    day, found = agreed.agreed_on, []
    for number in range(count):
        day = month_after(day)
        found.append((day, each + (1 if number < over else 0)))
    return tuple(found)

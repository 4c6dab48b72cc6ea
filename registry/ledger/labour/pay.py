"""What a worker earned in a month, and how it is parted: the only functions that reckon it.

Of the income, 10 % is the operator's, 20 % goes to civil reparation while any is owed, and the
rest is the worker's, of which alimony ordered by a court is paid first (art. 14 DLEG 1343;
art. 53 RPROD). The operator's part is reckoned on the income or, where that is less, on 40 %
of the minimum wage (art. 2 DS 007-2003-JUS); what the income cannot bear of it stays owed.
Parts are rounded to the céntimo, halves up, and the worker's is what is left: they always
add up to the income.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registry.norms import value_at
from registry.reference.hours import MINUTES
from registry.vocabulary.prison_work import PayBasis, Receiver

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class PayTerms:
    """What the agreement pays: céntimos a month, an hour or a piece; a full month has so many minutes."""

    basis: PayBasis
    cents: int
    full_month_minutes: int


@dataclass(frozen=True, slots=True)
class AlimonyOrder:
    """A court's order: so many hundredths of a per cent of the worker's part, or céntimos a month; one of the two."""

    id: int
    ordered_on: date
    basis_points: int | None = None
    cents: int | None = None

    def amount_of(self, part: int) -> int:
        """What it takes, in céntimos, of a worker's part that others have not lessened."""
        if self.cents is not None:
            return self.cents
        return rounded(Fraction(part * (self.basis_points or 0), HUNDRED * HUNDRED))


@dataclass(frozen=True, slots=True)
class Duties:
    """What the worker owes when a month is settled: the reparation still unpaid, and orders of alimony."""

    reparation_owed: int = 0
    alimony: tuple[AlimonyOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an income; `order_id` tells one order of alimony from another."""

    receiver: Receiver
    cents: int
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pay:
    """A month's income and its parts, in céntimos; `contribution_unpaid` is what the income could not bear."""

    income: int
    base: int
    parts: tuple[Part, ...]
    contribution_unpaid: int = 0

    def cents_of(self, receiver: Receiver) -> int:
        """What one kind of receiver gets."""
        return sum(part.cents for part in self.parts if part.receiver is receiver)


def rounded(amount: Fraction) -> int:
    """The nearest whole number of céntimos, halves up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def earned(terms: PayTerms, minutes: int, pieces: int) -> int:
    """What the hours or pieces of a month are paid, in céntimos; a month's pay in proportion to its hours.

    A training contract pays no less than its subsidy (art. 27 DLEG 1343), which
    `training_subsidy` tells: whoever settles the month refuses terms below it.
    """
    if terms.basis is PayBasis.PIECE:
        return pieces * terms.cents
    if terms.basis is PayBasis.HOUR:
        return rounded(Fraction(terms.cents * minutes, MINUTES))
    return rounded(Fraction(terms.cents * min(minutes, terms.full_month_minutes), terms.full_month_minutes))


def training_subsidy(minutes: int, full_month_minutes: int, on: date) -> int:
    """The least that training for these minutes pays: half the minimum wage for full hours, less in proportion."""
    full = Fraction(value_at("minimum_wage", on) * value_at("training_subsidy", on), HUNDRED)
    return rounded(full * min(minutes, full_month_minutes) / full_month_minutes)


def part(income: int, duties: Duties, month: date) -> Pay:
    """Part a month's income; nothing is owed for a month without any.

    Raises:
        ValueError: The income is negative.
        NoNormInForce: No minimum wage of the month is known.
    """
    if income < 0:
        raise ValueError(income)
    if income == 0:
        return Pay(0, 0, ())
    floor = rounded(Fraction(value_at("minimum_wage", month) * value_at("prison_pay_base_floor", month), HUNDRED))
    base = max(income, floor)
    due = rounded(Fraction(base * value_at("prison_pay_operator_share", month), HUNDRED))
    share = rounded(Fraction(income * value_at("prison_pay_reparation_share", month), HUNDRED))
    reparation = min(share, duties.reparation_owed)
    contribution = min(due, income - reparation)
    own = income - reparation - contribution
    parts = (
        Part(Receiver.OPERATOR, contribution),
        Part(Receiver.REPARATION, reparation),
        *_own_parts(own, duties.alimony),
    )
    return Pay(income, base, tuple(p for p in parts if p.cents), due - contribution)


def _own_parts(own: int, orders: Iterable[AlimonyOrder]) -> Iterator[Part]:
    """Alimony in the order in which it was ordered, as far as the worker's part goes, then what is left."""
    left = own
    for order in sorted(orders, key=lambda order: (order.ordered_on, order.id)):
        cents = min(left, order.amount_of(own))
        left -= cents
        yield Part(Receiver.ALIMONY, cents, order.id)
    yield Part(Receiver.WORKER, left)

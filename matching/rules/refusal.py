"""What a rule says when it refuses: codes and numbers only."""

from collections.abc import Callable
from dataclasses import dataclass

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Norms
from matching.problem import Mask

Quantity = float | str | None


@dataclass(frozen=True)
class Change:
    """The smallest change that would lift one refusal, by *amount*, at these half days where it concerns any."""

    code: str
    amount: float
    shifts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """One rule against one pair: what was found, what is required, and what would change it.

    A reserved refusal (a protection order) carries neither: a distance would tell where the protected person is.
    """

    rule: str
    value: Quantity = None
    requirement: Quantity = None
    change: Change | None = None


@dataclass(frozen=True)
class Rule:
    """A hard rule: its code, its norm, its word on one pair, and the same for a whole grid.

    `check` explains one pair; `refuses` marks every refused pair of a grid, broadcasting to (I, J). They agree.
    """

    code: str
    norm: str
    check: Callable[[Applicant, Opening, Norms], Refusal | None]
    refuses: Callable[[Grid], Mask]

"""What an effect is given, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.models import Account, CaseFile, Institution, Registration
from registry.procedures.procedure import Procedure


@dataclass(frozen=True)
class Grant:
    """An approval: of which file, by whom, from which day and until which, where it lasts."""

    case: CaseFile
    procedure: Procedure
    officer: Account
    on: date
    valid_to: date | None = None

    @property
    def answers(self) -> dict[str, Any]:
        """What was filed, step by step."""
        return dict(self.case.answers)

    def part(self, step: str, name: str) -> list[dict[str, Any]]:
        """The rows of a step that lists something; none where the procedure has no such step."""
        return list(self.answers.get(step, {}).get(name, []))


@dataclass(frozen=True)
class Brought:
    """What came of an approval."""

    institution: Institution | None = None
    registration: Registration | None = None


class Effect(NamedTuple):
    """One effect of approvals: why it cannot be, what the resolution says of it, and doing it."""

    #: Raises WrongState where it cannot be, and says what to do instead.
    require_possible: Callable[[Session, Grant], None]
    #: Articles of the resolution, in their order.
    articles: Callable[[Session, Grant], Sequence[str]]
    carry_out: Callable[[Session, Grant], Brought]


class Registering(NamedTuple):
    """What registering in a role adds to the registration itself."""

    articles: Callable[[Grant], Sequence[str]]
    carry_out: Callable[[Session, Grant, Institution], None]

"""Why a letter cannot be made: facts only.

No error carries a value of the content, because letters hold personal data
and errors end up in logs.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a content: where, and what stands in the way."""

    code: str
    """``missing``, ``unknown`` or ``wrong``."""
    field: str
    """Dotted place in the content, such as ``schedule[1].start``."""
    expected: str = ""
    """What a right value would be; empty for an unknown field."""


class ContentRefused(ValueError):
    """The content does not have exactly the fields of its kind."""

    def __init__(self, kind: str, problems: Sequence[Problem]) -> None:
        self.kind = kind
        self.problems = tuple(problems)
        places = ", ".join(f"{problem.code} {problem.field}" for problem in problems)
        super().__init__(f"{kind}: {places}")


class UnknownKind(LookupError):
    """No kind of letter has this name."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)

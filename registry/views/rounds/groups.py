"""Those without a place, in groups of one cause."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.vocabulary.reasons import Cause, cause_of


@dataclass(frozen=True)
class Group:
    """How many people a round left without a place for one cause."""

    code: str
    cause: Cause
    count: int


def groups_of(summary: Mapping[str, Any]) -> Sequence[Group]:
    """The causes of a round, the most frequent first."""
    counts: Counter[str] = Counter(summary.get("causes", {}))
    return [Group(code, cause_of(code), count) for code, count in counts.most_common()]

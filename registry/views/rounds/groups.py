"""Those without a place, in groups of one cause."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.vocabulary.reasons import Cause, cause_of, shown_code


@dataclass(frozen=True)
class Group:
    """How many people a round left without a place for one cause."""

    code: str
    cause: Cause
    count: int


def groups_of(summary: Mapping[str, Any]) -> Sequence[Group]:
    """The causes of a round, the most frequent first; reserved ones are counted together."""
    counts: Counter[str] = Counter()
    for code, count in summary.get("causes", {}).items():
        counts[shown_code(code)] += count
    return [Group(code, cause_of(code), count) for code, count in counts.most_common()]

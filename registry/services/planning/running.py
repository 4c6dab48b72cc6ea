"""From a frozen instance to a plan, and from the plan to what a round proposes."""

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from matching import (
    Assignment,
    InputError,
    Instance,
    Plan,
    Progress,
    Proposal,
    instance_from_json,
    instance_to_json,
    proposal_of,
    propose,
    time_left,
)
from matching.effort import Limits
from matching.plan import parse_plan
from registry.errors import WrongState
from registry.services.planning.places import Place, place_of
from registry.services.planning.studying import pack_study, solve_study, unpack_study
from registry.vocabulary.reasons import shown_code

Report = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one sentence: a place, or none and the main cause, where reserved ones look alike.

    `expected_end` is the day on which its jornadas are likely to be served, holidays and absences counted.
    """

    sentence_id: int
    place: Place | None
    uses_skill: bool = False
    cause: str = ""
    expected_end: date | None = None


@dataclass(frozen=True)
class Outcome:
    """A round's result: a proposal a sentence, and the figures of the plan, its proof and its comparison."""

    proposals: tuple[Proposed, ...]
    summary: Mapping[str, Any]


def pack(instance: Instance) -> bytes:
    """Freeze an instance for storage."""
    return zlib.compress(instance_to_json(instance))


@contextmanager
def reading_back() -> Iterator[None]:
    """Read frozen rounds; one that an earlier version of the matcher made, and this one reads otherwise, is refused.

    Raises:
        WrongState: The round cannot be read back (`round_by_earlier_version`).
    """
    try:
        yield
    except InputError as error:
        raise WrongState("round_by_earlier_version") from error


def unpack(frozen: bytes) -> Instance:
    """Read a frozen instance."""
    return instance_from_json(zlib.decompress(frozen))


def unpack_plan(frozen: bytes) -> Plan:
    """Read a frozen plan."""
    return parse_plan(zlib.decompress(frozen))


@dataclass(frozen=True)
class Solved:
    """A plan and the finished study beside it, both frozen for storage."""

    plan: bytes
    study: bytes | None


def run(
    frozen: bytes,
    study: bytes | None = None,
    *,
    time_limit_seconds: float,
    report: Report,
    should_stop: Callable[[], bool],
) -> Solved:
    """Solve a frozen instance with what is to be studied; touches no database but through the two callbacks."""

    def progress(glance: Progress) -> None:
        report({name: _finite(value) for name, value in asdict(glance).items()})

    limits: Limits = {"time_limit_seconds": time_limit_seconds, "progress": progress, "should_stop": should_stop}
    if study is None:
        proposal = propose(
            unpack(frozen), time_limit_seconds=time_limit_seconds, progress=progress, should_stop=should_stop
        )
        return Solved(zlib.compress(proposal.plan.to_json()), None)
    plan, finished = solve_study(unpack(frozen), unpack_study(study), **limits)
    return Solved(zlib.compress(plan.to_json()), pack_study(finished))


def read_outcome(frozen_instance: bytes, frozen_plan: bytes, frozen_study: bytes | None = None) -> Outcome:
    """Tell the proposals and the figures of a solved round, those of its study among them."""
    instance = unpack(frozen_instance)
    proposal = proposal_of(instance, unpack_plan(frozen_plan))
    placed = tuple(_placed(instance, assignment) for assignment in proposal.assignments)
    unplaced = tuple(Proposed(int(one.applicant_id), None, cause=shown_code(one.cause)) for one in proposal.unplaced)
    found = unpack_study(frozen_study).found if frozen_study else None
    return Outcome(placed + unplaced, {**_summary(instance, proposal), **(found or {})})


def _placed(instance: Instance, assignment: Assignment) -> Proposed:
    applicant = instance.applicants[instance.applicant_index[assignment.applicant_id]]
    opening = instance.openings[instance.opening_index[assignment.choice.opening_id]]
    return Proposed(
        sentence_id=int(assignment.applicant_id),
        place=place_of(instance, assignment.choice),
        uses_skill=bool(applicant.held & (opening.skills | {opening.task})),
        expected_end=time_left(applicant, assignment.choice.pattern, instance.norms).expected_end,
    )


def _summary(instance: Instance, proposal: Proposal) -> dict[str, Any]:
    plan = proposal.plan
    return {
        **asdict(proposal.figures),
        "baseline": asdict(proposal.baseline),
        "causes": dict(Counter(shown_code(one.cause) for one in proposal.unplaced)),
        "openings": len(instance.openings),
        "status": plan.status,
        "gap": _finite(plan.gap),
        "proof": plan.proof,
        "objective": dict(plan.objective),
        "bound": {stage: _finite(bound) for stage, bound in plan.bound.items()},
        "solver": asdict(plan.solver),
    }


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value

"""From a frozen instance to a plan, and from the plan to what a round proposes."""

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
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
)
from matching.plan import parse_plan
from registry.errors import WrongState
from registry.services.planning.places import Place, place_of
from registry.vocabulary.reasons import shown_code

Report = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one sentence: a place, or none and the main cause, where reserved ones look alike."""

    sentence_id: int
    place: Place | None
    uses_skill: bool = False
    cause: str = ""


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


def run(frozen: bytes, *, time_limit_seconds: float, report: Report, should_stop: Callable[[], bool]) -> bytes:
    """Solve a frozen instance and freeze the plan; touches no database but through the two callbacks."""

    def progress(glance: Progress) -> None:
        report({name: _finite(value) for name, value in asdict(glance).items()})

    proposal = propose(
        unpack(frozen), time_limit_seconds=time_limit_seconds, progress=progress, should_stop=should_stop
    )
    return zlib.compress(proposal.plan.to_json())


def read_outcome(frozen_instance: bytes, frozen_plan: bytes) -> Outcome:
    """Tell the proposals and the figures of a solved round."""
    instance = unpack(frozen_instance)
    proposal = proposal_of(instance, unpack_plan(frozen_plan))
    placed = tuple(_placed(instance, assignment) for assignment in proposal.assignments)
    unplaced = tuple(Proposed(int(one.applicant_id), None, cause=shown_code(one.cause)) for one in proposal.unplaced)
    return Outcome(placed + unplaced, _summary(instance, proposal))


def _placed(instance: Instance, assignment: Assignment) -> Proposed:
    applicant = instance.applicants[instance.applicant_index[assignment.applicant_id]]
    opening = instance.openings[instance.opening_index[assignment.choice.opening_id]]
    return Proposed(
        sentence_id=int(assignment.applicant_id),
        place=place_of(instance, assignment.choice),
        uses_skill=bool(applicant.held & (opening.skills | {opening.task})),
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

"""How each sentence came out of a round, for reports that the matcher knows nothing of."""

from dataclasses import dataclass

from registry.services.planning.running import Outcome, Proposed, unpack

#: Causes of having no place although the rules admit somewhere; every other one says that no place was admissible.
CONTENDED = frozenset({"outbid", "not_finished", "other_sentence"})


@dataclass(frozen=True)
class Standing:
    """One sentence's outcome: placed or not, whether the rules admit it anywhere, how far, how long it waited.

    `has_limits` says that health rules some work out; which, stays in the frozen round.
    """

    sentence_id: int
    age: int
    waiting_days: int
    has_limits: bool
    is_eligible: bool
    is_placed: bool
    distance_km: float | None
    uses_skill: bool


def read_standings(frozen_instance: bytes, outcome: Outcome) -> list[Standing]:
    """Tell every sentence's outcome, in the order of the proposals."""
    instance = unpack(frozen_instance)
    applicants = {int(applicant.id): applicant for applicant in instance.applicants}
    return [
        Standing(
            sentence_id=proposed.sentence_id,
            age=applicants[proposed.sentence_id].age,
            waiting_days=applicants[proposed.sentence_id].waiting_days,
            has_limits=bool(applicants[proposed.sentence_id].unable),
            is_eligible=_is_eligible(proposed),
            is_placed=proposed.place is not None,
            distance_km=proposed.place.distance_km if proposed.place else None,
            uses_skill=proposed.uses_skill,
        )
        for proposed in outcome.proposals
    ]


def _is_eligible(proposed: Proposed) -> bool:
    return proposed.place is not None or proposed.cause in CONTENDED

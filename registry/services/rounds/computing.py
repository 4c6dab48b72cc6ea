"""What the worker does with a round, in three steps that may each be repeated: freeze, solve, publish.

The registry is untouched until `publish`; a round that fails on the way says so and leaves nothing else behind.
"""

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Proposal, Round
from registry.services import planning
from registry.services.rounds.fairness import report
from registry.vocabulary.rounds import ProposalState, RoundState

REPORT_EVERY_SECONDS = 0.5
#: Points of a progress line; past them every other one is dropped, so that a long round draws as well as a short one.
MOST_SAMPLES = 120


def freeze(public_id: str) -> None:
    """Keep the office's people and vacancies of this moment in the round; later changes no longer matter to it.

    A round that was opened over frozen ones, for the people of one unit, only begins here.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if not found.is_under_way or found.started_at is not None:
        return
    if found.frozen_instance is not None:
        with transaction() as session:
            row = _lock(session, public_id)
            row.state, row.started_at = RoundState.RUNNING, now()
        return
    terms = planning.Terms(found.office_id, found.reference_date, found.preset, found.travel_limit_km, found.seed)
    instance = planning.freeze(terms)
    study = planning.freeze_study(
        instance, floor_share=found.floor_share, based_on_id=found.based_on_id, change_budget=found.change_budget
    )
    with transaction() as session:
        row = _lock(session, public_id)
        row.state, row.started_at = RoundState.RUNNING, now()
        row.frozen_instance, row.frozen_study = planning.pack(instance), study


def solve(public_id: str) -> None:
    """Solve the frozen instance within the round's limit, telling its progress and heeding a request to stop.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if not found.is_under_way or found.frozen_plan is not None or found.frozen_instance is None:
        return
    line = _Line(public_id)
    solved = planning.run(
        found.frozen_instance,
        found.frozen_study,
        time_limit_seconds=found.time_limit_seconds,
        report=line.report,
        should_stop=line.is_stop_requested,
    )
    with transaction() as session:
        row = _lock(session, public_id)
        row.frozen_plan, row.frozen_study = solved.plan, solved.study


def publish(public_id: str) -> None:
    """Write the plan's proposals and figures, all in one transaction, and open the round for review.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if not found.is_under_way or found.frozen_plan is None or found.frozen_instance is None:
        return
    outcome = planning.read_outcome(found.frozen_instance, found.frozen_plan, found.frozen_study)
    fairness = report(planning.read_standings(found.frozen_instance, outcome))
    with transaction() as session:
        row = _lock(session, public_id)
        session.add_all(_proposal(row.id, proposed) for proposed in outcome.proposals)
        row.summary, row.finished_at, row.progress = dict(outcome.summary), now(), None
        row.fairness, row.state = fairness, _final_state(row, outcome)


def interrupt(public_id: str, failure: str) -> None:
    """Note that the round failed; it proposes nothing."""
    with transaction() as session:
        row = _lock(session, public_id)
        if row.is_under_way:
            row.state, row.failure, row.finished_at = RoundState.INTERRUPTED, failure, now()


class _Line:
    """The thin line between a running solve and its round's row: a note now and then, a look for a stop."""

    def __init__(self, public_id: str) -> None:
        self.public_id = public_id
        self.started_at = time.monotonic()
        self.samples: list[tuple[float, float | None, float | None]] = []
        self.noted_at = 0.0
        self.looked_at = 0.0
        self.is_stopped = False

    def report(self, glance: Mapping[str, Any]) -> None:
        if time.monotonic() - self.noted_at < REPORT_EVERY_SECONDS:
            return
        self.noted_at = time.monotonic()
        seconds = round(self.noted_at - self.started_at, 1)
        self.samples.append((seconds, glance.get("bound"), glance.get("value")))
        if len(self.samples) > MOST_SAMPLES:
            self.samples = [*self.samples[:-1:2], self.samples[-1]]
        with transaction() as session:
            _lock(session, self.public_id).progress = {**glance, "samples": self.samples}

    def is_stop_requested(self) -> bool:
        if not self.is_stopped and time.monotonic() - self.looked_at >= REPORT_EVERY_SECONDS:
            self.looked_at = time.monotonic()
            with reading() as session:
                asked = session.scalar(select(Round.is_stop_requested).where(Round.public_id == self.public_id))
            self.is_stopped = bool(asked)
        return self.is_stopped


def _read(public_id: str) -> Round:
    with reading() as session:
        whole = undefer(Round.frozen_instance), undefer(Round.frozen_plan), undefer(Round.frozen_study)
        found = session.scalars(select(Round).where(Round.public_id == public_id).options(*whole)).first()
    if found is None:
        raise NotFound(round=public_id)
    return found


def _lock(session: Session, public_id: str) -> Round:
    return session.scalars(select(Round).where(Round.public_id == public_id).with_for_update()).one()


def _proposal(round_id: int, proposed: planning.Proposed) -> Proposal:
    place = proposed.place
    if place is None:
        return Proposal(
            round_id=round_id,
            sentence_id=proposed.sentence_id,
            state=ProposalState.UNPLACED,
            cause=proposed.cause,
        )
    return Proposal(
        round_id=round_id,
        sentence_id=proposed.sentence_id,
        vacancy_id=place.vacancy_id,
        state=ProposalState.TO_REVIEW,
        attendances=[list(attendance) for attendance in place.attendances],
        score=place.total,
        distance_km=place.distance_km,
        uses_skill=proposed.uses_skill,
        expected_end=proposed.expected_end,
    )


def _final_state(row: Round, outcome: planning.Outcome) -> RoundState:
    if not outcome.proposals:
        return RoundState.EMPTY
    return RoundState.STOPPED if row.is_stop_requested else RoundState.READY

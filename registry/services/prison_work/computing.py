"""What the worker does with a prison's round, in steps that may each be repeated: freeze, solve, verify and publish."""

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import WorkProposal, WorkRound
from registry.services.planning.prison_work import KeptPosts, pack_work, read_work, solve_work
from registry.services.planning.prison_work_freezing import WorkTerms, freeze_work
from registry.services.prison_work.rounds import UNDER_WAY
from registry.vocabulary.rounds import ProposalState, RoundState

REPORT_EVERY_SECONDS = 0.5


def is_of_prison(public_id: str) -> bool:
    """Whether a round's id is that of a prison's; an id keeps its kind for ever."""
    with reading() as session:
        return session.scalar(select(WorkRound.id).where(WorkRound.public_id == public_id)) is not None


def freeze(public_id: str) -> None:
    """Keep the prison's applicants and vacancies of this moment in the round; later changes no longer matter to it.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if found.state not in UNDER_WAY or found.frozen_instance is not None:
        return
    frozen = freeze_work(WorkTerms(found.prison, found.reference_date, found.preset, found.seed))
    kept = _kept(found)
    with transaction() as session:
        row = _lock(session, public_id)
        row.state, row.started_at, row.frozen_instance = RoundState.RUNNING, now(), pack_work(frozen, kept)


def solve(public_id: str) -> None:
    """Solve the frozen round within its limit, telling its progress.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if found.state not in UNDER_WAY or found.frozen_plan is not None or found.frozen_instance is None:
        return
    noted_at = 0.0

    def report(glance: Mapping[str, Any]) -> None:
        nonlocal noted_at
        if time.monotonic() - noted_at < REPORT_EVERY_SECONDS:
            return
        noted_at = time.monotonic()
        with transaction() as session:
            _lock(session, public_id).progress = dict(glance)

    plan = solve_work(found.frozen_instance, time_limit_seconds=found.time_limit_seconds, report=report)
    with transaction() as session:
        _lock(session, public_id).frozen_plan = plan


def publish(public_id: str) -> None:
    """Recheck the plan, write its proposals and figures in one transaction, and open the round for review.

    Raises:
        NotFound: There is no such round.
        WrongState: The plan fails the recheck (`plan_not_verified`).
    """
    found = _read(public_id)
    if found.state not in UNDER_WAY or found.frozen_plan is None or found.frozen_instance is None:
        return
    outcome = read_work(found.frozen_instance, found.frozen_plan)
    with transaction() as session:
        row = _lock(session, public_id)
        for one in outcome.proposals:
            state = ProposalState.TO_REVIEW if one.vacancy_id else ProposalState.UNPLACED
            session.add(WorkProposal(round_id=row.id, state=state, **vars(one)))
        row.summary, row.finished_at, row.progress = dict(outcome.summary), now(), None
        row.state = RoundState.READY if outcome.proposals else RoundState.EMPTY


def interrupt(public_id: str, failure: str) -> None:
    """Note that the round failed; it proposes nothing."""
    with transaction() as session:
        row = _lock(session, public_id)
        if row.state in UNDER_WAY:
            row.state, row.failure, row.finished_at = RoundState.INTERRUPTED, failure, now()


def _kept(found: WorkRound) -> KeptPosts | None:
    """The posts that the round to go on from proposed and nobody decided otherwise."""
    if found.based_on_id is None:
        return None
    columns = select(WorkProposal.inmate_id, WorkProposal.vacancy_id)
    own = WorkProposal.round_id == found.based_on_id, WorkProposal.state != ProposalState.CHANGED
    with reading() as session:
        rows = session.execute(columns.where(*own, WorkProposal.vacancy_id.is_not(None))).all()
    return KeptPosts({str(inmate): str(vacancy) for inmate, vacancy in rows}, found.change_budget)


def _read(public_id: str) -> WorkRound:
    whole = undefer(WorkRound.frozen_instance), undefer(WorkRound.frozen_plan)
    with reading() as session:
        found = session.scalars(select(WorkRound).where(WorkRound.public_id == public_id).options(*whole)).first()
    if found is None:
        raise NotFound(round=public_id)
    return found


def _lock(session: Session, public_id: str) -> WorkRound:
    return session.scalars(select(WorkRound).where(WorkRound.public_id == public_id).with_for_update()).one()

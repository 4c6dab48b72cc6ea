"""Rounds of a prison: started by its officers, computed by a worker, looked up for years."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload, undefer

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.extensions.queue import round_queue
from registry.models import Account, WorkProposal
from registry.models import WorkRound as WorkRound
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.planning.prison_work import work_problem_file
from registry.services.planning.prison_work_freezing import WorkTerms, freeze_work
from registry.services.planning.proving import plan_file
from registry.services.saving import Problems, refuse
from registry.vocabulary.rounds import RoundState
from registry.vocabulary.work_rounds import WorkPreset

UNDER_WAY = (RoundState.QUEUED, RoundState.RUNNING)
SHORTEST_SECONDS, LONGEST_SECONDS = 5, 600
LONGEST_AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class WorkRoundDetails:
    """What is chosen for a round of a prison.

    *based_on* is the public id of a round to go on from; *change_budget* the share of its posts that may change, None
    for as many as pays.
    """

    prison: str
    reference_date: date
    preset: WorkPreset = WorkPreset.BALANCED
    time_limit_seconds: int = 30
    seed: int = 0
    based_on: str | None = None
    change_budget: float | None = None


@dataclass(frozen=True)
class WorkPreview:
    """What a round started now would take in."""

    persons: int
    vacancies: int
    free_places: int


def preview(prison: str, *, officer: Account, on: date) -> WorkPreview:
    """Count what a round of a prison would take in on a day.

    Raises:
        NotAllowed, NotFound: The role computes no rounds, or the prison is not the account's.
    """
    require(officer, Act.RUN_WORK_ROUNDS, Owner(prison=prison))
    found = freeze_work(WorkTerms(prison, on, WorkPreset.BALANCED.value))
    opened = [vacancy for vacancy in found.vacancies if vacancy.is_published]
    return WorkPreview(len(found.workers), len(opened), sum(vacancy.places for vacancy in opened))


def start_round(details: WorkRoundDetails, *, officer: Account) -> WorkRound:
    """Open a round of a prison and hand it to the worker, both or neither.

    Raises:
        NotAllowed, NotFound: The role computes no rounds, or the prison is not the account's.
        InvalidFields: A number is out of bounds, or the prison has no result under the id to go on from.
        WrongState: The prison has a round under way already.
    """
    with transaction() as session:
        started = open_round(details, officer=officer)
        round_queue().enqueue(session, started.public_id)
        return started


def open_round(details: WorkRoundDetails, *, officer: Account) -> WorkRound:
    """Open a round that whoever called will have computed; of two who open one at once, one does.

    Raises:
        NotAllowed, NotFound, InvalidFields, WrongState: As in `start_round`.
    """
    require(officer, Act.RUN_WORK_ROUNDS, Owner(prison=details.prison))
    refuse(_problems(details))
    with transaction() as session:
        _require_none_under_way(session, details.prison)
        started = WorkRound(
            public_id=str(uuid4()),
            prison=details.prison,
            officer_id=officer.id,
            year=details.reference_date.year,
            number=_next_number(session, details.prison, details.reference_date.year),
            state=RoundState.QUEUED,
            preset=details.preset.value,
            reference_date=details.reference_date,
            seed=details.seed,
            time_limit_seconds=details.time_limit_seconds,
            based_on_id=_earlier(session, details),
            change_budget=details.change_budget if details.based_on else None,
        )
        session.add(started)
        try:
            session.flush()
        except IntegrityError as error:
            raise WrongState("work_round_under_way") from error
        return started


def get_round(public_id: str, *, officer: Account) -> WorkRound:
    """A round of the account's prisons, with who asked for it.

    Raises:
        NotFound: There is none with this id within reach.
    """
    with reading() as session:
        found = session.scalars(_in_reach(officer).where(WorkRound.public_id == public_id)).first()
    if found is None:
        raise NotFound(round=public_id)
    return found


def list_rounds(prison: str, *, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[WorkRound]:
    """A prison's rounds, the newest first; of all within reach where *prison* is empty."""
    own = _in_reach(officer)
    with reading() as session:
        wanted = own.where(WorkRound.prison == prison) if prison else own
        return cut(session, wanted.order_by(WorkRound.id.desc()), page, per_page)


def find_solved(prison: str, *, officer: Account) -> WorkRound | None:
    """The prison's newest round with a result: the one to go on from, if any."""
    solved = _in_reach(officer).where(WorkRound.prison == prison, WorkRound.summary.is_not(None))
    with reading() as session:
        return session.scalars(solved.order_by(WorkRound.id.desc()).limit(1)).first()


def read_frozen(public_id: str, *, officer: Account) -> tuple[bytes, bytes]:
    """The frozen input and plan of a round that was published.

    Raises:
        NotFound: There is no such round within reach, or it has no plan.
    """
    whole = undefer(WorkRound.frozen_instance), undefer(WorkRound.frozen_plan)
    statement = _in_reach(officer).where(WorkRound.public_id == public_id, WorkRound.summary.is_not(None))
    with reading() as session:
        found = session.scalars(statement.options(*whole).execution_options(populate_existing=True)).first()
    if found is None or found.frozen_instance is None or found.frozen_plan is None:
        raise NotFound("round_without_plan", round=public_id)
    return found.frozen_instance, found.frozen_plan


def export_problem(public_id: str, *, officer: Account) -> bytes:
    """The problem that a round solved, as `python -m matching verify` reads it; numbers only.

    Raises:
        NotFound, WrongState: There is no such plan, or an earlier version of the matcher made it.
    """
    return work_problem_file(read_frozen(public_id, officer=officer)[0])


def export_plan(public_id: str, *, officer: Account) -> bytes:
    """The plan of a round, as `python -m matching verify` reads it.

    Raises:
        NotFound: There is no such plan within reach.
    """
    return plan_file(read_frozen(public_id, officer=officer)[1])


def _in_reach(officer: Account) -> Select[WorkRound]:
    own = within(officer, Act.READ_ASSIGNMENTS, prison=WorkRound.prison)
    return select(WorkRound).where(own).options(joinedload(WorkRound.officer))


def _problems(details: WorkRoundDetails) -> Problems:
    problems: Problems = {}
    if not SHORTEST_SECONDS <= details.time_limit_seconds <= LONGEST_SECONDS:
        problems["time_limit_seconds"] = ("out_of_range", {"minimum": SHORTEST_SECONDS, "maximum": LONGEST_SECONDS})
    if details.change_budget is not None and not 0 <= details.change_budget <= 1:
        problems["change_budget"] = ("out_of_range", {"minimum": 0, "maximum": 1})
    first, last = today() - LONGEST_AHEAD, today() + LONGEST_AHEAD
    if not first <= details.reference_date <= last:
        facts = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        problems["reference_date"] = ("reference_date_range", facts)
    return problems


def _require_none_under_way(session: Session, prison: str) -> None:
    under_way = select(WorkRound.id).where(WorkRound.prison == prison, WorkRound.state.in_(UNDER_WAY)).limit(1)
    if session.scalars(under_way).first() is not None:
        raise WrongState("work_round_under_way")


def _earlier(session: Session, details: WorkRoundDetails) -> int | None:
    if not details.based_on:
        return None
    proposed = select(WorkProposal.id).where(WorkProposal.round_id == WorkRound.id).exists()
    own = WorkRound.public_id == details.based_on, WorkRound.prison == details.prison, proposed
    found = session.scalars(select(WorkRound.id).where(*own)).first()
    if found is None:
        raise InvalidFields({"based_on": ("round_without_plan", {})})
    return found


def _next_number(session: Session, prison: str, year: int) -> int:
    last = select(func.max(WorkRound.number)).where(WorkRound.prison == prison, WorkRound.year == year)
    return (session.scalar(last) or 0) + 1

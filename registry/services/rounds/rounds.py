"""Assignment rounds: started by an officer, computed by a worker, looked up for years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import Select, and_, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.extensions.queue import round_queue
from registry.models import Account, Office
from registry.models import Round as Round
from registry.models.rounds.round import UNDER_WAY
from registry.norms import LIMITATIVE_PENALTIES
from registry.services.accounts.policy import Act, own_office_id, require, within
from registry.services.institutions.vacancies import list_open_for_round
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.people.sentences import list_waiting
from registry.services.saving import Problems, refuse
from registry.vocabulary.rounds import RoundState, WeightsPreset

SHORTEST_SECONDS, LONGEST_SECONDS = 5, 3600
SHORTEST_REACH_KM, LONGEST_REACH_KM = 1, 500
SHARES = {"change_budget": (0, 1), "floor_share": (0.1, 1)}
#: States in which a round waits for its officer.
TO_DECIDE = (RoundState.READY, RoundState.STOPPED)
#: Rounds of everybody who waits, with a result; those for the people of one unit stand beside them.
SOLVED = and_(Round.summary.is_not(None), Round.unit_id.is_(None))
#: A round may be computed for a day to come; the norms of today are taken for those of that day.
LONGEST_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class RoundDetails:
    """What an officer chooses for a round.

    *based_on* is the public id of a round to go on from, and *change_budget* the share of its proposals that may
    change, None for as many as pays. *floor_share* keeps every district's share of places above so much of everybody's.
    """

    reference_date: date
    preset: WeightsPreset = WeightsPreset.BALANCED
    travel_limit_km: float = 30.0
    time_limit_seconds: int = 120
    seed: int = 0
    based_on: str | None = None
    change_budget: float | None = None
    floor_share: float | None = None


@dataclass(frozen=True)
class Preview:
    """What a round started now would take in: sentences, vacancies, free places and what stays outside."""

    persons: int
    vacancies: int
    free_places: int
    unregistered: int


def preview(*, officer: Account, on: date) -> Preview:
    """Count what a round of the officer's office would take in on a day."""
    require(officer, Act.RUN_ROUNDS)
    office_id = own_office_id(officer)
    with reading():
        sentences = list_waiting(office_id, on)
        vacancies = list_open_for_round(office_id, on)
    admitted = [vacancy for vacancy in vacancies if vacancy.unit.receives_people(on)]
    return Preview(
        persons=len(sentences),
        vacancies=len(admitted),
        free_places=sum(vacancy.free_places for vacancy in admitted),
        unregistered=len(vacancies) - len(admitted),
    )


def start_round(details: RoundDetails, *, officer: Account) -> Round:
    """Open a round of the officer's office and hand it to the worker, both or neither.

    Raises:
        DomainError: As in `open_round`.
    """
    with transaction() as session:
        started = open_round(details, officer=officer)
        round_queue().enqueue(session, started.public_id)
        return started


def open_round(details: RoundDetails, *, officer: Account) -> Round:
    """Open a round that whoever called will have computed.

    Raises:
        NotAllowed: The role does not include rounds.
        InvalidFields: A number is out of bounds, or the office has no result to go on from under that id.
        WrongState: The office has a round under way already.
    """
    require(officer, Act.RUN_ROUNDS)
    _require_sense(details)
    office_id = own_office_id(officer)
    with transaction() as session:
        session.scalars(select(Office.id).where(Office.id == office_id).with_for_update()).one()
        _require_none_under_way(session, office_id)
        started = Round(
            public_id=str(uuid4()),
            office_id=office_id,
            officer_id=officer.id,
            year=details.reference_date.year,
            number=_next_number(session, office_id, details.reference_date.year),
            state=RoundState.QUEUED,
            preset=details.preset,
            reference_date=details.reference_date,
            seed=details.seed,
            travel_limit_km=details.travel_limit_km,
            time_limit_seconds=details.time_limit_seconds,
            based_on_id=_earlier(session, details.based_on, office_id),
            change_budget=details.change_budget if details.based_on else None,
            floor_share=details.floor_share,
        )
        session.add(started)
        try:
            session.flush()
        except IntegrityError as error:
            raise WrongState("round_under_way") from error
        return started


def request_stop(public_id: str, *, officer: Account) -> Round:
    """Ask the worker to end with the best plan so far.

    Raises:
        NotAllowed: The role does not include rounds.
        NotFound: The office has no such round.
        WrongState: The round has ended already.
    """
    require(officer, Act.RUN_ROUNDS)
    with transaction() as session:
        found = _find(session, public_id, officer, act=Act.RUN_ROUNDS, is_locked=True)
        if not found.is_under_way:
            raise WrongState("round_ended", state=found.state.label)
        found.is_stop_requested = True
        return found


def get_round(public_id: str, *, officer: Account) -> Round:
    """The office's round with its office and officer.

    Raises:
        NotFound: The office has no such round.
    """
    with reading() as session:
        return _find(session, public_id, officer)


def list_rounds(*, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[Round]:
    """The office's rounds, the newest first."""
    with reading() as session:
        return cut(session, _in_reach(officer).order_by(Round.id.desc()), page, per_page)


def find_latest(*, officer: Account) -> Round | None:
    """The office's newest round, if any."""
    with reading() as session:
        return session.scalars(_in_reach(officer).order_by(Round.id.desc()).limit(1)).first()


def find_solved(*, officer: Account) -> Round | None:
    """The office's newest round with a result: the one to go on from, if any."""
    with reading() as session:
        solved = _in_reach(officer).where(SOLVED)
        return session.scalars(solved.order_by(Round.id.desc()).limit(1)).first()


def find_previous(round_: Round) -> Round | None:
    """The last round before this one that has a plan, to compare with."""
    with reading() as session:
        earlier = Round.office_id == round_.office_id, Round.id < round_.id, SOLVED
        return session.scalars(select(Round).where(*earlier).order_by(Round.id.desc()).limit(1)).first()


def find_newer(round_: Round) -> Round | None:
    """The newest round with a plan after this one: the one to decide in; none replaces a round of one unit's people."""
    if round_.unit_id is not None:
        return None
    with reading() as session:
        later = Round.office_id == round_.office_id, Round.id > round_.id, SOLVED
        return session.scalars(select(Round).where(*later).order_by(Round.id.desc()).limit(1)).first()


def list_replaced(listed: Iterable[Round]) -> frozenset[int]:
    """The keys of those rounds with open proposals after which their office got another result."""
    waiting = [round_ for round_ in listed if round_.state in TO_DECIDE and round_.unit_id is None]
    offices = {round_.office_id for round_ in waiting}
    newest = select(Round.office_id, func.max(Round.id)).where(SOLVED)
    with reading() as session:
        found = dict(session.execute(newest.where(Round.office_id.in_(offices)).group_by(Round.office_id)).all())
    return frozenset(round_.id for round_ in waiting if found.get(round_.office_id, 0) > round_.id)


def _in_reach(officer: Account, act: Act = Act.READ_ROUNDS) -> Select[Round]:
    loaded = joinedload(Round.office), joinedload(Round.officer)
    return select(Round).where(within(officer, act, office=Round.office_id)).options(*loaded)


def _find(
    session: Session, public_id: str, officer: Account, *, act: Act = Act.READ_ROUNDS, is_locked: bool = False
) -> Round:
    statement = _in_reach(officer, act).where(Round.public_id == public_id)
    found = session.scalars(statement.with_for_update(of=Round) if is_locked else statement).first()
    if found is None:
        raise NotFound(round=public_id)
    return found


def _require_sense(details: RoundDetails) -> None:
    problems: Problems = {}
    if not SHORTEST_SECONDS <= details.time_limit_seconds <= LONGEST_SECONDS:
        problems["time_limit_seconds"] = ("out_of_range", {"minimum": SHORTEST_SECONDS, "maximum": LONGEST_SECONDS})
    if not SHORTEST_REACH_KM <= details.travel_limit_km <= LONGEST_REACH_KM:
        problems["travel_limit_km"] = ("out_of_range", {"minimum": SHORTEST_REACH_KM, "maximum": LONGEST_REACH_KM})
    for name in ("change_budget", "floor_share"):
        share, (least, most) = getattr(details, name), SHARES[name]
        if share is not None and not least <= share <= most:
            problems[name] = ("out_of_range", {"minimum": least, "maximum": most})
    first, last = LIMITATIVE_PENALTIES, today() + LONGEST_AHEAD
    if not first <= details.reference_date <= last:
        facts = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        problems["reference_date"] = ("reference_date_range", facts)
    refuse(problems)


def _require_none_under_way(session: Session, office_id: int) -> None:
    under_way = select(Round.id).where(Round.office_id == office_id, Round.state.in_(UNDER_WAY)).limit(1)
    if session.scalars(under_way).first() is not None:
        raise WrongState("round_under_way")


def _earlier(session: Session, public_id: str | None, office_id: int) -> int | None:
    """The key of the round to go on from: one of the office with a result.

    Raises:
        InvalidFields: There is no such round.
    """
    if not public_id:
        return None
    own = Round.public_id == public_id, Round.office_id == office_id, SOLVED
    found = session.scalars(select(Round.id).where(*own)).first()
    if found is None:
        raise InvalidFields({"based_on": ("round_without_plan", {})})
    return found


def _next_number(session: Session, office_id: int, year: int) -> int:
    last = select(func.max(Round.number)).where(Round.office_id == office_id, Round.year == year)
    return (session.scalar(last) or 0) + 1

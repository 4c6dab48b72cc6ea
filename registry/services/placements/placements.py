"""Placements: begun by a named officer, holding their places until they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from registry.errors import NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import (
    Account,
    BeneficiaryUnit,
    Institution,
    Person,
    Placement,
    Sentence,
    Vacancy,
)
from registry.models.placements.placement import HOLDS_PLACES
from registry.services import audit
from registry.services.accounts.policy import Act, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.placements import concluding, history, places, requirements, restoring, transitions
from registry.services.placements.history import Change
from registry.services.placements.requirements import Attendances
from registry.services.placements.restoring import Restoration
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import PlacementChange, PlacementState


@dataclass(frozen=True)
class Start:
    """A placement to begin: which sentence, where, in which weekly pattern, from which day."""

    sentence_id: int
    vacancy_id: int
    attendances: Attendances
    starts_on: date
    state: PlacementState = PlacementState.CONFIRMED
    proposal_id: int | None = None
    reason: str | None = None


def begin(start: Start, *, officer: Account) -> Placement:
    """Begin a placement and take its places.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such sentence or vacancy.
        InvalidFields: The pattern leaves the vacancy's hours.
        PlaceTaken: A place has gone in the meantime.
        WrongState: The sentence is placed, not being executed or owes nothing, another sentence of the person uses
            these half days, or the unit receives nobody.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    with transaction() as session:
        sentence = _lock_sentence(session, start.sentence_id, officer)
        vacancy = _lock_vacancy(session, start.vacancy_id, officer)
        requirements.require_hours(vacancy, start.attendances)
        requirements.require_free_person(session, sentence, start.attendances)
        requirements.require_execution(session, sentence, max(start.starts_on, today()))
        concluding.require_owing(session, sentence, start.starts_on, today())
        if start.state is PlacementState.CONFIRMED:
            requirements.require_receiving(vacancy, today())
        placement = _place(session, start, officer)
        places.take(session, vacancy.id, placement.shifts)
        return placement


def undo(placement_id: int, *, officer: Account) -> Placement:
    """Take a confirmation back, as long as nobody was notified, and free its places.

    Whoever was to move has the earlier place again, as if they had never left it.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such placement.
        WrongState: The letters are out; only an ordinary ending remains. Or another sentence of the person uses the
            half days of the earlier place now.
        PlaceTaken: Somebody else has the earlier place.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    with transaction() as session:
        placement = lock(placement_id, Act.DECIDE_PLACEMENTS, officer=officer)
        if not placement.can_undo():
            raise WrongState("placement_notified", state=placement.state.label)
        restoring.hold_places(session, placement)
        transitions.apply(placement, Change(PlacementChange.UNDONE, placement.starts_on), officer=officer)
        restoring.restore(session, placement, officer=officer)
        return placement


def foresee_undoing(placement_id: int, *, officer: Account) -> Restoration | None:
    """What undoing a confirmation would give back; None where it frees the place and nothing more.

    Raises:
        NotFound: The office has no such placement.
    """
    with reading() as session:
        return restoring.foresee(session, get_placement(placement_id, officer=officer))


def lock(placement_id: int, act: Act, *, officer: Account) -> Placement:
    """The placement that the act of the officer reaches, and its sentence, held until the caller's transaction ends.

    The sentence comes first: whoever writes what its balance follows from holds it too.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: The office has no such placement.
    """
    with transaction() as session:
        of_placement = select(Placement.sentence_id).where(Placement.id == placement_id).scalar_subquery()
        own = Sentence.id == of_placement, within(officer, act, office=Sentence.office_id)
        if session.scalar(select(Sentence.id).where(*own).with_for_update()) is None:
            raise NotFound(placement=placement_id)
        held = select(Placement).where(Placement.id == placement_id).with_for_update(of=Placement)
        return session.scalars(held.execution_options(populate_existing=True)).one()


def get_placement(placement_id: int, *, officer: Account) -> Placement:
    """The placement with its person, sentence, vacancy, unit and history.

    Raises:
        NotFound: The office has no such placement.
    """
    with reading() as session:
        placement = session.scalars(_whole().where(Placement.id == placement_id, _in_reach(officer))).first()
        if placement is None:
            raise NotFound(placement=placement_id)
        return placement


def find_of_sentence(
    sentence_id: int, *, officer: Account, states: tuple[PlacementState, ...] = HOLDS_PLACES
) -> Placement | None:
    """The placement that serves a sentence now, or will, or is in another of some states; wherever it came from."""
    with reading() as session:
        serving = Placement.sentence_id == sentence_id, Placement.state.in_(states)
        return session.scalars(_whole().where(*serving, _in_reach(officer))).first()


def open_placement(placement_id: int, *, officer: Account) -> Placement:
    """The placement as `get_placement` gives it; the look at the person's file is noted (art. 46 RPDP).

    Raises:
        NotFound: The office has no such placement.
    """
    placement = get_placement(placement_id, officer=officer)
    audit.record(AuditAction.VIEWED, "placement", placement.id)
    return placement


def list_of_person(person_id: int, *, officer: Account) -> Sequence[Placement]:
    """All placements of a person, the newest first."""
    with reading() as session:
        statement = _whole().where(Sentence.person_id == person_id, _in_reach(officer))
        return session.scalars(statement.order_by(Placement.id.desc())).all()


def list_placements(
    *, officer: Account, state: PlacementState | None = None, page: int = 1, per_page: int = PER_PAGE
) -> Page[Placement]:
    """The office's placements, the newest first."""
    with reading() as session:
        statement = _whole().where(_in_reach(officer))
        if state is not None:
            statement = statement.where(Placement.state == state)
        return cut(session, statement.order_by(Placement.id.desc()), page, per_page)


def _whole() -> Select[Placement]:
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit)
    return (
        select(Placement)
        .join(Placement.sentence)
        .options(
            joinedload(Placement.sentence).options(joinedload(Sentence.person), selectinload(Sentence.orders)),
            unit.joinedload(BeneficiaryUnit.institution),
            selectinload(Placement.events),
        )
    )


def _in_reach(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.READ_PLACEMENTS, office=Sentence.office_id)


def _lock_sentence(session: Session, sentence_id: int, officer: Account) -> Sentence:
    own = Sentence.id == sentence_id, within(officer, Act.DECIDE_PLACEMENTS, office=Sentence.office_id)
    statement = select(Sentence).where(*own)
    statement = statement.options(selectinload(Sentence.orders)).execution_options(populate_existing=True)
    sentence = session.scalars(statement.with_for_update()).first()
    if sentence is None:
        raise NotFound(sentence=sentence_id)
    session.scalars(select(Person.id).where(Person.id == sentence.person_id).with_for_update()).one()
    return sentence


def _lock_vacancy(session: Session, vacancy_id: int, officer: Account) -> Vacancy:
    """The vacancy as it stands now: nobody closes it or changes its hours until the places are taken."""
    own = Vacancy.id == vacancy_id, within(officer, Act.DECIDE_PLACEMENTS, office=BeneficiaryUnit.office_id)
    institution = contains_eager(Vacancy.unit).joinedload(BeneficiaryUnit.institution, innerjoin=True)
    statement = select(Vacancy).join(Vacancy.unit).where(*own).with_for_update(of=Vacancy)
    statement = statement.options(institution.selectinload(Institution.registrations))
    vacancy = session.scalars(statement.execution_options(populate_existing=True)).first()
    if vacancy is None:
        raise NotFound(vacancy=vacancy_id)
    requirements.require_open(vacancy)
    return vacancy


def _place(session: Session, start: Start, officer: Account) -> Placement:
    placement = Placement(
        sentence_id=start.sentence_id,
        vacancy_id=start.vacancy_id,
        proposal_id=start.proposal_id,
        state=start.state,
        attendances=[list(attendance) for attendance in sorted(start.attendances)],
        starts_on=start.starts_on,
    )
    session.add(placement)
    try:
        session.flush()
    except IntegrityError as error:
        raise WrongState("already_placed", sentence_id=start.sentence_id) from error
    is_new = start.state is PlacementState.CONFIRMED
    kind = PlacementChange.CONFIRMED if is_new else PlacementChange.STARTED
    history.note(placement, Change(kind, start.starts_on, start.reason), officer=officer)
    history.expect(placement, start.attendances, since=start.starts_on)
    return placement

"""Productive activities found: one in hand, a prison's or a company's list, and where one may be proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Agreement, ProductiveActivity, Workshop
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.prison_work.activity_rules import misfits
from registry.services.prison_work.room import Room, rooms_of
from registry.services.saving import Problems, require_version
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.agreements import AgreementKind, AgreementState
from registry.vocabulary.prison_work import ActivityState, WorkPlace

UNPUBLISHED = (ActivityState.DRAFT, ActivityState.RETURNED)


@dataclass(frozen=True)
class ActivityFilter:
    """What a list of activities is narrowed to; an empty field narrows nothing."""

    prison: str = ""
    institution_id: int | None = None
    state: ActivityState | None = None


@dataclass(frozen=True)
class ActivityView:
    """An activity with the room of its workshop beside what others were promised, and what keeps it unpublished."""

    activity: ProductiveActivity
    rooms: Sequence[Room]
    misfits: Problems


def list_activities(
    wanted: ActivityFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[ProductiveActivity]:
    """Activities within reach by title; a prison does not see what a company is still drafting.

    Raises:
        NotAllowed: The role sees no activities.
    """
    statement = whole().where(_own(officer))
    if wanted.prison:
        statement = statement.where(ProductiveActivity.prison == wanted.prison)
    if wanted.institution_id is not None:
        statement = statement.where(ProductiveActivity.institution_id == wanted.institution_id)
    if wanted.state is not None:
        statement = statement.where(ProductiveActivity.state == wanted.state)
    with reading() as session:
        return cut(session, statement.order_by(ProductiveActivity.title, ProductiveActivity.id), page, per_page)


def get_activity(activity_id: int, *, officer: Account) -> ActivityView:
    """An activity with its workshop, company, agreement, vacancies and the room there.

    Raises:
        NotFound: There is none with this key within reach.
    """
    with reading() as session:
        activity = reached(session, activity_id, officer, Act.READ_WORKSHOPS)
        rooms = rooms_of(session, activity.workshop, but_activity=activity.id)
        return ActivityView(activity, rooms, misfits(activity, rooms))


def list_places(prison: str, *, officer: Account) -> Sequence[Workshop]:
    """Open workshops of a prison for which an activity may be proposed; cells and corridors are none.

    Raises:
        NotAllowed: The role proposes no activities.
    """
    require(officer, Act.POST_ACTIVITIES, None if is_company(officer) else Owner(prison=prison))
    open_there = select(Workshop).where(
        Workshop.prison == prison, Workshop.is_open, Workshop.place == WorkPlace.WORKSHOP
    )
    with reading() as session:
        return session.scalars(open_there.order_by(Workshop.name)).all()


def list_agreements(*, officer: Account) -> Sequence[Agreement]:
    """Agreements of the account's companies under which an activity may be proposed, by number.

    Raises:
        NotAllowed: The role proposes no activities of companies.
    """
    own = within(officer, Act.POST_ACTIVITIES, institution=Agreement.institution_id)
    in_force = Agreement.state == AgreementState.IN_FORCE, Agreement.kind == AgreementKind.PRODUCTIVE_WORK
    with reading() as session:
        return session.scalars(select(Agreement).where(own, *in_force).order_by(Agreement.year, Agreement.number)).all()


def crew_of(activity: ProductiveActivity) -> int:
    """How many work in an activity; needs `vacancies` loaded."""
    return sum(vacancy.places_taken for vacancy in activity.vacancies)


def is_company(officer: Account) -> bool:
    """Whether the account writes the activities of its company, and not those of a prison."""
    return officer.role in OUTSIDERS


def whole() -> Select[Any]:
    """Activities with all that their pages tell."""
    return select(ProductiveActivity).options(
        joinedload(ProductiveActivity.workshop),
        joinedload(ProductiveActivity.institution),
        joinedload(ProductiveActivity.agreement),
        selectinload(ProductiveActivity.vacancies),
    )


def reached(session: Session, activity_id: int, officer: Account, act: Act) -> ProductiveActivity:
    """The activity, where the act reaches it; a company's draft is nobody else's to see.

    Raises:
        NotAllowed, NotFound: The role does not include the act, or it is not within its reach.
    """
    require(officer, act)
    found = whole().where(ProductiveActivity.id == activity_id, _own(officer, act))
    if act is not Act.READ_WORKSHOPS:
        found = found.with_for_update(of=ProductiveActivity)
    activity: ProductiveActivity | None = session.scalars(found).first()
    if activity is None:
        raise NotFound(activity_id=activity_id)
    return activity


def held(session: Session, activity_id: int, officer: Account, act: Act, version: int) -> ProductiveActivity:
    """As `reached`, over the version that was shown.

    Raises:
        StaleVersion: Somebody saved it after *version*.
    """
    activity = reached(session, activity_id, officer, act)
    require_version(activity.version, version)
    return activity


def _own(officer: Account, act: Act = Act.READ_WORKSHOPS) -> ColumnElement[bool]:
    own = within(officer, act, prison=ProductiveActivity.prison, institution=ProductiveActivity.institution_id)
    if is_company(officer):
        return own
    is_drafted_elsewhere = ProductiveActivity.institution_id.is_not(None) & ProductiveActivity.state.in_(UNPUBLISHED)
    return own & ~is_drafted_elsewhere

"""The vacancies of an activity: equal posts, added by whoever proposes it, changed without taking anybody's."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound, StaleVersion, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, ProductiveActivity, WorkVacancy
from registry.services.accounts.policy import Act, Owner, require
from registry.services.institutions.vacancy_rules import people
from registry.services.prison_work.activity_details import WorkVacancyDetails, vacancy_problems
from registry.services.prison_work.activity_finding import reached
from registry.services.prison_work.room import rooms_of
from registry.services.prison_work.workshops import hold_workshop
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.prison_work import ActivityState, WorkVacancyState
from registry.vocabulary.shifts import Shift

PLAIN = ("trade", "duties", "places", "contract_days", "is_sunday_authorised")
LISTS = ("skills", "certificates", "demands")


def list_published(prison: str, *, officer: Account) -> Sequence[WorkVacancy]:
    """The published vacancies of a prison with activity, company and workshop: what is posted up inside it.

    Raises:
        NotAllowed, NotFound: The role sees none, or those of other prisons.
    """
    require(officer, Act.READ_WORKSHOPS, Owner(prison=prison))
    of_activity = joinedload(WorkVacancy.activity)
    published = select(WorkVacancy).join(WorkVacancy.activity)
    published = published.options(
        of_activity.joinedload(ProductiveActivity.workshop), of_activity.joinedload(ProductiveActivity.institution)
    )
    published = published.where(
        ProductiveActivity.prison == prison,
        ProductiveActivity.state == ActivityState.PUBLISHED,
        WorkVacancy.state == WorkVacancyState.PUBLISHED,
    )
    with reading() as session:
        return session.scalars(published.order_by(ProductiveActivity.title, WorkVacancy.id)).all()


def get_vacancy(vacancy_id: int, *, officer: Account) -> WorkVacancy:
    """A vacancy with its activity.

    Raises:
        NotFound: There is none with this key within reach.
    """
    with reading() as session:
        return _reached(session, vacancy_id, officer, Act.READ_WORKSHOPS)


def add(activity_id: int, details: WorkVacancyDetails, *, officer: Account) -> WorkVacancy:
    """Add a vacancy to an activity; the prison's direction publishes it.

    Raises:
        NotFound: There is no such activity within reach.
        WrongState: The activity is closed.
        InvalidFields: A field breaks a rule.
    """
    refuse(vacancy_problems(details))
    with transaction() as session:
        activity = reached(session, activity_id, officer, Act.POST_ACTIVITIES)
        if activity.state is ActivityState.CLOSED:
            raise WrongState("activity_state", state=activity.state.label.lower())
        vacancy = WorkVacancy(activity=activity, state=WorkVacancyState.DRAFT, places_taken=0)
        _write(vacancy, details)
        session.add(vacancy)
        session.flush()
        return vacancy


def change(vacancy_id: int, details: WorkVacancyDetails, *, version: int, officer: Account) -> WorkVacancy:
    """Change a vacancy without taking a post, or its half days, from whoever holds one.

    Raises:
        NotFound: There is none with this key within reach.
        StaleVersion: Somebody saved it after *version*, or took a place meanwhile.
        WrongState: It is closed.
        InvalidFields: A field breaks a rule, people would lose their post, or the workshop does not hold more.
    """
    refuse(vacancy_problems(details))
    with transaction() as session:
        vacancy = _reached(session, vacancy_id, officer, Act.POST_ACTIVITIES)
        require_version(vacancy.version, version)
        if vacancy.state is WorkVacancyState.CLOSED:
            raise WrongState("vacancy_work_closed")
        refuse(_stranding(vacancy, details) | _crowding(session, vacancy, details))
        with saving(session, refuse_rival=_refuse_stale):
            _write(vacancy, details)
        return vacancy


def close(vacancy_id: int, *, version: int, officer: Account, on: date | None = None) -> WorkVacancy:
    """Close a vacancy for good, once nobody holds a post of it.

    Raises:
        NotFound, StaleVersion: As in `change`.
        WrongState: It is closed already, or people hold posts of it.
    """
    with transaction() as session:
        vacancy = _reached(session, vacancy_id, officer, Act.POST_ACTIVITIES)
        require_version(vacancy.version, version)
        if vacancy.state is WorkVacancyState.CLOSED:
            raise WrongState("vacancy_work_closed")
        if vacancy.places_taken:
            raise WrongState("vacancy_people_stay", people=people(vacancy.places_taken))
        vacancy.published_on = vacancy.published_on or on or today()
        vacancy.state = WorkVacancyState.CLOSED
        session.flush()
        return vacancy


def _write(vacancy: WorkVacancy, details: WorkVacancyDetails) -> None:
    for name in PLAIN:
        setattr(vacancy, name, getattr(details, name))
    for name in LISTS:
        setattr(vacancy, name, sorted({term.value for term in getattr(details, name)}))
    vacancy.shifts = details.shift_bits


def _reached(session: Session, vacancy_id: int, officer: Account, act: Act) -> WorkVacancy:
    """The vacancy of an activity that the act reaches, its row held where it is about to change."""
    require(officer, act)
    found = select(WorkVacancy).options(joinedload(WorkVacancy.activity)).where(WorkVacancy.id == vacancy_id)
    if act is not Act.READ_WORKSHOPS:
        found = found.with_for_update(of=WorkVacancy)
    vacancy = session.scalars(found).first()
    if vacancy is None:
        raise NotFound(vacancy_id=vacancy_id)
    reached(session, vacancy.activity_id, officer, act)
    return vacancy


def _stranding(vacancy: WorkVacancy, details: WorkVacancyDetails) -> Problems:
    """What a change would take from those who hold a post."""
    if not vacancy.places_taken:
        return {}
    facts = {"people": people(vacancy.places_taken)}
    problems: Problems = {}
    if details.places < vacancy.places_taken:
        problems["places"] = ("vacancy_places_below_assigned", facts)
    if details.shift_bits != vacancy.shifts:
        problems["shifts"] = ("vacancy_shifts_in_use", facts)
    if details.trade is not vacancy.trade:
        problems["trade"] = ("activity_people_stay", facts)
    return problems


def _crowding(session: Session, vacancy: WorkVacancy, details: WorkVacancyDetails) -> Problems:
    """Half days in which the workshop would not hold a published vacancy as it shall be."""
    activity = vacancy.activity
    if vacancy.state is not WorkVacancyState.PUBLISHED or activity.state is not ActivityState.PUBLISHED:
        return {}
    hold_workshop(session, activity.workshop_id)
    own = dict.fromkeys(vacancy.shift_numbers, vacancy.places)
    free = {room.shift: room.capacity - room.promised for room in rooms_of(session, activity.workshop)}
    for shift in details.shifts:
        left = free.get(shift, 0) + own.get(shift, 0)
        if details.places > left:
            told = {"shift": Shift(shift).label, "capacity": max(0, left), "places": details.places}
            return {"places": ("activity_no_room", told)}
    return {}


def _refuse_stale() -> None:
    raise StaleVersion

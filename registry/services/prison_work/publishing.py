"""From a draft to an activity that is published inside the prison, and to its end; each step by a named account."""

from datetime import date

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, ProductiveActivity
from registry.services.accounts.policy import Act
from registry.services.institutions.vacancy_rules import people
from registry.services.prison_work.activity_finding import UNPUBLISHED, crew_of, held
from registry.services.prison_work.activity_rules import misfits
from registry.services.prison_work.room import rooms_of
from registry.services.prison_work.workshops import hold_workshop
from registry.services.saving import refuse
from registry.vocabulary.prison_work import ActivityState, WorkVacancyState


def propose(activity_id: int, *, version: int, officer: Account, on: date | None = None) -> ProductiveActivity:
    """Hand an activity in for the prison's review.

    Raises:
        NotFound, StaleVersion: As in `change`.
        WrongState: It is handed in already, has no vacancy, or its agreement is not in force.
    """
    with transaction() as session:
        activity = held(session, activity_id, officer, Act.POST_ACTIVITIES, version)
        _require_state(activity, *UNPUBLISHED)
        require_agreement(activity, on or today())
        if not [one for one in activity.vacancies if one.state is not WorkVacancyState.CLOSED]:
            raise WrongState("activity_needs_vacancies")
        activity.state, activity.reason = ActivityState.PROPOSED, ""
        session.flush()
        return activity


def send_back(activity_id: int, *, reason: str, version: int, officer: Account) -> ProductiveActivity:
    """Return a proposed activity to whoever proposed it, saying what to correct.

    Raises:
        NotFound, StaleVersion: As in `change`.
        WrongState: It does not wait for a review.
        InvalidFields: No reason is given.
    """
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        activity = held(session, activity_id, officer, Act.KEEP_WORKSHOPS, version)
        _require_state(activity, ActivityState.PROPOSED)
        activity.state, activity.reason = ActivityState.RETURNED, reason.strip()
        session.flush()
        return activity


def publish(activity_id: int, *, version: int, officer: Account, on: date | None = None) -> ProductiveActivity:
    """Publish an activity and its vacancies inside the prison (RPROD art. 20); the workshop must hold them.

    Of one that is published already, the vacancies that were added since.

    Raises:
        NotFound, StaleVersion: As in `change`.
        WrongState: It was not proposed, its agreement is not in force, or the workshop does not hold its people.
    """
    day = on or today()
    with transaction() as session:
        activity = held(session, activity_id, officer, Act.PUBLISH_ACTIVITIES, version)
        _require_state(activity, ActivityState.PROPOSED, ActivityState.PUBLISHED)
        require_agreement(activity, day)
        hold_workshop(session, activity.workshop_id)
        for code, facts in misfits(activity, rooms_of(session, activity.workshop, but_activity=activity.id)).values():
            raise WrongState(code, **facts)
        for vacancy in activity.vacancies:
            if vacancy.state is WorkVacancyState.DRAFT:
                vacancy.state, vacancy.published_on = WorkVacancyState.PUBLISHED, day
        activity.state, activity.reason = ActivityState.PUBLISHED, ""
        session.flush()
        return activity


def close(activity_id: int, *, reason: str, version: int, officer: Account) -> ProductiveActivity:
    """Close an activity for good, by its company or by the prison, once nobody works in it.

    Raises:
        NotFound, StaleVersion: As in `change`.
        WrongState: It is closed already, or people work in it.
        InvalidFields: No reason is given.
    """
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        activity = held(session, activity_id, officer, Act.POST_ACTIVITIES, version)
        if activity.state is ActivityState.CLOSED:
            raise WrongState("activity_state", state=activity.state.label.lower())
        if crew := crew_of(activity):
            raise WrongState("activity_people_stay", people=people(crew))
        for vacancy in activity.vacancies:
            vacancy.published_on = vacancy.published_on or today()
            vacancy.state = WorkVacancyState.CLOSED
        activity.state, activity.reason = ActivityState.CLOSED, reason.strip()
        session.flush()
        return activity


def require_agreement(activity: ProductiveActivity, on: date) -> None:
    """Refuse what a company does without an agreement in force.

    Raises:
        WrongState: The agreement is over, or not begun.
    """
    if activity.agreement is not None and not activity.agreement.is_in_force(on):
        raise WrongState("agreement_over", number=activity.agreement.shown_number, day=f"{on:%d/%m/%Y}")


def _require_state(activity: ProductiveActivity, *states: ActivityState) -> None:
    if activity.state not in states:
        raise WrongState("activity_state", state=activity.state.label.lower())

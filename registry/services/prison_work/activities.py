"""Productive activities written: a company's under its agreement in force, or those of the prison itself."""

from datetime import date

from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Agreement, ProductiveActivity, Workshop
from registry.services.accounts.policy import Act, Owner, require
from registry.services.prison_work.activity_details import ActivityDetails, activity_problems
from registry.services.prison_work.activity_finding import crew_of, held, is_company
from registry.services.prison_work.activity_rules import agreement_problems, stranding_problems
from registry.services.saving import refuse
from registry.vocabulary.prison_work import ActivityState, WorkPlace

#: Columns that an activity takes from what was entered of it, as they are.
PLAIN = (
    "workshop_id", "title", "product", "modality", "minimum_crew", "maximum_crew", "is_for_youth",
    "needs_account", "training_hours", "is_training", "pay_basis", "pay_cents", "full_month_minutes", "starts_on",
    "ends_on",
)  # fmt: skip
LISTS = ("regimes", "stages", "sexes", "demands")


def draft(details: ActivityDetails, *, officer: Account, on: date | None = None) -> ProductiveActivity:
    """Write an activity that nobody reviews yet: a company's under its agreement in force, or the prison's own.

    Raises:
        NotAllowed, NotFound: The role proposes none, or the workshop or the agreement is not theirs.
        InvalidFields: A field breaks a rule, or the agreement is not in force.
    """
    require(officer, Act.POST_ACTIVITIES)
    refuse(activity_problems(details))
    with transaction() as session:
        activity = ProductiveActivity(state=ActivityState.DRAFT)
        _settle_whose(session, activity, details, officer, on or today())
        _write(activity, details)
        session.add(activity)
        session.flush()
        return activity


def change(
    activity_id: int, details: ActivityDetails, *, version: int, officer: Account, on: date | None = None
) -> ProductiveActivity:
    """Change an activity; a published one of a company is proposed again, unless people work in it.

    Raises:
        NotFound: There is none with this key within reach.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is closed, or the prison is reviewing it.
        InvalidFields: A field breaks a rule, or people who work there would lose by it.
    """
    refuse(activity_problems(details))
    with transaction() as session:
        activity = held(session, activity_id, officer, Act.POST_ACTIVITIES, version)
        _require_open_to_change(activity, officer)
        crew = crew_of(activity)
        refuse(stranding_problems(activity, details, crew))
        _settle_whose(session, activity, details, officer, on or today())
        _write(activity, details)
        if is_company(officer) and activity.state is ActivityState.PUBLISHED and not crew:
            activity.state = ActivityState.PROPOSED
        session.flush()
        return activity


def _settle_whose(
    session: Session, activity: ProductiveActivity, details: ActivityDetails, officer: Account, on: date
) -> None:
    """Take prison and company from workshop and agreement, where both are the account's to use."""
    workshop = session.get(Workshop, details.workshop_id)
    if workshop is None or not workshop.is_open or workshop.place is not WorkPlace.WORKSHOP:
        refuse({"workshop_id": ("workshop_unknown", {})})
        return
    activity.prison = workshop.prison
    if is_company(officer):
        agreement = session.get(Agreement, details.agreement_id or 0)
        owner = Owner(institution_id=agreement.institution_id) if agreement else None
        if agreement is None or owner is None:
            refuse({"agreement_id": ("activity_needs_agreement", {})})
            return
        require(officer, Act.POST_ACTIVITIES, owner)
        refuse(agreement_problems(agreement, details, on))
        activity.institution_id, activity.agreement_id = agreement.institution_id, agreement.id
    else:
        require(officer, Act.POST_ACTIVITIES, Owner(prison=workshop.prison))


def _write(activity: ProductiveActivity, details: ActivityDetails) -> None:
    for name in PLAIN:
        setattr(activity, name, getattr(details, name))
    for name in LISTS:
        setattr(activity, name, sorted({term.value for term in getattr(details, name)}))


def _require_open_to_change(activity: ProductiveActivity, officer: Account) -> None:
    is_reviewed = activity.state is ActivityState.PROPOSED and is_company(officer)
    if activity.state is ActivityState.CLOSED or is_reviewed:
        raise WrongState("activity_state", state=activity.state.label.lower())

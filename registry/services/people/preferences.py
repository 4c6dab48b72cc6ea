"""What people say of places and tasks at the interview (RCEP art. 256)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Person, Preference
from registry.services.accounts.policy import Act, require, within
from registry.services.institutions.units import is_of_office
from registry.services.people.details import PreferenceDetails
from registry.services.people.persons import visible_person


def record_preference(
    person_id: int, details: PreferenceDetails, *, officer: Account, on: date | None = None
) -> Preference:
    """Note what the person said; what was said before of the same unit or task is replaced.

    Raises:
        NotFound: The office keeps no such person.
        InvalidFields: Not exactly one of unit and task, or no unit of the office.
    """
    require(officer, Act.KEEP_PEOPLE)
    if (details.unit_id is None) == (details.task is None):
        raise InvalidFields({"unit_id": ("unit_or_task", {}), "task": ("unit_or_task", {})})
    with transaction() as session:
        person = visible_person(session, person_id, officer, act=Act.KEEP_PEOPLE, is_locked=True)
        if details.unit_id is not None and not is_of_office(session, details.unit_id, officer):
            raise InvalidFields({"unit_id": ("preference_unit_unknown", {})})
        preference = _said_before(session, person, details) or Preference(
            person_id=person.id, unit_id=details.unit_id, task=details.task
        )
        preference.stance = details.stance
        preference.remark = details.remark or None
        preference.recorded_on = on or today()
        preference.officer_id = officer.id
        session.add(preference)
        session.flush()
        return preference


def withdraw_preference(preference_id: int, *, officer: Account) -> None:
    """Forget what the person took back.

    Raises:
        NotFound: No person of the office said it.
    """
    require(officer, Act.KEEP_PEOPLE)
    with transaction() as session:
        of_office = within(officer, Act.KEEP_PEOPLE, office=Person.office_id)
        statement = select(Preference).join(Person, Person.id == Preference.person_id)
        statement = statement.where(Preference.id == preference_id, of_office).with_for_update(of=Preference)
        preference = session.scalars(statement).first()
        if preference is None:
            raise NotFound(preference_id=preference_id)
        session.delete(preference)
        session.flush()


def _said_before(session: Session, person: Person, details: PreferenceDetails) -> Preference | None:
    same_subject = Preference.task == details.task if details.unit_id is None else Preference.unit_id == details.unit_id
    return session.scalars(select(Preference).where(Preference.person_id == person.id, same_subject)).first()

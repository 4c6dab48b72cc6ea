"""Whether a religious group is authorised: what its agents may do rests on it."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from registry.errors import WrongState
from registry.models import Institution, Registration
from registry.services.institutions.registrations import find_active
from registry.vocabulary.institutions import InstitutionRole, RegistrationState


def require_authorised(institution: Institution, on: date) -> Registration:
    """The group's registration, in force on a day; needs `registrations` loaded.

    Raises:
        WrongState: It has none, or it is suspended or not in force on the day (`group_not_authorised`).
    """
    registration = find_active(institution, InstitutionRole.RELIGIOUS_GROUP)
    if registration is None or not registration.is_in_force(on):
        raise WrongState("group_not_authorised", institution=institution.name, day=f"{on:%d/%m/%Y}")
    return registration


def is_authorised(institution_id: InstrumentedAttribute[int], on: date) -> ColumnElement[bool]:
    """Rows of groups that are authorised on a day, for the `where` of a query."""
    own = Registration.institution_id == institution_id, Registration.role == InstitutionRole.RELIGIOUS_GROUP
    in_force = (
        Registration.state == RegistrationState.CURRENT,
        Registration.valid_from <= on,
        Registration.valid_to >= on,
    )
    return select(Registration.id).where(*own, *in_force).exists()

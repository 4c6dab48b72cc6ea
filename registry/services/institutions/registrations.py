"""Registrations of institutions: one active a role, renewed, suspended, resumed, withdrawn."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from registry.errors import NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Institution, Registration
from registry.services.accounts.policy import Act, require, within
from registry.services.institutions.details import RegistrationDetails
from registry.services.institutions.institutions import visible_institution
from registry.services.saving import refuse, require_version, saving
from registry.vocabulary.institutions import InstitutionRole, RegistrationState

CURRENT, SUSPENDED, WITHDRAWN = RegistrationState.CURRENT, RegistrationState.SUSPENDED, RegistrationState.WITHDRAWN


def register(institution_id: int, details: RegistrationDetails, *, officer: Account) -> Registration:
    """Register an institution in a role; it holds one active registration a role.

    Raises:
        NotFound: There is no such institution.
        InvalidFields: The dates are in disorder.
        WrongState: The role is registered already and not withdrawn (`already_registered`).
    """
    require(officer, Act.REGISTER_INSTITUTIONS)
    with transaction() as session:
        institution = visible_institution(session, institution_id, officer, Act.REGISTER_INSTITUTIONS)
        return begin(session, institution, details)


def begin(session: Session, institution: Institution, details: RegistrationDetails) -> Registration:
    """Begin a registration, for services that have settled that it may be done.

    Raises:
        InvalidFields: The dates are in disorder.
        WrongState: The role is registered already and not withdrawn (`already_registered`).
    """
    _refuse_disorder(details.valid_from, details.valid_to)
    if find_active(institution, details.role) is not None:
        _refuse_second(details.role)
    with saving(session, refuse_rival=lambda: _refuse_second(details.role)):
        registration = Registration(**asdict(details), state=CURRENT, institution=institution)
        session.add(registration)
    return registration


def find_active(institution: Institution, role: InstitutionRole) -> Registration | None:
    """The registration in a role that was not withdrawn, whatever its dates; at most one is."""
    return next(
        (known for known in institution.registrations if known.role is role and known.state is not WITHDRAWN), None
    )


def renew(
    registration_id: int,
    *,
    valid_to: date,
    resolution: str = "",
    version: int,
    officer: Account,
    on: date | None = None,
) -> Registration:
    """Prolong a registration; one that had expired starts anew on the day, so that the gap stays visible.

    Raises:
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: The new last day is not after the present one.
        WrongState: It is suspended or withdrawn.
    """
    require(officer, Act.REGISTER_INSTITUTIONS)
    day = on or today()
    with transaction() as session:
        registration = _lock(session, registration_id, version, officer, Act.REGISTER_INSTITUTIONS)
        prolong(registration, valid_to, on=day)
        registration.resolution = resolution or registration.resolution
        session.flush()
        return registration


def prolong(registration: Registration, valid_to: date, *, on: date) -> None:
    """Set a later last day, as `renew` does, for services that hold the registration.

    Raises:
        InvalidFields: The new last day is not after the present one.
        WrongState: It is suspended or withdrawn.
    """
    _require_state(registration, CURRENT)
    if valid_to <= registration.valid_to:
        refuse({"valid_to": ("renewal_not_later", {"valid_to": _told(registration.valid_to)})})
    if registration.valid_to < on:
        _refuse_disorder(on, valid_to)
        registration.valid_from = on
    registration.valid_to = valid_to


def suspend(registration_id: int, *, reason: str, version: int, officer: Account) -> Registration:
    """Stop an institution from receiving people in this role until it is resumed.

    Raises:
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: There is no reason.
        WrongState: It is not current.
    """
    return _move(registration_id, (CURRENT,), SUSPENDED, reason, version, officer)


def resume(registration_id: int, *, reason: str, version: int, officer: Account) -> Registration:
    """Lift a suspension; the dates stay as they were.

    Raises:
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: There is no reason.
        WrongState: It is not suspended.
    """
    return _move(registration_id, (SUSPENDED,), CURRENT, reason, version, officer)


def withdraw(registration_id: int, *, reason: str, version: int, officer: Account) -> Registration:
    """End a registration for good; the role may be registered anew.

    Raises:
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: There is no reason.
        WrongState: It is withdrawn already.
    """
    return _move(registration_id, (CURRENT, SUSPENDED), WITHDRAWN, reason, version, officer)


def get_registration(registration_id: int, *, officer: Account, act: Act = Act.READ_INSTITUTIONS) -> Registration:
    """The registration with its institution, for somebody who reads it, or is about to do the act.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        return _found(session.scalars(_visible(registration_id, officer, act)).first(), registration_id)


def _move(
    registration_id: int,
    froms: tuple[RegistrationState, ...],
    to: RegistrationState,
    reason: str,
    version: int,
    officer: Account,
) -> Registration:
    require(officer, Act.SUSPEND_REGISTRATIONS)
    if not reason.strip():
        refuse({"reason": ("required", {})})
    with transaction() as session:
        registration = _lock(session, registration_id, version, officer, Act.SUSPEND_REGISTRATIONS)
        _require_state(registration, *froms)
        registration.state, registration.reason = to, reason.strip()
        session.flush()
        return registration


def _visible(registration_id: int, officer: Account, act: Act) -> Select[Registration]:
    reached = within(officer, act, institution=Institution.id, ubigeo=Institution.ubigeo)
    statement = select(Registration).join(Registration.institution).where(Registration.id == registration_id, reached)
    return statement.options(contains_eager(Registration.institution))


def _found(registration: Registration | None, registration_id: int) -> Registration:
    if registration is None:
        raise NotFound(registration_id=registration_id)
    return registration


def _lock(session: Session, registration_id: int, version: int, officer: Account, act: Act) -> Registration:
    statement = _visible(registration_id, officer, act).with_for_update(of=Registration)
    registration = _found(session.scalars(statement).first(), registration_id)
    require_version(registration.version, version)
    return registration


def _require_state(registration: Registration, *states: RegistrationState) -> None:
    if registration.state not in states:
        raise WrongState("registration_state", state=registration.state.label.lower())


def _refuse_disorder(valid_from: date, valid_to: date) -> None:
    if valid_to < valid_from:
        refuse({"valid_to": ("dates_in_disorder", {"valid_from": _told(valid_from)})})


def _refuse_second(role: InstitutionRole) -> None:
    raise WrongState("already_registered", role=role.label)


def _told(day: date) -> str:
    return f"{day:%d/%m/%Y}"

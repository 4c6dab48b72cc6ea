"""Renewing a registration: from its last day on; one that expired begins anew, so that the gap stays visible."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import WrongState
from registry.models import Institution, Registration
from registry.reference.months import spelled
from registry.services.institutions.registrations import prolong
from registry.services.procedures.decision.effects import religious
from registry.services.procedures.decision.effects.grant import Brought, Effect, Grant
from registry.services.saving import refuse
from registry.vocabulary.institutions import InstitutionRole, RegistrationState


def require_possible(session: Session, grant: Grant) -> None:
    """Refuse where the registration is suspended or was withdrawn meanwhile.

    Raises:
        WrongState: It is.
    """
    registration = registration_of(session, grant)
    if registration.state is not RegistrationState.CURRENT:
        raise WrongState("registration_state", state=registration.state.label.lower())


def articles(session: Session, grant: Grant) -> Sequence[str]:
    """From which day until which it is registered now."""
    registration = registration_of(session, grant)
    until = f" hasta el {spelled(grant.valid_to)}" if grant.valid_to else ""
    name, role = registration.institution.name, registration.role.label.lower()
    told = [f"Renovar la inscripción de {name} como {role}{until}."]
    if registration.valid_to < grant.on:
        ended, begins = spelled(registration.valid_to), spelled(grant.on)
        told.append(f"La inscripción anterior venció el {ended}; la nueva rige desde el {begins}.")
    if registration.role is InstitutionRole.RELIGIOUS_GROUP:
        told += religious.articles(grant)
    return told


def carry_out(session: Session, grant: Grant) -> Brought:
    """Set the new last day; a religious group's agents get new credentials.

    Raises:
        InvalidFields: No last day is given, or it is not later than the present one.
        WrongState: It is suspended or withdrawn.
    """
    if grant.valid_to is None:
        refuse({"valid_to": ("required", {})})
        raise AssertionError
    registration = registration_of(session, grant, is_held=True)
    prolong(registration, grant.valid_to, on=grant.on)
    _write_contact(grant, registration.institution)
    session.flush()
    if registration.role is InstitutionRole.RELIGIOUS_GROUP:
        religious.carry_out(session, grant, registration.institution)
    return Brought(registration.institution, registration)


def registration_of(session: Session, grant: Grant, *, is_held: bool = False) -> Registration:
    """The registration that the file is about, with its institution."""
    statement = select(Registration).where(Registration.id == grant.case.registration_id)
    statement = statement.options(joinedload(Registration.institution))
    return session.scalars(statement.with_for_update(of=Registration) if is_held else statement).one()


def _write_contact(grant: Grant, institution: Institution) -> None:
    """How the institution is reached from now on."""
    contact = grant.answers.get("contact", {})
    institution.phone = contact.get("phone") or institution.phone
    institution.email = contact.get("email") or institution.email


EFFECT = Effect(require_possible, articles, carry_out)

"""Registering an institution: by its RUC, in the procedure's role, with what the role adds."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.errors import WrongState
from registry.models import Institution, Registration
from registry.reference.months import spelled
from registry.services.institutions.details import InstitutionDetails, RegistrationDetails
from registry.services.institutions.institutions import keep_by_ruc
from registry.services.institutions.registrations import begin, find_active, prolong
from registry.services.procedures.decision.effects import company, religious, social_help, unit
from registry.services.procedures.decision.effects.grant import Brought, Effect, Grant, Registering
from registry.services.saving import refuse
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, RegistrationState

BY_ROLE: Mapping[InstitutionRole, Registering] = {
    InstitutionRole.BENEFICIARY_UNIT: unit.REGISTERING,
    InstitutionRole.RELIGIOUS_GROUP: religious.REGISTERING,
    InstitutionRole.COMPANY: company.REGISTERING,
    InstitutionRole.SOCIAL_HELP: social_help.REGISTERING,
}


def require_possible(session: Session, grant: Grant) -> None:
    """Refuse where the role is held already, or is suspended.

    Raises:
        WrongState: One of these; the words say what to do.
    """
    role = _role(grant)
    active = _active(session, grant)
    if active is not None and (active.state is RegistrationState.SUSPENDED or active.valid_to >= grant.on):
        raise WrongState("approval_collides", role=role.label.lower(), valid_to=f"{active.valid_to:%d/%m/%Y}")


def articles(_session: Session, grant: Grant) -> Sequence[str]:
    """The registration with its days, and what the role adds."""
    filed, role = grant.answers["institution"], _role(grant)
    until = f", hasta el {spelled(grant.valid_to)}" if grant.valid_to else ""
    first = (
        f"Inscribir a {filed['name']}, con RUC {grant.case.ruc}, como {role.label.lower()}, desde el "
        f"{spelled(grant.on)}{until}."
    )
    return [first, *BY_ROLE[role].articles(grant)]


def carry_out(session: Session, grant: Grant) -> Brought:
    """Enter or correct the institution, begin its registration, and add what the role brings.

    Raises:
        InvalidFields: Something that was filed breaks a rule of the registry, or no last day is given.
        WrongState: As in `require_possible`.
    """
    institution = keep_by_ruc(session, _details(grant))
    require_possible(session, grant)
    registration = _register(session, grant, institution)
    BY_ROLE[registration.role].carry_out(session, grant, institution)
    return Brought(institution, registration)


def _register(session: Session, grant: Grant, institution: Institution) -> Registration:
    """Begin the registration; one that expired begins anew on the day."""
    if grant.valid_to is None:
        refuse({"valid_to": ("required", {})})
        raise AssertionError
    expired = find_active(institution, _role(grant))
    if expired is not None:
        prolong(expired, grant.valid_to, on=grant.on)
        session.flush()
        return expired
    return begin(session, institution, RegistrationDetails(_role(grant), grant.on, grant.valid_to))


def _details(grant: Grant) -> InstitutionDetails:
    filed, contact = grant.answers["institution"], grant.answers.get("contact", {})
    return InstitutionDetails(
        ruc=grant.case.ruc,
        name=filed["name"],
        nature=InstitutionNature(filed["nature"]),
        ubigeo=filed["ubigeo"],
        social_purpose=filed.get("social_purpose") or "",
        address=filed.get("address") or "",
        representative=filed.get("representative") or "",
        phone=contact.get("phone") or "",
        email=contact.get("email") or "",
    )


def _active(session: Session, grant: Grant) -> Registration | None:
    known = select(Institution).where(Institution.ruc == grant.case.ruc)
    institution = session.scalars(known.options(selectinload(Institution.registrations))).first()
    return find_active(institution, _role(grant)) if institution is not None else None


def _role(grant: Grant) -> InstitutionRole:
    if grant.procedure.role is None:
        raise LookupError(grant.procedure.code)
    return grant.procedure.role


EFFECT = Effect(require_possible, articles, carry_out)

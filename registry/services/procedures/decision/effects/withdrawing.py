"""Withdrawing a registration at the institution's own request: at once, or from a day on."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.reference.months import spelled
from registry.services.procedures.decision.effects.grant import Brought, Effect, Grant
from registry.services.procedures.decision.effects.renewing import registration_of
from registry.vocabulary.institutions import RegistrationState

ONE_DAY = timedelta(days=1)
LONGEST_REASON = 300


def require_possible(session: Session, grant: Grant) -> None:
    """Refuse where it was withdrawn meanwhile.

    Raises:
        WrongState: It was.
    """
    if registration_of(session, grant).state is RegistrationState.WITHDRAWN:
        raise WrongState("registration_state", state=RegistrationState.WITHDRAWN.label.lower())


def articles(session: Session, grant: Grant) -> Sequence[str]:
    """From which day the institution is out of the register."""
    registration = registration_of(session, grant)
    name, role = registration.institution.name, registration.role.label.lower()
    return [
        f"Retirar a {name} del registro como {role} desde el {spelled(effective_on(grant))}.",
        "Quienes tienen un lugar allí siguen asistiendo hasta que la oficina les asigne otro.",
    ]


def carry_out(session: Session, grant: Grant) -> Brought:
    """End the registration; where a later day was asked for, it lasts until the day before."""
    registration = registration_of(session, grant, is_held=True)
    registration.reason = str(grant.answers["withdrawal"]["reason"])[:LONGEST_REASON]
    day = effective_on(grant)
    if day <= grant.on or day <= registration.valid_from:
        registration.state = RegistrationState.WITHDRAWN
    else:
        registration.valid_to = min(registration.valid_to, day - ONE_DAY)
    session.flush()
    return Brought(registration.institution, registration)


def effective_on(grant: Grant) -> date:
    """The day that the institution asked for, not before the decision."""
    asked = grant.answers["withdrawal"].get("effective_on")
    return max(date.fromisoformat(asked), grant.on) if asked else grant.on


EFFECT = Effect(require_possible, articles, carry_out)

"""Where an institution or a unit stands as a beneficiary unit, in one tag."""

from typing import Any, NamedTuple

from registry.extensions.clock import today
from registry.views.formats.states import STATES, Tone
from registry.vocabulary.institutions import InstitutionRole, RegistrationState


class Standing(NamedTuple):
    """A tag's tone and words."""

    tone: str
    label: str


CLOSED = Standing(Tone.CLOSED, "Cerrada")
BY_EXCEPTION = Standing(Tone.NEUTRAL, "Por excepción")
UNREGISTERED = Standing(Tone.RISK, "Sin inscripción")
NEVER = Standing(Tone.NEUTRAL, "Sin inscripción")


def of_institution(institution: Any) -> Standing:
    """What its registration as a beneficiary unit says today."""
    return _of_registration(institution) or NEVER


def of_unit(unit: Any) -> Standing:
    """What decides today whether rounds send people to the unit."""
    if not unit.is_open:
        return CLOSED
    return _of_registration(unit.institution) or (BY_EXCEPTION if unit.exception_reason else UNREGISTERED)


def _of_registration(institution: Any) -> Standing | None:
    held = [one for one in institution.registrations if one.role is InstitutionRole.BENEFICIARY_UNIT]
    active = [one for one in held if one.state is not RegistrationState.WITHDRAWN]
    if not held:
        return None
    shown = STATES["registration"][(active or held)[-1].state_on(today())]
    return Standing(shown.tone, shown.label)

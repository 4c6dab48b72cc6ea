"""An institution's standing in its roles."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.schemas.institutions.registration import (
    ReasonInput,
    RegistrationInput,
    RegistrationOutput,
    RenewalInput,
)
from registry.services.institutions import registrations
from registry.services.institutions.details import RegistrationDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("registrations", __name__, "Inscripciones")

ONE = f"/registrations/<{KEY}:registration_id>"


@noun.at(f"/institutions/<{KEY}:institution_id>/registrations")
class Registrations(MethodView):
    """An institution's registrations; they are read with the institution."""

    @permits(Act.REGISTER_INSTITUTIONS)
    @noun.takes(RegistrationInput)
    @noun.answers("Inscribir una institución en un rol", RegistrationOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Register it; one active registration a role."""
        details = RegistrationDetails(**facts)
        entered = registrations.register(institution_id, details, officer=current_officer())
        return tagged(entered, 201, Location=f"{PREFIX}/registrations/{entered.id}")


@noun.at(ONE)
class Registration(MethodView):
    """One registration."""

    @permits(Act.READ_INSTITUTIONS)
    @noun.answers("Leer una inscripción", RegistrationOutput, is_tagged=True)
    def get(self, registration_id: int) -> Any:
        """Read it."""
        return tagged(registrations.get_registration(registration_id, officer=current_officer()))


@noun.at(f"{ONE}/renewal")
class Renewal(MethodView):
    """A longer validity."""

    @permits(Act.REGISTER_INSTITUTIONS)
    @noun.versioned
    @noun.takes(RenewalInput)
    @noun.answers("Renovar una inscripción", RegistrationOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], registration_id: int) -> Any:
        """Prolong it; one that had expired starts anew, with a key of its own."""
        version = expected_version(registration_id)
        return tagged(registrations.renew(registration_id, **facts, version=version, officer=current_officer()))


@noun.at(f"{ONE}/suspension")
class Suspension(MethodView):
    """A stop until it is resumed."""

    @permits(Act.SUSPEND_REGISTRATIONS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Suspender una inscripción; corresponde a la jefatura", RegistrationOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], registration_id: int) -> Any:
        """Stop the institution from receiving people in this role."""
        version = expected_version(registration_id)
        return tagged(registrations.suspend(registration_id, **facts, version=version, officer=current_officer()))


@noun.at(f"{ONE}/resumption")
class Resumption(MethodView):
    """The end of a suspension."""

    @permits(Act.SUSPEND_REGISTRATIONS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Levantar la suspensión; corresponde a la jefatura", RegistrationOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], registration_id: int) -> Any:
        """Lift a suspension."""
        version = expected_version(registration_id)
        return tagged(registrations.resume(registration_id, **facts, version=version, officer=current_officer()))


@noun.at(f"{ONE}/withdrawal")
class Withdrawal(MethodView):
    """An end for good."""

    @permits(Act.SUSPEND_REGISTRATIONS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Retirar una inscripción; corresponde a la jefatura", RegistrationOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], registration_id: int) -> Any:
        """End it; the role may be registered anew."""
        version = expected_version(registration_id)
        return tagged(registrations.withdraw(registration_id, **facts, version=version, officer=current_officer()))

"""What an institution offers by itself: vacancies at its own units, changed at once or planned from a day."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.institutions.offer import PlannedChangeInput, PlannedChangeOutput, StrandedOutput
from registry.schemas.institutions.vacancy import OfferInput, VacancyOutput
from registry.services.institutions import offering, planned_changes, vacancies
from registry.services.institutions.details import VacancyDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("offering", __name__, "Vacantes que ofrece la propia institución")

ONE = f"/offers/<{KEY}:vacancy_id>"


@noun.at(f"/units/<{KEY}:unit_id>/offers")
class UnitOffers(MethodView):
    """What an institution offers at one of its units."""

    @permits(Act.OFFER_VACANCIES)
    @noun.takes(OfferInput)
    @noun.answers("Ofrecer una vacante en una unidad propia", VacancyOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], unit_id: int) -> Any:
        """Offer it for the rounds to come."""
        offered = offering.offer(unit_id, VacancyDetails(**facts), account=current_officer())
        return _shown(offered.id, 201, Location=f"{PREFIX}/vacancies/{offered.id}")


@noun.at(f"/units/<{KEY}:unit_id>/served")
class Served(MethodView):
    """Who serves at a unit that its institution means to withdraw."""

    @permits(Act.OFFER_VACANCIES)
    @noun.answers("Ver quiénes quedarían sin lugar si la unidad deja de recibir personas", StrandedOutput)
    def get(self, unit_id: int) -> Any:
        """Tell them; each name that is told is noted. The unit itself leaves by the procedure of withdrawal."""
        return offering.list_served(unit_id, account=current_officer())


@noun.at(ONE)
class Offer(MethodView):
    """One vacancy of the institution's own."""

    @permits(Act.OFFER_VACANCIES)
    @noun.versioned
    @noun.takes(OfferInput)
    @noun.answers("Cambiar una vacante propia; si deja a alguien sin lugar, se rechaza", VacancyOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], vacancy_id: int) -> Any:
        """Change it from now on."""
        account, version = current_officer(), expected_version(vacancy_id)
        offering.change(vacancy_id, VacancyDetails(**facts), version=version, account=account, on=today())
        return _shown(vacancy_id)


@noun.at(f"{ONE}/closing")
class Closing(MethodView):
    """A vacancy that is offered no more."""

    @permits(Act.OFFER_VACANCIES)
    @noun.versioned
    @noun.answers("Dejar de ofrecer una vacante propia en la que nadie sirve", VacancyOutput, is_tagged=True)
    def post(self, vacancy_id: int) -> Any:
        """Close it."""
        version = expected_version(vacancy_id)
        offering.close(vacancy_id, version=version, account=current_officer(), on=today())
        return _shown(vacancy_id)


@noun.at(f"{ONE}/reopening")
class Reopening(MethodView):
    """A closed vacancy that is offered again."""

    @permits(Act.OFFER_VACANCIES)
    @noun.versioned
    @noun.answers("Ofrecer otra vez una vacante propia", VacancyOutput, is_tagged=True)
    def post(self, vacancy_id: int) -> Any:
        """Reopen it."""
        offering.reopen(vacancy_id, version=expected_version(vacancy_id), account=current_officer())
        return _shown(vacancy_id)


@noun.at(f"{ONE}/stranded")
class StrandedPeople(MethodView):
    """Whom a change would leave without what they were given."""

    @permits(Act.OFFER_VACANCIES)
    @noun.answers("Ver quiénes quedarían sin lugar si la vacante se cierra", StrandedOutput)
    def get(self, vacancy_id: int) -> Any:
        """Tell them; each name that is told is noted."""
        return offering.list_stranded(vacancy_id, None, account=current_officer(), on=today())

    @permits(Act.OFFER_VACANCIES)
    @noun.takes(OfferInput)
    @noun.answers("Ver a quiénes tocaría un cambio de la vacante, sin hacerlo", StrandedOutput)
    def post(self, facts: dict[str, Any], vacancy_id: int) -> Any:
        """Tell them; each name that is told is noted."""
        return offering.list_stranded(vacancy_id, VacancyDetails(**facts), account=current_officer(), on=today())


@noun.at(f"{ONE}/plan")
class Plan(MethodView):
    """The change of a vacancy that waits until it strands nobody."""

    @permits(Act.OFFER_VACANCIES)
    @noun.takes(PlannedChangeInput)
    @noun.answers("Programar desde un día el cambio de una vacante propia, o su cierre", PlannedChangeOutput, 201)
    def post(self, facts: dict[str, Any], vacancy_id: int) -> Any:
        """Plan it; without an offer the vacancy shall close."""
        offer = facts.pop("offer")
        details = VacancyDetails(**offer) if offer is not None else None
        return planned_changes.plan(vacancy_id, details, **facts, account=current_officer(), on=today())

    @permits(Act.OFFER_VACANCIES)
    @noun.answers("Retirar el cambio programado de una vacante propia", PlannedChangeOutput)
    def delete(self, vacancy_id: int) -> Any:
        """Give it up."""
        return planned_changes.take_back(vacancy_id, account=current_officer(), on=today())


@noun.at("/planned-changes")
class PlannedChanges(MethodView):
    """Changes that wait."""

    @permits(Act.READ_UNITS)
    @noun.answers("Listar los cambios de vacantes que esperan su día", PlannedChangeOutput(many=True))
    def get(self) -> Any:
        """List them, the next first."""
        return [waiting.planned for waiting in planned_changes.list_waiting(officer=current_officer())]


def _shown(vacancy_id: int, status: int = 200, **headers: str) -> Any:
    return tagged(vacancies.get_vacancy(vacancy_id, officer=current_officer()), status, **headers)

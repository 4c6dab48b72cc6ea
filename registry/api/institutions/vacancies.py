"""Vacancies of the office's units."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.schemas.institutions.vacancy import VacancyInput, VacancyOutput, VacancyQuery
from registry.services.institutions import vacancies
from registry.services.institutions.details import VacancyDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("vacancies", __name__, "Vacantes")

ONE = f"/vacancies/<{KEY}:vacancy_id>"


@noun.at("/vacancies")
class Vacancies(MethodView):
    """The office's vacancies."""

    @permits(Act.READ_UNITS)
    @noun.filters(VacancyQuery)
    @noun.answers("Listar las vacantes de su oficina", page_of(VacancyOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List vacancies by their unit's name."""
        page = cut_page(query)
        return vacancies.list_vacancies(vacancies.VacancyFilter(**query), officer=current_officer(), **page)


@noun.at(f"/units/<{KEY}:unit_id>/vacancies")
class UnitVacancies(MethodView):
    """What a unit offers; it is read with the unit."""

    @permits(Act.KEEP_UNITS)
    @noun.takes(VacancyInput)
    @noun.answers("Ofrecer una vacante en una unidad", VacancyOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], unit_id: int) -> Any:
        """Offer a task with its places, open for the rounds to come."""
        officer = current_officer()
        offered = vacancies.offer(unit_id, VacancyDetails(**facts), officer=officer)
        vacancy = vacancies.get_vacancy(offered.id, officer=officer)
        return tagged(vacancy, 201, Location=f"{PREFIX}/vacancies/{vacancy.id}")


@noun.at(ONE)
class Vacancy(MethodView):
    """One vacancy."""

    @permits(Act.READ_UNITS)
    @noun.answers("Leer una vacante con sus plazas", VacancyOutput, is_tagged=True)
    def get(self, vacancy_id: int) -> Any:
        """Read it with its half days."""
        return tagged(vacancies.get_vacancy(vacancy_id, officer=current_officer()))

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.takes(VacancyInput)
    @noun.answers("Cambiar lo que ofrece una vacante", VacancyOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], vacancy_id: int) -> Any:
        """Replace the offer, without taking anything from the people who serve there."""
        officer, version = current_officer(), expected_version(vacancy_id)
        vacancies.change(vacancy_id, VacancyDetails(**facts), version=version, officer=officer)
        return tagged(vacancies.get_vacancy(vacancy_id, officer=officer))


@noun.at(f"{ONE}/closing")
class Closing(MethodView):
    """A vacancy taken out of the rounds to come."""

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.answers("Cerrar una vacante", VacancyOutput, is_tagged=True)
    def post(self, vacancy_id: int) -> Any:
        """Close it; who serves there goes on."""
        version = expected_version(vacancy_id)
        return tagged(vacancies.close(vacancy_id, version=version, officer=current_officer()))


@noun.at(f"{ONE}/reopening")
class Reopening(MethodView):
    """A vacancy that rounds may fill again."""

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.answers("Reabrir una vacante", VacancyOutput, is_tagged=True)
    def post(self, vacancy_id: int) -> Any:
        """Reopen it."""
        version = expected_version(vacancy_id)
        return tagged(vacancies.reopen(vacancy_id, version=version, officer=current_officer()))

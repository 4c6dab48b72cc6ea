"""Vacancies of productive activities."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.schemas.prison_work.activity import PostedVacancyOutput, WorkVacancyInput, WorkVacancyOutput
from registry.services.prison_work import vacancies
from registry.services.prison_work.activity_details import WorkVacancyDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("work_vacancies", __name__, "Vacantes de trabajo en penales")

ONE = f"/prison-work/vacancies/<{KEY}:work_vacancy_id>"


@noun.at("/prison-work/prisons/<string(maxlength=32):prison>/posted-vacancies")
class PostedVacancies(MethodView):
    """What is posted up inside a prison."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.answers("Listar las vacantes publicadas en un establecimiento", PostedVacancyOutput(many=True))
    def get(self, prison: str) -> Any:
        """List them by activity."""
        found = vacancies.list_published(prison, officer=current_officer())
        return [{"vacancy": one, "activity": one.activity} for one in found]


@noun.at(f"/prison-work/activities/<{KEY}:activity_id>/vacancies")
class ActivityVacancies(MethodView):
    """A vacancy more of an activity."""

    @permits(Act.POST_ACTIVITIES)
    @noun.takes(WorkVacancyInput)
    @noun.answers("Agregar una vacante a una actividad", WorkVacancyOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], activity_id: int) -> Any:
        """Add one."""
        added = vacancies.add(activity_id, WorkVacancyDetails(**facts), officer=current_officer())
        return tagged(added, 201, Location=f"{PREFIX}/prison-work/vacancies/{added.id}")


@noun.at(ONE)
class WorkVacancy(MethodView):
    """One vacancy."""

    @permits(Act.READ_WORKSHOPS)
    @noun.answers("Leer una vacante de trabajo", WorkVacancyOutput, is_tagged=True)
    def get(self, work_vacancy_id: int) -> Any:
        """Read it."""
        return tagged(vacancies.get_vacancy(work_vacancy_id, officer=current_officer()))

    @permits(Act.POST_ACTIVITIES)
    @noun.versioned
    @noun.takes(WorkVacancyInput)
    @noun.answers("Cambiar una vacante sin quitar su puesto a nadie", WorkVacancyOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], work_vacancy_id: int) -> Any:
        """Replace what is told of it."""
        version, officer = expected_version(work_vacancy_id), current_officer()
        details = WorkVacancyDetails(**facts)
        return tagged(vacancies.change(work_vacancy_id, details, version=version, officer=officer))


@noun.at(f"{ONE}/closing")
class Closing(MethodView):
    """A vacancy's end."""

    @permits(Act.POST_ACTIVITIES)
    @noun.versioned
    @noun.answers("Cerrar una vacante que nadie ocupa", WorkVacancyOutput, is_tagged=True)
    def post(self, work_vacancy_id: int) -> Any:
        """Close it for good."""
        version, officer = expected_version(work_vacancy_id), current_officer()
        return tagged(vacancies.close(work_vacancy_id, version=version, officer=officer))

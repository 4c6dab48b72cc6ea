"""Applications to work in a prison."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.documents.attachment import FileInput
from registry.schemas.prison_work.application import (
    ApplicationsQuery,
    ApplicationViewOutput,
    FreeWillInput,
    WorkApplicationInput,
    WorkApplicationOutput,
)
from registry.services.prison_work import application_lists, applications
from registry.services.prison_work.application_details import ApplicationDetails
from registry.services.prison_work.application_lists import ApplicationFilter
from registry.vocabulary.accounts import Act
from registry.vocabulary.documents import MediaType
from registry.web.files import download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take

noun = Noun("work_applications", __name__, "Postulaciones a puestos de trabajo")

ONE = f"/prison-work/applications/<{KEY}:application_id>"


@noun.at("/prison-work/applications")
class Applications(MethodView):
    """The applications of the account's prisons."""

    @permits(Act.READ_APPLICATIONS)
    @noun.filters(ApplicationsQuery)
    @noun.answers("Listar postulaciones y lo que le falta a cada una", page_of(ApplicationViewOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them, the first due first."""
        page, is_overdue = cut_page(query), query.pop("is_overdue")
        wanted = ApplicationFilter(**query, overdue_on=today() if is_overdue else None)
        return application_lists.list_applications(wanted, officer=current_officer(), **page)


@noun.at(f"/prison-work/inmates/<{KEY}:inmate_id>/applications")
class InmateApplications(MethodView):
    """An inmate's form."""

    @permits(Act.KEEP_APPLICATIONS)
    @noun.takes(WorkApplicationInput)
    @noun.answers("Registrar la postulación de una persona a vacantes", WorkApplicationOutput(many=True), 201)
    def post(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """File it: one application a vacancy."""
        return applications.file(inmate_id, ApplicationDetails(**facts), officer=current_officer(), on=today())


@noun.at(ONE)
class Application(MethodView):
    """One application."""

    @permits(Act.READ_APPLICATIONS)
    @noun.answers("Leer una postulación", WorkApplicationOutput, is_tagged=True)
    def get(self, application_id: int) -> Any:
        """Read it."""
        return tagged(application_lists.get_application(application_id, officer=current_officer()).application)


@noun.at(f"{ONE}/standing")
class Standing(MethodView):
    """What an application lacks."""

    @permits(Act.READ_APPLICATIONS)
    @noun.answers("Ver qué le falta a una postulación", ApplicationViewOutput)
    def get(self, application_id: int) -> Any:
        """Tell it."""
        return application_lists.get_application(application_id, officer=current_officer())


@noun.at(f"{ONE}/withdrawal")
class Withdrawal(MethodView):
    """An application taken back."""

    @permits(Act.KEEP_APPLICATIONS)
    @noun.versioned
    @noun.answers("Retirar una postulación", WorkApplicationOutput, is_tagged=True)
    def post(self, application_id: int) -> Any:
        """Withdraw it."""
        version, officer = expected_version(application_id), current_officer()
        return tagged(applications.withdraw(application_id, version=version, officer=officer, on=today()))


@noun.at(f"{ONE}/free-will")
class FreeWill(MethodView):
    """The written will of whoever awaits trial."""

    @permits(Act.KEEP_APPLICATIONS)
    @noun.versioned
    @noun.takes(FreeWillInput)
    @noun.answers("Anotar la declaración de voluntad de un procesado", WorkApplicationOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], application_id: int) -> Any:
        """Note it."""
        version, officer = expected_version(application_id), current_officer()
        return tagged(applications.consent(application_id, **facts, version=version, officer=officer, on=today()))


@noun.at(f"{ONE}/paper")
class Paper(MethodView):
    """The signed form."""

    offers = tuple(MediaType.values())

    @permits(Act.READ_APPLICATIONS)
    @noun.answers_file("Descargar la solicitud firmada", *offers)
    def get(self, application_id: int) -> Any:
        """Send it; the look is noted."""
        found = applications.open_paper(application_id, officer=current_officer())
        return download(found.content, found.media_type.value, found.file_name)

    @permits(Act.KEEP_APPLICATIONS)
    @noun.versioned
    @noun.takes_file(FileInput)
    @noun.answers("Adjuntar la solicitud firmada", WorkApplicationOutput, is_tagged=True)
    def put(self, files: dict[str, Any], application_id: int) -> Any:
        """Keep it."""
        version, officer = expected_version(application_id), current_officer()
        upload = take(files["file"])
        return tagged(applications.keep_paper(application_id, upload, version=version, officer=officer))

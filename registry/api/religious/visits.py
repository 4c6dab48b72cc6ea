"""Visits to prisons: asked for by a group, decided and noted by the prison."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.visit import (
    AttendanceInput,
    CancellationInput,
    DayOfVisitsOutput,
    VisitInput,
    VisitorOutput,
    VisitOutput,
    VisitQuery,
    WeekQuery,
)
from registry.services.religious import attending, calendar, visits
from registry.services.religious.details import VisitDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("visits", __name__, "Visitas religiosas")

ONE = f"/visits/<{KEY}:visit_id>"


@noun.at("/visits")
class Visits(MethodView):
    """The visits within reach."""

    @permits(Act.READ_VISITS)
    @noun.filters(VisitQuery)
    @noun.answers("Listar visitas religiosas", page_of(VisitOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them, the latest day first."""
        page = cut_page(query)
        return calendar.list_visits(calendar.VisitFilter(**query), officer=current_officer(), **page)


@noun.at("/visits/week")
class Week(MethodView):
    """A prison's week."""

    @permits(Act.READ_VISITS)
    @noun.filters(WeekQuery)
    @noun.answers("Ver la semana de un establecimiento", DayOfVisitsOutput(many=True))
    def get(self, query: dict[str, Any]) -> Any:
        """Show it day by day."""
        return calendar.week_of(query["prison"], query["day"] or today(), officer=current_officer())


@noun.at(f"/institutions/<{KEY}:institution_id>/visits")
class GroupVisits(MethodView):
    """A group's visits."""

    @permits(Act.REQUEST_VISITS)
    @noun.takes(VisitInput)
    @noun.answers("Solicitar una visita", VisitOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Ask for one."""
        asked = visits.request(institution_id, VisitDetails(**facts), officer=current_officer(), on=today())
        return tagged(asked, 201, Location=f"{PREFIX}/visits/{asked.id}")


@noun.at(ONE)
class Visit(MethodView):
    """One visit."""

    @permits(Act.READ_VISITS)
    @noun.answers("Leer una visita", VisitOutput, is_tagged=True)
    def get(self, visit_id: int) -> Any:
        """Read it."""
        return tagged(calendar.get_visit(visit_id, officer=current_officer()).visit)


@noun.at(f"{ONE}/visitors")
class Visitors(MethodView):
    """Who comes."""

    @permits(Act.READ_VISITS)
    @noun.answers("Ver qué agentes van a una visita y si pueden ingresar", VisitorOutput(many=True))
    def get(self, visit_id: int) -> Any:
        """List the agents."""
        return calendar.get_visit(visit_id, officer=current_officer()).visitors


@noun.at(f"{ONE}/approval")
class Approval(MethodView):
    """The prison's consent."""

    @permits(Act.DECIDE_VISITS)
    @noun.versioned
    @noun.answers("Aprobar una visita", VisitOutput, is_tagged=True)
    def post(self, visit_id: int) -> Any:
        """Give the room."""
        version, officer = expected_version(visit_id), current_officer()
        return tagged(visits.approve(visit_id, version=version, officer=officer, on=today()))


@noun.at(f"{ONE}/denial")
class Denial(MethodView):
    """The prison's refusal."""

    @permits(Act.DECIDE_VISITS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Denegar una visita, o dejar sin efecto su aprobación", VisitOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], visit_id: int) -> Any:
        """Refuse it."""
        version, officer = expected_version(visit_id), current_officer()
        return tagged(visits.deny(visit_id, **facts, version=version, officer=officer, on=today()))


@noun.at(f"{ONE}/cancellation")
class Cancellation(MethodView):
    """A visit that the group calls off."""

    @permits(Act.REQUEST_VISITS)
    @noun.versioned
    @noun.takes(CancellationInput)
    @noun.answers("Cancelar una visita", VisitOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], visit_id: int) -> Any:
        """Call it off."""
        version, officer = expected_version(visit_id), current_officer()
        return tagged(visits.cancel(visit_id, **facts, version=version, officer=officer, on=today()))


@noun.at(f"{ONE}/attendance")
class Attendance(MethodView):
    """What came of a visit."""

    @permits(Act.DECIDE_VISITS)
    @noun.versioned
    @noun.takes(AttendanceInput)
    @noun.answers("Anotar qué agentes vinieron y cuántas personas asistieron", VisitOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], visit_id: int) -> Any:
        """Note it."""
        version, officer = expected_version(visit_id), current_officer()
        outcome = attending.Outcome(**facts)
        return tagged(attending.note(visit_id, outcome, version=version, officer=officer, on=today()))

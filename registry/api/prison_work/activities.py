"""Productive activities: proposed, reviewed, published, followed and closed."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.prison_work.activity import ActivityInput, ActivityOutput, ActivityQuery, FollowedOutput
from registry.services.prison_work import activities, activity_finding, following, publishing
from registry.services.prison_work.activity_details import ActivityDetails
from registry.services.prison_work.activity_finding import ActivityFilter
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("activities", __name__, "Actividades productivas")

ONE = f"/prison-work/activities/<{KEY}:activity_id>"


@noun.at("/prison-work/activities")
class Activities(MethodView):
    """The activities within reach."""

    @permits(Act.READ_WORKSHOPS)
    @noun.filters(ActivityQuery)
    @noun.answers("Listar actividades productivas", page_of(ActivityOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by title."""
        page = cut_page(query)
        return activity_finding.list_activities(ActivityFilter(**query), officer=current_officer(), **page)

    @permits(Act.POST_ACTIVITIES)
    @noun.takes(ActivityInput)
    @noun.answers("Elaborar una actividad productiva", ActivityOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any]) -> Any:
        """Write one that nobody reviews yet."""
        drafted = activities.draft(ActivityDetails(**facts), officer=current_officer(), on=today())
        return tagged(_whole(drafted.id), 201, Location=f"{PREFIX}/prison-work/activities/{drafted.id}")


@noun.at(ONE)
class Activity(MethodView):
    """One activity."""

    @permits(Act.READ_WORKSHOPS)
    @noun.answers("Leer una actividad con sus vacantes", ActivityOutput, is_tagged=True)
    def get(self, activity_id: int) -> Any:
        """Read it."""
        return tagged(_whole(activity_id))

    @permits(Act.POST_ACTIVITIES)
    @noun.versioned
    @noun.takes(ActivityInput)
    @noun.answers("Cambiar una actividad sin quitar nada a quienes trabajan en ella", ActivityOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], activity_id: int) -> Any:
        """Replace what is told of it."""
        version, officer = expected_version(activity_id), current_officer()
        activities.change(activity_id, ActivityDetails(**facts), version=version, officer=officer, on=today())
        return tagged(_whole(activity_id))


@noun.at(f"{ONE}/proposal")
class Proposal(MethodView):
    """An activity handed in."""

    @permits(Act.POST_ACTIVITIES)
    @noun.versioned
    @noun.answers("Presentar una actividad para que el penal la revise", ActivityOutput, is_tagged=True)
    def post(self, activity_id: int) -> Any:
        """Hand it in."""
        version, officer = expected_version(activity_id), current_officer()
        publishing.propose(activity_id, version=version, officer=officer, on=today())
        return tagged(_whole(activity_id))


@noun.at(f"{ONE}/sending-back")
class SendingBack(MethodView):
    """An activity that must be corrected."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Devolver una actividad con lo que debe corregirse", ActivityOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], activity_id: int) -> Any:
        """Send it back; a company's draft is then the company's alone to see."""
        version, officer = expected_version(activity_id), current_officer()
        return tagged(publishing.send_back(activity_id, **facts, version=version, officer=officer))


@noun.at(f"{ONE}/publication")
class Publication(MethodView):
    """An activity on the prison's board."""

    @permits(Act.PUBLISH_ACTIVITIES)
    @noun.versioned
    @noun.answers("Publicar una actividad y sus vacantes en el penal", ActivityOutput, is_tagged=True)
    def post(self, activity_id: int) -> Any:
        """Publish it."""
        version, officer = expected_version(activity_id), current_officer()
        publishing.publish(activity_id, version=version, officer=officer, on=today())
        return tagged(_whole(activity_id))


@noun.at(f"{ONE}/closing")
class Closing(MethodView):
    """An activity's end."""

    @permits(Act.POST_ACTIVITIES)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Cerrar una actividad en la que ya nadie trabaja", ActivityOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], activity_id: int) -> Any:
        """Close it for good."""
        version, officer = expected_version(activity_id), current_officer()
        publishing.close(activity_id, **facts, version=version, officer=officer)
        return tagged(_whole(activity_id))


@noun.at(f"{ONE}/standing")
class Standing(MethodView):
    """How an activity stands."""

    @permits(Act.READ_WORKSHOPS)
    @noun.answers("Ver cuántos postulan y trabajan en una actividad", FollowedOutput)
    def get(self, activity_id: int) -> Any:
        """Tell its numbers, and the names of those who work in it."""
        return following.follow(activity_id, officer=current_officer(), on=today())


def _whole(activity_id: int) -> Any:
    return activity_finding.get_activity(activity_id, officer=current_officer()).activity

"""Pavilions and workshops of a prison."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.schemas.prison_work.workshop import (
    PavilionInput,
    PavilionOutput,
    WorkPlaceQuery,
    WorkshopInput,
    WorkshopOutput,
    WorkshopPlaceOutput,
)
from registry.services.prison_work import activity_finding, pavilions, workshops
from registry.services.prison_work.workshop_details import PavilionDetails, RoomDetails, WorkshopDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("workshops", __name__, "Talleres y pabellones")

PRISON = "/prison-work/prisons/<string(maxlength=32):prison>"


@noun.at(f"{PRISON}/pavilions")
class Pavilions(MethodView):
    """The pavilions of a prison."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.answers("Listar los pabellones de un establecimiento", PavilionOutput(many=True))
    def get(self, prison: str) -> Any:
        """List them."""
        return pavilions.list_pavilions(prison, officer=current_officer())


@noun.at("/prison-work/pavilions")
class NewPavilion(MethodView):
    """A pavilion more."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.takes(PavilionInput)
    @noun.answers("Agregar un pabellón", PavilionOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any]) -> Any:
        """Enter one."""
        pavilion = pavilions.open_pavilion(PavilionDetails(**facts), officer=current_officer())
        return tagged(pavilion, 201, Location=f"{PREFIX}/prison-work/pavilions/{pavilion.id}")


@noun.at(f"/prison-work/pavilions/<{KEY}:pavilion_id>")
class Pavilion(MethodView):
    """One pavilion."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.answers("Leer un pabellón", PavilionOutput, is_tagged=True)
    def get(self, pavilion_id: int) -> Any:
        """Read it."""
        return tagged(pavilions.get_pavilion(pavilion_id, officer=current_officer()))

    @permits(Act.KEEP_WORKSHOPS)
    @noun.versioned
    @noun.takes(PavilionInput)
    @noun.answers("Corregir, cerrar o abrir un pabellón", PavilionOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], pavilion_id: int) -> Any:
        """Replace what is told of it."""
        version, officer = expected_version(pavilion_id), current_officer()
        return tagged(
            pavilions.change_pavilion(pavilion_id, PavilionDetails(**facts), version=version, officer=officer)
        )


@noun.at(f"{PRISON}/workshops")
class Workshops(MethodView):
    """The workshops of a prison."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.answers("Listar los talleres de un establecimiento", WorkshopOutput(many=True))
    def get(self, prison: str) -> Any:
        """List them."""
        return workshops.list_workshops(prison, officer=current_officer())


@noun.at("/prison-work/places")
class WorkPlaces(MethodView):
    """Where a company may propose an activity."""

    @permits(Act.POST_ACTIVITIES)
    @noun.filters(WorkPlaceQuery)
    @noun.answers("Listar los talleres en que una empresa puede proponer", WorkshopPlaceOutput(many=True))
    def get(self, query: dict[str, Any]) -> Any:
        """List the open ones."""
        return activity_finding.list_places(**query, officer=current_officer())


@noun.at("/prison-work/workshops")
class NewWorkshop(MethodView):
    """A workshop more."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.takes(WorkshopInput)
    @noun.answers("Agregar un taller", WorkshopOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any]) -> Any:
        """Enter one."""
        workshop = workshops.open_workshop(_details(facts), officer=current_officer())
        return tagged(workshop, 201, Location=f"{PREFIX}/prison-work/workshops/{workshop.id}")


@noun.at(f"/prison-work/workshops/<{KEY}:workshop_id>")
class Workshop(MethodView):
    """One workshop."""

    @permits(Act.KEEP_WORKSHOPS)
    @noun.answers("Leer un taller", WorkshopOutput, is_tagged=True)
    def get(self, workshop_id: int) -> Any:
        """Read it."""
        return tagged(workshops.get_workshop(workshop_id, officer=current_officer()).workshop)

    @permits(Act.KEEP_WORKSHOPS)
    @noun.versioned
    @noun.takes(WorkshopInput)
    @noun.answers("Corregir, cerrar o abrir un taller", WorkshopOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], workshop_id: int) -> Any:
        """Replace what is told of it."""
        version, officer = expected_version(workshop_id), current_officer()
        return tagged(workshops.change_workshop(workshop_id, _details(facts), version=version, officer=officer))


def _details(facts: dict[str, Any]) -> WorkshopDetails:
    rooms = tuple(RoomDetails(**room) for room in facts.pop("rooms"))
    return WorkshopDetails(**facts, rooms=rooms)

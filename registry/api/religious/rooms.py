"""The rooms of prisons where groups meet."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.religious.visit import RoomInput, RoomOutput
from registry.services.religious import rooms
from registry.services.religious.details import RoomDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("rooms", __name__, "Salas para visitas")


@noun.at("/rooms")
class Rooms(MethodView):
    """The rooms of the account's prisons."""

    @permits(Act.DECIDE_VISITS)
    @noun.answers("Listar las salas de sus establecimientos", RoomOutput(many=True))
    def get(self) -> Any:
        """List them."""
        return rooms.list_rooms(officer=current_officer())

    @permits(Act.DECIDE_VISITS)
    @noun.takes(RoomInput)
    @noun.answers("Agregar una sala", RoomOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any]) -> Any:
        """Enter one."""
        room = rooms.open_room(RoomDetails(**facts), officer=current_officer())
        return tagged(room, 201, Location=f"{PREFIX}/rooms/{room.id}")


@noun.at(f"/rooms/<{KEY}:room_id>")
class Room(MethodView):
    """One room."""

    @permits(Act.DECIDE_VISITS)
    @noun.answers("Leer una sala", RoomOutput, is_tagged=True)
    def get(self, room_id: int) -> Any:
        """Read it."""
        return tagged(rooms.get_room(room_id, officer=current_officer()))

    @permits(Act.DECIDE_VISITS)
    @noun.versioned
    @noun.takes(RoomInput)
    @noun.answers("Corregir, cerrar o abrir una sala", RoomOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], room_id: int) -> Any:
        """Replace what is told of it."""
        version, officer = expected_version(room_id), current_officer()
        return tagged(rooms.change_room(room_id, RoomDetails(**facts), version=version, officer=officer))


@noun.at(f"/institutions/<{KEY}:institution_id>/rooms")
class GroupRooms(MethodView):
    """The rooms that a group may ask for."""

    @permits(Act.REQUEST_VISITS)
    @noun.answers("Listar las salas que un grupo puede solicitar", RoomOutput(many=True))
    def get(self, institution_id: int) -> Any:
        """List those of prisons for which it has credentials."""
        return rooms.rooms_for(institution_id, officer=current_officer(), on=today())

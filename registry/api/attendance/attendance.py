"""The attendance ledger of placements: entries are added under a key, each taken once, and never changed."""

from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.keys import idempotency_key
from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.attendance.entry import EntriesInput, EntryInput, LedgerEntryOutput, LedgerOutput
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Key, Part
from registry.services.attendance.reading import ledger_of
from registry.services.attendance.recording import Note, record, record_many
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import EntrySource
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("attendance", __name__, "Asistencia")


class EntryRow(OutputSchema):
    """What became of one entry: the entry, or why it was not taken."""

    placement_id = Key(attribute="note.placement_id")
    entry = Part(LedgerEntryOutput, allow_none=True)
    problem = Problem()


@noun.at(f"/placements/<{KEY}:placement_id>/attendance")
class PlacementAttendance(MethodView):
    """The ledger of one placement."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer la asistencia de una ubicación, con lo corregido y el saldo de la pena", LedgerOutput)
    def get(self, placement_id: int) -> Any:
        """Read every session due or noted; the look is noted."""
        return ledger_of(placement_id, officer=current_officer(), on=today())

    @permits(Act.KEEP_ATTENDANCE)
    @noun.keyed
    @noun.takes(EntryInput)
    @noun.answers("Anotar la asistencia, o corregir la anotación que se nombra", LedgerEntryOutput, 201)
    def post(self, facts: dict[str, Any], placement_id: int) -> Any:
        """Write one entry; the same key with the same content answers the first one again."""
        note = Note(placement_id, **facts, source=EntrySource.API, key=idempotency_key())
        return record(note, officer=current_officer(), on=today())


@noun.at("/attendance")
class Attendance(MethodView):
    """Entries of many placements."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.takes(EntriesInput)
    @noun.answers("Anotar varias asistencias; responde por cada una", batch_of(EntryRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Write each; one refusal stops no other."""
        notes = [Note(**item, source=EntrySource.API) for item in facts["items"]]
        return record_many(notes, officer=current_officer(), on=today())

"""Paper sheets typed twice: each typing by itself, the differences, and what settles them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from registry.api.attendance.attendance import EntryRow
from registry.api.attendance.sheets import ONE as SHEET
from registry.api.batches import batch_of
from registry.api.nouns import MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.attendance.note import OneTypingInput
from registry.schemas.attendance.typing import (
    DifferenceOutput,
    OwnTypingOutput,
    SettlementInput,
    TypingInput,
    TypingOutput,
)
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Part, YesNo
from registry.services.attendance import typings
from registry.services.attendance.typings import CellKey, TypedCell
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("typings", __name__, "Digitación de las planillas en papel")

ALL = f"{SHEET}/typings"


class TypedOutput(OutputSchema):
    """What followed from a typing: a wait for the second, differences to settle, or entries."""

    is_waiting = YesNo(dump_only=True, metadata={"description": "Si falta la digitación de otra persona"})
    differences = Part(DifferenceOutput, many=True)
    recorded = Part(EntryRow, many=True)


@noun.at(ALL)
class Typings(MethodView):
    """Who typed a sheet."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.answers("Listar quiénes digitaron una planilla y esperan que se resuelva", TypingOutput(many=True))
    def get(self, unit_id: int, month: date) -> Any:
        """List the typings that nobody has settled, the earliest first."""
        return typings.list_typings(unit_id, month, officer=current_officer())


@noun.at(f"{ALL}/own")
class OwnTyping(MethodView):
    """The caller's typing."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.answers("Leer lo que usted digitó de una planilla", OwnTypingOutput)
    def get(self, unit_id: int, month: date) -> Any:
        """Read it, as long as nobody has settled it."""
        return typings.get_own(unit_id, month, officer=current_officer())

    @permits(Act.KEEP_ATTENDANCE)
    @noun.takes(TypingInput)
    @noun.answers("Digitar una planilla; si otra persona digitó lo mismo, queda anotado", TypedOutput)
    def put(self, facts: dict[str, Any], unit_id: int, month: date) -> Any:
        """Keep what the paper says, in place of what the caller typed before."""
        cells = {key: cell for key, cell in _read(facts["cells"]).items() if cell is not None}
        return typings.type_sheet(unit_id, month, cells, officer=current_officer(), on=today())


@noun.at(f"{SHEET}/differences")
class Differences(MethodView):
    """Where two typings say something else."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.answers("Leer en qué difieren las dos digitaciones de una planilla", DifferenceOutput(many=True))
    def get(self, unit_id: int, month: date) -> Any:
        """Read them in the order of people and days."""
        return typings.differences(typings.list_typings(unit_id, month, officer=current_officer()))


@noun.at(f"{SHEET}/settlement")
class Settlement(MethodView):
    """What settles the differences."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.takes(SettlementInput)
    @noun.answers("Elegir qué queda de cada diferencia; se anota con todo lo que coincide", batch_of(EntryRow))
    def post(self, facts: dict[str, Any], unit_id: int, month: date) -> Any:
        """Write what was chosen and what agrees; the choice is one of the two typings."""
        chosen = _read(facts["choices"])
        return typings.settle(unit_id, month, chosen, officer=current_officer(), on=today())


@noun.at(f"{SHEET}/settlement/single")
class SingleSettlement(MethodView):
    """A typing without a second one."""

    @permits(Act.KEEP_ATTENDANCE)
    @noun.takes(OneTypingInput)
    @noun.answers("Anotar una sola digitación, con su motivo", batch_of(EntryRow))
    def post(self, facts: dict[str, Any], unit_id: int, month: date) -> Any:
        """Write it; the reason stands with every entry."""
        return typings.settle_alone(unit_id, month, officer=current_officer(), on=today(), **facts)


def _read(rows: Iterable[Mapping[str, Any]]) -> dict[CellKey, TypedCell | None]:
    """What is said of each session; None where it is to stay open."""
    return {
        CellKey(row["placement_id"], row["day"], row["shift"]): TypedCell(row["outcome"], row["arrived"], row["left"])
        if row["outcome"]
        else None
        for row in rows
    }

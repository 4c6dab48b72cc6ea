"""What the administrator enters of procedures: details with their source, and days decreed closed."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.procedures.settings import (
    ClosedDayOutput,
    ClosureInput,
    MovedOutput,
    SettingInput,
    SettingOutput,
)
from registry.services.procedures.deadlines import entering
from registry.services.procedures.deadlines.entering import Entry
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("procedure_settings", __name__, "Datos de los trámites y días no laborables")

DAYS = "/closed-days"


@noun.at("/procedure-settings")
class Settings(MethodView):
    """Every detail that was entered."""

    @permits(Act.KEEP_PROCEDURES)
    @noun.answers("Listar los datos de trámites que se anotaron, con su norma", SettingOutput(many=True))
    def get(self) -> Any:
        """List them by procedure and detail, the newest first."""
        return entering.list_settings(officer=current_officer())

    @permits(Act.KEEP_PROCEDURES)
    @noun.takes(SettingInput)
    @noun.answers("Anotar un dato de un trámite desde un día, con la norma que lo dice", SettingOutput, 201)
    def post(self, facts: dict[str, Any]) -> Any:
        """Enter it; the terms that run are reckoned anew."""
        procedure, detail = facts.pop("procedure"), facts.pop("detail")
        return entering.enter_detail(procedure, detail, Entry(**facts), officer=current_officer(), on=today())


@noun.at(DAYS)
class ClosedDays(MethodView):
    """Days that no term counts."""

    @permits(Act.KEEP_PROCEDURES)
    @noun.answers("Listar los días que se anotaron como no laborables", ClosedDayOutput(many=True))
    def get(self) -> Any:
        """List them, the latest first."""
        return entering.list_closed_days(officer=current_officer())

    @permits(Act.KEEP_PROCEDURES)
    @noun.takes(ClosureInput)
    @noun.answers("Anotar un día que un decreto declaró no laborable", ClosedDayOutput, 201)
    def post(self, facts: dict[str, Any]) -> Any:
        """Note it; the terms that run are reckoned anew."""
        return entering.close_day(**facts, officer=current_officer(), on=today())


@noun.at(f"{DAYS}/effects")
class ClosingEffects(MethodView):
    """What noting a day would do."""

    @permits(Act.KEEP_PROCEDURES)
    @noun.takes(ClosureInput)
    @noun.answers("Contar cuántos plazos movería un día no laborable, sin anotarlo", MovedOutput)
    def post(self, facts: dict[str, Any]) -> Any:
        """Foresee it."""
        return {"moved": entering.foresee_closing(**facts, officer=current_officer(), on=today())}


@noun.at(f"{DAYS}/<{KEY}:closed_day_id>")
class ClosedDay(MethodView):
    """One noted day."""

    @permits(Act.KEEP_PROCEDURES)
    @noun.answers("Quitar un día que se anotó por error", status=204)
    def delete(self, closed_day_id: int) -> None:
        """Take it back, and twice is once; the terms that run are reckoned anew."""
        officer = current_officer()
        day = next((one.day for one in entering.list_closed_days(officer=officer) if one.id == closed_day_id), None)
        if day is not None:
            entering.open_day(day, officer=officer, on=today())

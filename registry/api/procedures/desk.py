"""What the desk does over many files: handing them out, noting receipts on paper, telling whether terms are met."""

from datetime import timedelta
from typing import Any

from marshmallow import validates_schema

from registry.api.batches import Problem, batch_of
from registry.api.nouns import KEY, MethodView, Noun
from registry.api.procedures.filing import ONE
from registry.extensions.clock import today
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.choices import Choice
from registry.schemas.fields import Day, Key, Text, refuse
from registry.schemas.procedures.desk import ReceiptInput
from registry.schemas.procedures.desk_output import (
    AssignmentsInput,
    NoticeOutput,
    StatisticsOutput,
    WaitingNoticeOutput,
)
from registry.services.procedures import reading
from registry.services.procedures.desk import assigning, timeliness
from registry.services.procedures.desk.timeliness import By, Period
from registry.services.procedures.telling import notices
from registry.vocabulary.accounts import Act
from registry.vocabulary.procedures import ProcedureCode
from registry.web.identity import current_officer
from registry.web.permissions import permits

A_YEAR = timedelta(days=365)

noun = Noun("case_desk", __name__, "Mesa de expedientes")


class AssignmentRow(OutputSchema):
    """What became of one file: its number, and why it was not given; no number where it is out of reach."""

    number = Text()
    problem = Problem()


class StatisticsQuery(InputSchema):
    """The period in which files were presented, else the last year, and what the figures are told by."""

    by = Choice(By, load_default=By.PROCEDURE)
    first = Day(load_default=lambda: today() - A_YEAR)
    last = Day(load_default=today)
    procedure = Choice(ProcedureCode, load_default=None)
    office_id = Key(load_default=None)

    @validates_schema
    def _refuse_backwards(self, loaded: dict[str, Any], **_options: Any) -> None:
        if loaded["last"] < loaded["first"]:
            raise refuse("El periodo termina antes de empezar. Corrija una de las fechas.", "last")


@noun.at("/case-assignments")
class Assignments(MethodView):
    """Many files that are given to one officer."""

    @permits(Act.ASSIGN_CASES)
    @noun.takes(AssignmentsInput)
    @noun.answers("Asignar expedientes a un oficial, cada uno por su cuenta", batch_of(AssignmentRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Give each in the version that was read."""
        versions = {row["id"]: row["version"] for row in facts["case_files"]}
        return assigning.assign_many(versions, facts["officer_id"], officer=current_officer(), on=today())


@noun.at(f"{ONE}/notices")
class CaseNotices(MethodView):
    """The notices of a file."""

    @permits(Act.READ_CASES)
    @noun.answers("Listar las notificaciones de un expediente", NoticeOutput(many=True))
    def get(self, case_file_id: int) -> Any:
        """List them, the oldest first; the look is noted as one at the file."""
        officer = current_officer()
        reading.get_case(case_file_id, by=officer, on=today())
        return notices.list_notices(case_file_id, officer=officer)


@noun.at("/paper-notices")
class PaperNotices(MethodView):
    """Notices to print, deliver and have signed."""

    @permits(Act.REVIEW_CASES)
    @noun.answers("Listar las notificaciones en papel sin constancia de recepción", WaitingNoticeOutput(many=True))
    def get(self) -> Any:
        """List them, the oldest first."""
        rows = notices.list_to_deliver(officer=current_officer())
        return [{"notice": notice, "event": event, "case_file": case} for notice, event, case in rows]


@noun.at(f"/paper-notices/<{KEY}:notice_id>/receipt")
class Receipt(MethodView):
    """A notice on paper that was received."""

    @permits(Act.REVIEW_CASES)
    @noun.takes(ReceiptInput)
    @noun.answers("Anotar cuándo se recibió una notificación en papel; su plazo corre desde ese día", NoticeOutput)
    def post(self, facts: dict[str, Any], notice_id: int) -> Any:
        """Note it."""
        return notices.receive(notice_id, **facts, officer=current_officer())


@noun.at("/case-statistics")
class Statistics(MethodView):
    """Whether terms are met."""

    @permits(Act.READ_CASES)
    @noun.filters(StatisticsQuery)
    @noun.answers("Leer si los plazos se cumplen, por trámite, oficina o mes", StatisticsOutput)
    def get(self, query: dict[str, Any]) -> Any:
        """Tell them for the files that were presented in a period."""
        told_by = query.pop("by")
        return timeliness.read_report(Period(**query), told_by, officer=current_officer(), on=today())

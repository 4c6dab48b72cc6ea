"""A case file as the API shows it: in a list, whole, and as whoever has its code follows it."""

from typing import Any

from marshmallow import fields, pre_dump

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import LARGEST
from registry.schemas.documents.attachment import AttachmentOutput
from registry.schemas.encoded import Encoded
from registry.schemas.fields import Choice, Day, Key, Label, Part, Rows, Text, Whole, YesNo
from registry.schemas.keys import Moment
from registry.schemas.paging import PageQuery, SearchQuery
from registry.schemas.procedures.catalogue import DetailOutput, RequirementOutput, detail_rows
from registry.schemas.procedures.desk import VisitInput
from registry.vocabulary.procedures import (
    CaseEventKind,
    CaseState,
    CheckState,
    OpinionKind,
    ProcedureCode,
    TaskState,
)

#: What is typed and not accepted yet is its page's alone.
TYPED = "typed"


class OwnCaseQuery(PageQuery):
    """Which page of one's own files."""


class CaseQuery(SearchQuery):
    """What a list of case files is narrowed to; without a state, to what waits for somebody."""

    procedure = Choice(ProcedureCode, load_default=None)
    state = Choice(CaseState, load_default=None)
    officer_id = Key(load_default=None)
    is_unassigned = YesNo(metadata={"description": "Solo los que nadie tiene a cargo"})
    office_id = Key(load_default=None)
    is_overdue = YesNo(metadata={"description": "Solo los de plazo vencido"})


class CaseFileOutput(OutputSchema):
    """A case file in a list."""

    id = Key()
    version = Whole()
    shown_number = Text(data_key="number")
    procedure = Choice(ProcedureCode)
    procedure_label = Label("procedure")
    state = Choice(CaseState)
    state_label = Label("state")
    office_id = Key(allow_none=True)
    officer_id = Key(allow_none=True)
    institution_id = Key(allow_none=True)
    registration_id = Key(allow_none=True)
    about_id = Key(allow_none=True)
    ruc = Text()
    applicant = Text()
    ubigeo = Text()
    filed_on = Day(allow_none=True)
    decided_on = Day(allow_none=True)
    due_on = Day(allow_none=True)


class CaseEventOutput(OutputSchema):
    """Something that happened to a file."""

    kind = Choice(CaseEventKind)
    kind_label = Label("kind")
    state = Choice(CaseState)
    on_day = Day()
    at = Moment()
    due_on = Day(allow_none=True)
    words = Text()
    facts = fields.Dict(dump_only=True)
    opinion = Choice(OpinionKind, allow_none=True)
    is_favourable = YesNo(allow_none=True)
    is_public = YesNo()
    actor_name = Text()
    actor_post = Text()


class CaseCheckOutput(OutputSchema):
    """How a requirement was found."""

    requirement = Text()
    state = Choice(CheckState)
    state_label = Label("state")
    remark = Text()


class TaskOutput(OutputSchema):
    """A step of a file, and where it stands."""

    step = Text(attribute="step.code")
    label = Text(attribute="step.task")
    state = Choice(TaskState)
    state_label = Label("state")
    missing = Part(RequirementOutput, many=True)
    is_open = YesNo()


class ClockOutput(OutputSchema):
    """Where the terms of a file stand today, in business days."""

    due_on = Day(allow_none=True)
    is_paused = YesNo()
    is_told = YesNo()
    term_days = Whole(allow_none=True)
    used_days = Whole()
    #: Below zero once the term is over.
    left_days = Whole(-LARGEST, allow_none=True)


class PaperOutput(AttachmentOutput):
    """A paper of a file, and the requirement that it meets."""

    case_file_id = Key(allow_none=True)
    requirement = Text(allow_none=True)


class FollowedCaseOutput(OutputSchema):
    """A file as whoever has its code follows it."""

    case_file = Part(
        CaseFileOutput,
        only=(
            "shown_number",
            "procedure",
            "procedure_label",
            "state",
            "state_label",
            "filed_on",
            "decided_on",
            "due_on",
        ),
    )
    events = Part(CaseEventOutput, many=True)
    checks = Part(CaseCheckOutput, many=True)
    tasks = Part(TaskOutput, many=True)
    clock = Part(ClockOutput)
    is_overdue = YesNo()

    @pre_dump
    def _flat(self, view: Any, **_options: Any) -> dict[str, Any]:
        return {
            "case_file": view.file,
            "answers": {step: given for step, given in view.file.answers.items() if step != TYPED},
            "events": view.events,
            "checks": list(view.checks.values()) if view.is_inside else (),
            "papers": view.papers,
            "tasks": view.tasks,
            "clock": view.clock,
            "details": detail_rows(view.details),
            "is_overdue": view.is_overdue,
        }


class CaseOutput(FollowedCaseOutput):
    """A file with all that its reader may see."""

    case_file = Part(CaseFileOutput)
    answers = fields.Dict(dump_only=True, metadata={"description": "Lo respondido, por paso"})
    papers = Part(PaperOutput, many=True)
    details = Part(DetailOutput, many=True)


class DraftInput(InputSchema):
    """What is asked for; *key* is the program's own: sent again, it finds the draft that it began."""

    procedure = Choice(ProcedureCode, required=True)
    key = Text(64, required=True)
    registration_id = Key(load_default=None, allow_none=True)
    about_id = Key(load_default=None, allow_none=True)


class DraftOutput(OutputSchema):
    """A draft, and the code with which the institution opens it without an account."""

    case_file = Part(CaseFileOutput)
    code = Text()


class UploadInput(InputSchema):
    """A file that is about to come in pieces, for a requirement."""

    requirement = Text(40, required=True)
    key = Text(64, required=True)
    file_name = Text(200, required=True)
    size_bytes = Whole(1, required=True)


class OffsetQuery(InputSchema):
    """Where a piece begins."""

    offset = Whole(0, required=True)


class OffsetOutput(OutputSchema):
    """Where the next piece begins, or with the last piece the paper."""

    offset = Whole()
    paper = Part(PaperOutput, allow_none=True)


class CheckInput(InputSchema):
    """How a requirement, or one part of the form, was found."""

    state = Choice(CheckState, required=True)
    remark = Text(500, load_default="")


class PhotoInput(InputSchema):
    """A photograph within a record; all of them together with it within 16 MB."""

    file_name = Text(200, required=True)
    content = Encoded(required=True)


class InspectionInput(VisitInput):
    """What an inspection found, with its photographs."""

    photos = Rows(PhotoInput, key="file_name", longest=6)


class ProspectOutput(OutputSchema):
    """What an approval would do today, and why it cannot be given yet."""

    articles = fields.List(fields.String())
    valid_to = Day(allow_none=True)
    is_lasting = YesNo()
    hindrances = fields.List(fields.String())
    means = Text()


class DecidedOutput(OutputSchema):
    """A decision: the file, and the number of its resolution."""

    case_file = Part(CaseFileOutput, attribute="case")
    document_id = Key(attribute="resolution.id")

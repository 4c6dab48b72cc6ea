"""What programs ask of the desk and read there: files handed out, notices, figures of terms."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.choices import Choice, Part, Rows
from registry.schemas.fields import Decimal, Key, Label, Text, Whole
from registry.schemas.keys import Moment
from registry.schemas.procedures.case_file import CaseFileOutput
from registry.vocabulary.procedures import CaseEventKind, NoticeMeans, NoticeState


class SeenFileInput(InputSchema):
    """A file in the version that was read."""

    id = Key(required=True)
    version = Whole(1, required=True)


class AssignmentsInput(InputSchema):
    """To whom many files are given."""

    officer_id = Key(required=True)
    case_files = Rows(SeenFileInput, key="id", longest=500, required=True)


class NoticeOutput(OutputSchema):
    """Word of what happened to a file: by which means, and since when it counts as received."""

    id = Key()
    means = Choice(NoticeMeans)
    means_label = Label("means")
    state = Choice(NoticeState)
    state_label = Label("state")
    address = Text()
    created_at = Moment()
    sent_at = Moment(allow_none=True)
    received_at = Moment(allow_none=True)
    proof = Text()


class WaitingNoticeOutput(OutputSchema):
    """A notice on paper that waits for its receipt, with what it tells and of which file."""

    notice = Part(NoticeOutput)
    kind = Choice(CaseEventKind, attribute="event.kind")
    kind_label = Label("event.kind")
    case_file = Part(CaseFileOutput)


class TermFiguresOutput(OutputSchema):
    """Figures of some files."""

    filed = Whole()
    decided = Whole()
    in_time = Whole()
    with_term = Whole(metadata={"description": "Resueltos cuyo plazo se conoce"})
    observed = Whole()
    overdue = Whole()
    median_days = Decimal(allow_none=True, metadata={"description": "Días hábiles hasta la decisión"})


class StatisticsLineOutput(OutputSchema):
    """A procedure, an office or a month; no figures where few files would be told of."""

    name = Text()
    figures = Part(TermFiguresOutput, allow_none=True)


class StatisticsOutput(OutputSchema):
    """The figures of everything, and line by line."""

    lines = Part(StatisticsLineOutput, many=True)
    total = Part(TermFiguresOutput, allow_none=True)

"""What the person said of a unit or of a task."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance


class PreferenceInput(InputSchema):
    """A stance on one unit or one task."""

    stance = Choice(Stance, required=True)
    unit_id = Key(load_default=None)
    task = Choice(Task, load_default=None)
    remark = Text(1_000, lines=True, load_default="")


class PreferenceOutput(OutputSchema):
    """A stance as officers see it."""

    id = Key()
    stance = Choice(Stance)
    stance_label = Label("stance")
    unit_id = Key(allow_none=True)
    task = Choice(Task, allow_none=True)
    task_label = Label("task", allow_none=True)
    remark = Text(allow_none=True)
    recorded_on = Day()

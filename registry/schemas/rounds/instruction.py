"""An order to the coming rounds."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Key, Label, Text
from registry.schemas.keys import Moment
from registry.vocabulary.rounds import InstructionKind


class InstructionOutput(OutputSchema):
    """An instruction that stands."""

    id = Key()
    kind = Choice(InstructionKind)
    kind_label = Label("kind")
    vacancy_id = Key()
    reason = Text(longest=2000)
    created_at = Moment()

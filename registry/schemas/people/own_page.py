"""What a person sends with the code of a letter."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Day, Text


class DoorInput(InputSchema):
    """The code of a letter and the end of the document."""

    code = Text(40, required=True)
    document_end = Text(20, required=True)


class ExcuseInput(InputSchema):
    """Which day a paper justifies."""

    day = Day(required=True)


class ExplanationInput(InputSchema):
    """What a person answers to a request."""

    text = Text(4_000, required=True, lines=True)

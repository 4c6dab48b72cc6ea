"""A person's request about their own data, and the office's answer."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Choice, Day, Text
from registry.vocabulary.privacy import RequestState, RightKind

LONGEST = 2_000


class RequestInput(InputSchema):
    """What is asked, and when it was received."""

    kind = Choice(RightKind, required=True)
    received_on = Day(required=True)
    asked = Text(LONGEST, lines=True, required=True)


class AnswerInput(InputSchema):
    """How it ended, and the words of the answer."""

    state = Choice(RequestState, required=True)
    answer = Text(LONGEST, lines=True, required=True)


class HeldInput(InputSchema):
    """The button pressed: `pdf` or `json`."""

    formato = Text(4, load_default="pdf")

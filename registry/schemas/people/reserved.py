"""Reserved facts of a person: why an officer looks at them, and the limits that health sets to work."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Codes, Text
from registry.schemas.people.person import LONGEST_REMARK
from registry.vocabulary.institutions import WorkDemand


class PurposeInput(InputSchema):
    """Why reserved facts are looked at; the audit keeps it."""

    purpose = Text(200, shortest=10, required=True)


class PurposeQuery(InputSchema):
    """The same of a program, which may also do without the reserved facts."""

    purpose = Text(200, shortest=10, load_default="")


class LimitationsInput(InputSchema):
    """What work health rules out; an empty field means none."""

    unable = Codes(WorkDemand)
    health_remark = Text(LONGEST_REMARK, lines=True, load_default="")

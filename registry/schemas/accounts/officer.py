"""An officer's account."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Key, Label, Part, Text, Whole, YesNo
from registry.vocabulary.accounts import Role


class OfficerInput(InputSchema):
    """An officer's facts; the password is another matter."""

    username = Text(60, shortest=3, required=True)
    full_name = Text(120, required=True)
    post = Text(120, required=True)
    role = Choice(Role, required=True)
    office_id = Key(required=True)


class OfficerOfficeOutput(OutputSchema):
    """The office of an officer, in short."""

    id = Key()
    code = Text()
    name = Text()


class OfficerOutput(OutputSchema):
    """An officer as colleagues see them: nothing that lets anybody in."""

    id = Key()
    version = Whole()
    username = Text()
    full_name = Text()
    post = Text()
    role = Choice(Role)
    role_label = Label("role")
    is_active = YesNo()
    office = Part(OfficerOfficeOutput)

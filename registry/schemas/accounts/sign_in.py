"""What people type to get in, to prove who they are, and to change what lets them in."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Choice, Email, Secret, Text, Whole
from registry.vocabulary.sign_in import TokenScope


class SignInInput(InputSchema):
    """Who wants to come in."""

    username = Text(60, required=True)
    password = Secret(required=True)


class CodeInput(InputSchema):
    """A code of an application, or one for recovery."""

    code = Text(40, required=True)


class ProofInput(InputSchema):
    """Who sits before an open session; the code only where it is asked for."""

    password = Secret(required=True)
    code = Text(40, load_default="")


class EmailInput(InputSchema):
    """Who forgot their password."""

    email = Email(required=True)


class NewPasswordInput(InputSchema):
    """The password to come, of whoever holds a link."""

    password = Secret(required=True)


class OwnPasswordInput(InputSchema):
    """The holder's password now, and the one to come."""

    current = Secret(required=True)
    password = Secret(required=True)


class TokenInput(InputSchema):
    """What a program's key is for."""

    name = Text(60, required=True)
    scope = Choice(TokenScope, required=True)
    days = Whole(1, 365, required=True)

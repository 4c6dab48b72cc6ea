"""What officers type to get in, and to change what lets them in."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Secret, Text


class SignInInput(InputSchema):
    """Who wants to come in."""

    username = Text(60, required=True)
    password = Secret(required=True)


class OwnPasswordInput(InputSchema):
    """The officer's password now, and the one to come."""

    current = Secret(required=True)
    password = Secret(required=True)

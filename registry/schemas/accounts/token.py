"""A bearer token, of which only its dates are shown."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Key, Whole
from registry.schemas.keys import Moment


class TokenInput(InputSchema):
    """For how long a new token opens the API."""

    days = Whole(1, 365, load_default=90)


class TokenOutput(OutputSchema):
    """A token's life."""

    id = Key()
    created_at = Moment()
    expires_at = Moment()
    revoked_at = Moment(allow_none=True)

"""A bearer token, of which only its dates are shown."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Instant, Key, Whole


class TokenInput(InputSchema):
    """For how long a new token opens the API."""

    days = Whole(1, 365, load_default=90)


class TokenOutput(OutputSchema):
    """A token's life."""

    id = Key()
    created_at = Instant()
    expires_at = Instant()
    revoked_at = Instant(allow_none=True)

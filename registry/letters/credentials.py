"""What a pastoral agent's credential says: who may enter which prison, for whom, and from when to when."""

from typing import TypedDict

from registry.letters.content import Paper
from registry.letters.fields import IsoDate, Text


class Bearer(TypedDict):
    """The agent, as their own document names them."""

    name: Text
    document_number: Text
    post: Text


class Destination(TypedDict):
    """The prison that the credential opens."""

    name: Text
    district: Text


class PastoralCredential(Paper):
    """A card for one agent and one prison, renewed every year (REL art. 6)."""

    bearer: Bearer
    group: Text
    prison: Destination
    valid_from: IsoDate
    valid_to: IsoDate
    legal_basis: list[Text]

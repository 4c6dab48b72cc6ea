"""What an agreement says: who agrees on what, until when, and who owes what."""

from typing import Annotated, Literal, TypedDict

from registry.letters.content import Paper, Post
from registry.letters.fields import Form, IsoDate, Text


class Party(TypedDict):
    """The institution that signs, and who signs for it."""

    name: Text
    ruc: Text
    address: Text | None
    district: Text
    representative: Post


class Obligation(TypedDict):
    """What a side owes, by a day where there is one."""

    words: Text
    due_on: IsoDate | None


Obligations = Annotated[list[Obligation], Form("at least one obligation", bool)]


class Agreement(Paper):
    """A *convenio*; what every one of its kind says stands in the template (RPROD arts. 26 and 30)."""

    agreement_number: Text
    about: Literal["community_service", "productive_work", "religious_assistance", "social_help"]
    title: Text
    purpose: Text
    party: Party
    starts_on: IsoDate
    ends_on: IsoDate
    renews: Text | None
    """Number of the agreement that this one follows."""
    operator_obligations: Obligations
    institution_obligations: Obligations
    clauses: list[Text]
    annexes: list[Text]

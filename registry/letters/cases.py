"""What the documents of a case file say: its receipt, the notice of observations, the resolution."""

from typing import Annotated, Literal, TypedDict

from registry.letters.content import Paper, Post
from registry.letters.fields import Count, Form, IsoDate, Text, WebAddress

Means = Literal["email", "paper"]


class CaseFacts(TypedDict):
    """The file, as everybody names it."""

    number: Text
    procedure: Text
    filed_on: IsoDate


class Applicant(TypedDict):
    """Who asks, and who speaks for them."""

    name: Text
    ruc: Text | None
    representative: Text | None
    address: Text | None


class Term(TypedDict):
    """A term in business days; its last day stands only where the day from which it runs is known."""

    business_days: Count
    due_on: IsoDate | None


class Deciding(TypedDict):
    """Until when the operator decides, and what follows where it does not."""

    business_days: Count
    due_on: IsoDate
    deemed: Literal["approved", "denied"]
    is_confirmed: bool
    """Whether term and consequence were confirmed by the operator, or are those of the general law."""


class CasePaper(Paper):
    """What the documents of a case file share."""

    case_file: CaseFacts
    applicant: Applicant
    legal_basis: list[Text]
    follow_url: WebAddress


class FilingReceipt(CasePaper):
    """Attests what was filed and when (LPAG art. 4.3: an automatic act names the authority that answers for it)."""

    presented: list[Text]
    declared: list[Text]
    deciding: Deciding | None
    """None where nobody settled the term yet."""
    authority: Post
    means: Means


class Observation(TypedDict):
    """What was found wanting, and what to do about it."""

    requirement: Text
    remark: Text


Observations = Annotated[list[Observation], Form("at least one observation", bool)]


class ObservationNotice(CasePaper):
    """Tells everything that is wanting, once (LPAG art. 125.1)."""

    observations: Observations
    words: Text | None
    cure: Term
    cure_basis: Text
    means: Means


Articles = Annotated[list[Text], Form("at least one article", bool)]


class Resolution(CasePaper):
    """What was decided and why, and how it is contested (LPAG art. 207)."""

    outcome: Literal["approved", "denied"]
    seen: list[Text]
    """What the file holds: visits, reports, requirements met."""
    grounds: Text
    decided: Articles
    appeal: Term | None
    """None where no norm in force says how long."""
    means: Means

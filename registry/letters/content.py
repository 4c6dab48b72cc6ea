"""What each kind of letter says, as plain JSON-shaped data.

Every field is always present, with null where the type allows it, so a fact
has one spelling and one digest. Offence, health and the reasons of the court
have no field: they never leave the competent office (RCEP 13 and 259; LPDP 13.8).
"""

from typing import Annotated, Literal, TypedDict

from registry.letters.fields import ClockTime, Count, Form, IsoDate, Text, WebAddress, Weekday

Penalty = Literal["community_service", "free_day_restriction"]


class Office(TypedDict):
    """The office that issues the letter."""

    name: Text
    city: Text
    address: Text
    phone: Text | None
    email: Text | None


class Post(TypedDict):
    """Somebody as holder of a post; LPAG 4.3 wants both named."""

    name: Text
    post: Text


class Contact(TypedDict):
    """The officer to ask, with at least one way of reaching the office."""

    name: Text
    post: Text
    phone: Text
    email: Text | None


class Identity(TypedDict):
    """The person, with the document that proves who they are."""

    name: Text
    document_type: Text
    document_number: Text


class Place(TypedDict):
    """Where the service takes place, and how to get there."""

    name: Text
    address: Text
    district: Text
    directions: Text | None


class Turn(TypedDict):
    """One stretch of hours that repeats every week."""

    weekday: Weekday
    start: ClockTime
    end: ClockTime


Week = Annotated[list[Turn], Form("at least one turn", bool)]


class Verification(TypedDict):
    """Where anybody can check that the letter was issued."""

    url: WebAddress
    code: Text


class Paper(TypedDict):
    """What every kind shares."""

    is_demonstration: bool
    operator: Text
    """Name of the prison service on the day of issue."""
    year_name: Text | None
    """Official name of the year."""
    office: Office
    number: Text
    issued_on: IsoDate
    signatory: Post
    contact: Contact
    verification: Verification


class Letter(Paper):
    """What the letters about a person who serves share."""

    penalty: Penalty
    person: Identity


class PlacementLetter(Letter):
    """What the letters that name a place and its hours share."""

    place: Place
    supervisor: Post | None
    """Who receives the person at the unit."""
    task: Text
    schedule: Week
    start_on: IsoDate
    jornadas: Count
    hours_per_jornada: Count


class PresentationToUnit(PlacementLetter):
    """Presents the person to the beneficiary unit (RCEP 258 and 259)."""

    addressee: Post
    """Who represents the unit."""
    area: Text
    duties: list[Text]


class AbsenceTerms(TypedDict):
    """From how many unjustified absences in a month the judge is told (RCEP 267), and the term to explain (269)."""

    consecutive_days: Count
    alternate_days: Count
    explanation_business_days: Count


class Decision(TypedDict):
    """Who decided the placement, and what the program had to do with it."""

    officer: Post
    decided_on: IsoDate
    origin: Literal["proposal_accepted", "proposal_changed", "officer_alone"]
    reasons: list[Text]
    """Why this place, in whole sentences for the person."""


class Review(TypedDict):
    """How to ask for another look at the decision; a null term is printed as still to be confirmed."""

    authority: Post
    business_days: Count | None
    legal_basis: Text | None


class OwnPage(TypedDict):
    """Where the person follows the sentence being served, and with which code."""

    url: WebAddress
    code: Text


class NotificationToPerson(PlacementLetter):
    """Tells the person where, when and why, and what they can do about it."""

    own_page: OwnPage | None

    bring: list[Text]
    absences: AbsenceTerms
    decision: Decision
    review: Review

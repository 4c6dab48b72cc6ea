"""What the letters after the placement say to the unit and to the person.

They tell what changed, never why: the reasons may touch on health, family or the court's.
"""

from typing import Literal, TypedDict

from registry.letters.content import AbsenceTerms, Letter, OwnPage, PlacementLetter, Post
from registry.letters.execution import BreachExecution, ConductExecution, Execution, ServedExecution
from registry.letters.fields import Count, IsoDate, Text

ChangeCode = Literal[
    "suspended", "resumed", "rescheduled", "moved", "restored", "excluded", "completed", "reopened", "ended"
]


class Change(TypedDict):
    """What changed, from which day, and until when where that is known."""

    code: ChangeCode
    effective_on: IsoDate
    until: IsoDate | None


class ChangeToUnit(PlacementLetter):
    """Tells the unit what changes for somebody whom it receives."""

    addressee: Post
    change: Change


class ChangeToPerson(PlacementLetter):
    """Tells the person what changes, and what was served so far."""

    change: Change
    own_page: OwnPage | None
    execution: Execution


class WrittenWarning(PlacementLetter):
    """Warns in writing of conduct that, repeated, is told to the judge (RCEP 266)."""

    words: Text | None
    repeats: Count
    """How many times more before the judge is told."""
    execution: ConductExecution


class ExplanationRequest(PlacementLetter):
    """Asks the person to explain a breach (RCEP 269)."""

    business_days: Count
    due_on: IsoDate
    words: Text | None
    own_page: OwnPage | None
    absences: AbsenceTerms
    execution: BreachExecution


class Served(TypedDict):
    """A place at which the person served, by the number that the execution names it with."""

    placement: Count
    name: Text
    district: Text
    task: Text


class UnitConstancy(PlacementLetter):
    """What the unit states of the service rendered there (RCEP 265); it signs beside the office."""

    institution: Text
    addressee: Post
    """Who represents the unit and signs."""
    execution: ServedExecution


class JornadasCertificate(Letter):
    """Certifies to the person what was served; names neither offence, court nor case."""

    hours_per_jornada: Count
    places: list[Served]
    execution: ServedExecution

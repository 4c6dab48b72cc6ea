"""What the reports to the judge say; the court knows the offence, so they leave it out."""

from typing import Literal, TypedDict

from registry.letters.content import AbsenceTerms, Letter, Week
from registry.letters.execution import MonthExecution, RevocationExecution, SheetsExecution
from registry.letters.fields import Count, IsoDate, Text, YearMonth
from registry.letters.following import Served


class Case(TypedDict):
    """The case that the court knows."""

    court: Text
    number: Text
    judgment_date: IsoDate
    origin: Literal["autonomous", "converted"]


class JudgeReport(Letter):
    """What every report to the judge shares (RCEP 262)."""

    case: Case
    hours_per_jornada: Count
    places: list[Served]
    """Every unit of the sentence, the present one last."""
    schedule: Week
    start_on: IsoDate
    words: Text | None
    """What the officer adds."""


class MonthlyReport(JudgeReport):
    """How the penalty was served in one month."""

    month: YearMonth
    execution: MonthExecution


class Explanation(TypedDict):
    """Whether the person explained the breach within the term (RCEP 269)."""

    asked_on: IsoDate | None
    due_on: IsoDate
    explained_on: IsoDate | None


class BreachReport(JudgeReport):
    """A breach, what the person answered, and what a revocation would come to (RCEP 267)."""

    absences: AbsenceTerms
    explanation: Explanation
    execution: RevocationExecution


class CompletionReport(JudgeReport):
    """That everything owed was served, with the sheets of every month and unit annexed (RCEP 265)."""

    execution: SheetsExecution

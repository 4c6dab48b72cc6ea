"""Letters that the office issues in the course of the year."""

from datetime import date

from registry.ledger.facts import Entry
from registry.services.documents.documents import issue
from registry.vocabulary.placements import LetterKind
from tests.functional.attendance_year.lives import ONE_DAY, Life
from tests.functional.attendance_year.year import Year

WARNED = 0.3


def warn(year: Year, written: list[tuple[Life, Entry]], on: date) -> None:
    """Warn some of those of whom conduct was noted since they were warned last."""
    for life, entry in written:
        noted_since = entry.day > max(life.warnings, default=date.min)
        if entry.outcome.is_conduct and noted_since and not life.is_over and life.random.random() < WARNED:
            issue(life.placement_id, LetterKind.WRITTEN_WARNING, officer=year.officer, on=on)
            life.warnings.append(on)


def report(year: Year, on: date, *, every: int) -> None:
    """Report the month before to the judge for one sentence in so many, and the penalties that were completed."""
    last_of_month = on.replace(day=1) - ONE_DAY
    for life in year.lives[::every]:
        if life.is_over and not life.is_reported:
            issue(life.placement_id, LetterKind.COMPLETION_REPORT, officer=year.officer, on=on)
            life.is_reported = True
        elif not life.is_over and life.servings[-1].starts_on <= last_of_month:
            period = f"{last_of_month:%Y-%m}"
            issue(life.placement_id, LetterKind.MONTHLY_REPORT, officer=year.officer, on=on, period=period)

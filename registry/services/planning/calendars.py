"""The days ahead of a round, as the matcher counts them: holidays, decreed days and the absences to be expected."""

from datetime import date
from functools import lru_cache

from matching import Calendar
from registry.norms import value_at
from registry.reference.holidays import decreed_days, holidays_in

YEARS_AHEAD = 8
"""The longest penalty takes five years of jornadas (art. 52 CP); what lies beyond cannot press."""


@lru_cache(maxsize=64)
def calendar_from(on: date) -> Calendar:
    """The calendar of a round of this day, under the norms in force then."""
    years = range(on.year, on.year + YEARS_AHEAD + 1)
    return Calendar(
        on=on,
        holidays=tuple(sorted(day for year in years for day in holidays_in(year) if day > on)),
        closed_days=tuple(decreed.day for decreed in decreed_days() if decreed.day > on),
        absence_rate=value_at("expected_absences", on) / 100,
    )

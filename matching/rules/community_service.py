"""Hard rules of community service and free-day restriction (arts. 34 and 35 of the Penal Code)."""

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.input.patterns import restricted, usable_minutes, weekly_patterns
from matching.input.shifts import EVERY_SHIFT, WEEKEND, mask_of
from matching.instance import Norms
from matching.problem import Mask
from matching.rules.refusal import Change, Refusal, Rule


def table_of_contents() -> tuple[Rule, ...]:
    """List the rules in the order in which an officer would raise them."""
    return (
        Rule("registration", "CP 34.1; RCEP 250", registration, registration_mask),
        Rule("purpose", "CP 34.1-34.2", purpose, purpose_mask),
        Rule("free_of_charge", "CP 34.1; RCEP 247", free_of_charge, free_of_charge_mask),
        Rule("schedule", "CP 34.3-34.4; RCEP 256", schedule, schedule_mask),
    )


def registration(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The unit is not in force at the round's date; only a recorded exception admits it (RCEP 250)."""
    if opening.is_active or opening.is_recorded_exception:
        return None
    return Refusal("registration", None, None, Change("renew_or_record_exception", 1))


def registration_mask(grid: Grid) -> Mask:
    """Mark, (1, J), the openings of units not in force and without a recorded exception (RCEP 250)."""
    return ~grid.openings_where(lambda opening: opening.is_active or opening.is_recorded_exception)


def purpose(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The unit is neither public nor private with an assistential or social purpose (CP 34.1-34.2).

    The exception of RCEP 250 excuses the missing registration, not this: the Code outranks it.
    """
    if opening.is_public or opening.has_social_purpose:
        return None
    return Refusal("purpose")


def purpose_mask(grid: Grid) -> Mask:
    """Mark, (1, J), the openings of units neither public nor with a social purpose (CP 34.1-34.2)."""
    return ~grid.openings_where(lambda opening: opening.is_public or opening.has_social_purpose)


def free_of_charge(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The unit asks the person for money or a condition: the service is free (CP 34.1; RCEP 247)."""
    if opening.is_free_of_charge:
        return None
    return Refusal("free_of_charge", None, None, Change("drop_charge", 1))


def free_of_charge_mask(grid: Grid) -> Mask:
    """Mark, (1, J), the openings whose unit asks for money or a condition (CP 34.1; RCEP 247)."""
    return ~grid.openings_where(lambda opening: opening.is_free_of_charge)


def schedule(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The hours owed a week do not fit into the open half days that the person may serve.

    Weekends, unless weekdays are authorised (CP 34.3-34.4), and never against declared work or study (RCEP 256).
    """
    minutes = norms.weekly_minutes(applicant)
    shared = restricted(opening.timetable, mask_of(applicant.lawful_shifts))
    if weekly_patterns(shared, minutes):
        return None
    shared_minutes = usable_minutes(shared)
    change = _change_of_person(applicant, opening, minutes) or Change("open_more_minutes", minutes - shared_minutes)
    return Refusal("schedule", shared_minutes, minutes, change)


def schedule_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the pairs whose hours in common hold no weekly pattern (CP 34.3-34.4; RCEP 256)."""
    return ~grid.lawful.exist


def _change_of_person(applicant: Applicant, opening: Opening, minutes: int) -> Change | None:
    """Find what would admit the person: an authorisation, else freed half days, else both; None if nothing would.

    Half days that still have places come first, since full ones would not help.
    """
    free, lawful_days = applicant.free_shifts, EVERY_SHIFT if applicant.weekday_authorised else WEEKEND
    for code, days, missing in (
        ("authorise_weekdays", free, WEEKEND),
        ("free_shifts", lawful_days, free),
        ("authorise_and_free_shifts", EVERY_SHIFT, free & WEEKEND),
    ):
        for timetable in (opening.free_timetable, opening.timetable):
            patterns = weekly_patterns(restricted(timetable, mask_of(days)), minutes)
            lacking = [tuple(hours.shift for hours in pattern if hours.shift not in missing) for pattern in patterns]
            if lacking:
                shifts = min(lacking, key=len)
                return Change(code, len(shifts), shifts)
    return None

"""What a note must fulfil: in itself, as a correction, by who writes it and when, and as a session of the placement."""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.errors import InvalidFields, WrongState
from registry.ledger.execution import is_executed, pattern_on
from registry.ledger.facts import Facts
from registry.ledger.sessions import Session, scheduled, sessions_of
from registry.models import AttendanceEntry
from registry.norms import value_at
from registry.services.attendance.notes import Note
from registry.services.saving import Problems, refuse
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.shifts import Shift

LAST_MINUTE, END_OF_DAY = 1439, 1440
LONGEST_REMARK = 500
#: What only the office notes: writing it is its authorisation.
OF_THE_OFFICE = frozenset({Outcome.RECOVERED})


@dataclass(frozen=True)
class Writer:
    """Who writes and on which day: the office at any time, a unit within a term and only over its own entries."""

    is_outsider: bool
    on: date

    @property
    def first_day(self) -> date:
        """The earliest day that a unit still notes."""
        return self.on - timedelta(days=value_at("unit_recording_term", self.on))


def check_content(note: Note, previous: AttendanceEntry | None, on: date) -> None:
    """Refuse what contradicts itself, whatever the placement.

    Raises:
        InvalidFields: Names every field that does.
    """
    refuse({**_day_problems(note, on), **_time_problems(note), **_outcome_problems(note, previous)})


def check_writer(note: Note, previous_is_of_office: bool, writer: Writer) -> None:
    """Refuse a unit what is the office's to say.

    Raises:
        InvalidFields: The day is too long ago, or the outcome is the office's.
        WrongState: The entry to correct is the office's.
    """
    if not writer.is_outsider:
        return
    if note.outcome in OF_THE_OFFICE or note.is_out_of_hours:
        refuse({"outcome": ("outcome_of_the_office", {})})
    if note.day < writer.first_day:
        refuse({"day": ("day_beyond_unit", {"first": f"{writer.first_day:%d/%m/%Y}"})})
    if previous_is_of_office:
        raise WrongState("entry_of_the_office")


def check_closed_sheet(note: Note, is_closed: bool, writer: Writer) -> None:
    """Refuse what comes after the month was signed for, unless the office says why.

    Raises:
        WrongState: The unit comes too late.
        InvalidFields: The office gives no reason.
    """
    if not is_closed:
        return
    if writer.is_outsider:
        raise WrongState("sheet_closed")
    if not note.remark.strip():
        refuse({"remark": ("remark_after_closing", {})})


def check_session(note: Note, previous: AttendanceEntry | None, plan: Facts) -> None:
    """Refuse a note of a session that the placement does not have.

    A correction speaks of a session that was noted already, and is held to it only where it
    makes an absence of an attendance.

    Raises:
        WrongState: Nobody expected the person on that day.
        InvalidFields: The day or the half day begins no session.
    """
    if note.outcome is Outcome.WITHDRAWN or (previous and (note.outcome.attended or not previous.outcome.attended)):
        return
    _require_serving(note, plan)
    if not note.outcome.attended:
        _require_due(note, plan)
    elif note.outcome is not Outcome.RECOVERED:
        _require_pattern(note, plan)


def sessions_on(plan: Facts, placement_id: int, day: date) -> tuple[Session, ...]:
    """The sessions that the placement's week has on a day, due or not."""
    return tuple(
        session
        for serving in plan.placements
        if serving.placement_id == placement_id
        for session in sessions_of(pattern_on(serving, day), placement_id, day)
    )


def _day_problems(note: Note, on: date) -> Problems:
    if note.day > on:
        return {"day": ("day_in_future", {})}
    if Shift(note.shift).weekday != note.day.weekday():
        return {"shift": ("shift_of_another_day", {})}
    return {}


def _time_problems(note: Note) -> Problems:
    arrived, left = note.arrived, note.left
    if not note.outcome.attended:
        return {"arrived": ("times_of_nobody", {})} if (arrived, left) != (None, None) else {}
    problems: Problems = {}
    if arrived is None and (note.outcome.needs_both_times or note.outcome is Outcome.PRESENT):
        problems["arrived"] = ("arrival_missing", {})
    if left is None and note.outcome.needs_both_times:
        problems["left"] = ("departure_missing", {})
    if left is not None and note.outcome is Outcome.PRESENT:
        problems["left"] = ("departure_of_present", {})
    if arrived is not None and not 0 <= arrived <= LAST_MINUTE:
        problems["arrived"] = ("minute_unknown", {})
    if left is not None and not (arrived or 0) < left <= END_OF_DAY:
        problems["left"] = ("left_before_arrived", {})
    return problems


def _outcome_problems(note: Note, previous: AttendanceEntry | None) -> Problems:
    if note.outcome is Outcome.WITHDRAWN and previous is None:
        return {"outcome": ("withdrawn_without_entry", {})}
    if len(note.remark) > LONGEST_REMARK:
        return {"remark": ("remark_too_long", {"most": LONGEST_REMARK})}
    if note.remark.strip():
        return {}
    if note.outcome.is_conduct:
        return {"remark": ("remark_of_conduct", {})}
    is_departure = previous is not None and previous.outcome in (Outcome.PRESENT, Outcome.WITHDRAWN)
    return {"remark": ("remark_of_correction", {})} if previous is not None and not is_departure else {}


def _require_serving(note: Note, plan: Facts) -> None:
    """Refuse a day on which the placement expects nobody, with the reason that holds on it."""
    serving = next(serving for serving in plan.placements if serving.placement_id == note.placement_id)
    if note.day < serving.starts_on:
        raise WrongState("placement_not_begun", first=f"{serving.starts_on:%d/%m/%Y}")
    if not is_executed(plan, note.day):
        raise WrongState("execution_stayed")
    if not pattern_on(serving, note.day):
        raise WrongState("placement_interrupted")


def _require_due(note: Note, plan: Facts) -> None:
    due = scheduled(plan, note.day, note.day)
    if not any((session.placement_id, session.shift) == (note.placement_id, note.shift) for session in due):
        raise InvalidFields({"day": ("nothing_due", {})})


def _require_pattern(note: Note, plan: Facts) -> None:
    sessions = sessions_on(plan, note.placement_id, note.day)
    if any(session.shift == note.shift for session in sessions):
        return
    if not note.is_out_of_hours:
        raise InvalidFields({"shift": ("not_a_session", {})})
    if any(note.shift in session.shifts for session in sessions):
        raise InvalidFields({"shift": ("within_a_session", {})})

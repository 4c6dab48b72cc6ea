"""What units and the office write down: drawn for each session, and corrected later."""

from collections.abc import Iterator
from datetime import date
from random import Random

from registry.ledger.facts import Entry
from registry.reference.holidays import is_business_day
from registry.services.attendance.notes import Note
from registry.vocabulary.attendance import EntrySource, Outcome
from tests.functional.attendance_year.lives import EIGHT, ONE, ONE_DAY, SIX, Life

#: How often each thing is noted, in a thousand; the rest of the papers never come.
FATES = {
    Outcome.ATTENDED: 760,
    Outcome.UNEXCUSED: 90,
    Outcome.EXCUSED_HEALTH: 30,
    Outcome.EXCUSED_WORK_OR_STUDY: 20,
    Outcome.LEFT_WITHOUT_LEAVE: 15,
    Outcome.UNIT_DID_NOT_ATTEND: 15,
    Outcome.SENT_AWAY: 10,
    Outcome.POOR_WORK: 10,
    Outcome.REFUSED_TASK: 10,
    Outcome.PRESENT: 10,
}
REMARK = "Lo dice la planilla"


def notes_of_week(life: Life, monday: date) -> Iterator[Note]:
    """What a unit writes of one week."""
    for day in (monday + ONE_DAY * step for step in range(7)):
        for shift, start, end in life.sessions(day):
            outcome = _fate(life, day)
            if outcome is not None:
                arrived, left = _times(outcome, start, end, life.random)
                remark = REMARK if outcome.is_conduct else ""
                yield Note(life.placement_id, day, shift, outcome, arrived, left, remark, source=EntrySource.PAPER)


def correction(entry: Entry, random: Random) -> Note:
    """What the office writes when a paper, or a reason, comes later."""
    arrived: int | None = None
    left: int | None = None
    if entry.outcome is Outcome.UNEXCUSED:
        outcome = random.choice([Outcome.EXCUSED_HEALTH, Outcome.EXCUSED_FAMILY, Outcome.WITHDRAWN])
    elif entry.outcome.attended:
        outcome = random.choice([Outcome.ATTENDED, Outcome.ATTENDED, Outcome.WITHDRAWN])
    else:
        outcome = Outcome.WITHDRAWN
    if outcome.credited:
        arrived, left = EIGHT, random.choice([ONE, 690, SIX])
    session = entry.placement_id, entry.day, entry.shift
    return Note(*session, outcome, arrived, left, REMARK, replaces_id=entry.id)


def _fate(life: Life, day: date) -> Outcome | None:
    """What happened on a day; on a holiday of the week who comes is noted, and nobody else."""
    if day >= life.gone_on:
        return Outcome.UNEXCUSED if day.weekday() > 4 or is_business_day(day) else None
    draw = life.random.randrange(1000)
    for outcome, share in FATES.items():
        if draw < share:
            may_be_noted = outcome.attended or day.weekday() > 4 or is_business_day(day)
            return outcome if may_be_noted else None
        draw -= share
    return None


def _times(outcome: Outcome, start: int, end: int, random: Random) -> tuple[int | None, int | None]:
    if not outcome.attended:
        return None, None
    arrived = start + random.choice([0, 0, 0, 7, 25])
    if outcome is Outcome.PRESENT:
        return arrived, None
    if outcome in (Outcome.SENT_AWAY, Outcome.REFUSED_TASK):
        return arrived, arrived + 20
    return arrived, end + random.choice([0, 0, 0, 0, -95, 45])

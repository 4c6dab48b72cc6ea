"""People who have served for months by the demonstration's day: attendance, absences, corrections and sheets."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from registry.demo.offices import Territory
from registry.errors import DomainError
from registry.extensions.database import transaction
from registry.ledger.sessions import Session
from registry.models import AttendanceEntry, Placement, Sentence, Vacancy
from registry.reference.months import last_of, months_between
from registry.services.attendance import sheets
from registry.services.attendance.recording import Note, record_many
from registry.services.institutions.vacancies import list_open_for_round
from registry.services.people.sentences import list_waiting
from registry.services.placements import placements
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift

JORNADA_MINUTES = 600
LONGEST_AGO, LATELY = timedelta(weeks=22), timedelta(weeks=8)
#: Days from the court's paper to the first session.
BEFORE_START = timedelta(days=28)
#: What becomes of a session, and of how many in a hundred; None: nobody noted it.
OUTCOMES: tuple[tuple[Outcome | None, int], ...] = (
    (Outcome.ATTENDED, 85),
    (Outcome.UNEXCUSED, 5),
    (Outcome.EXCUSED_HEALTH, 4),
    (Outcome.EXCUSED_FAMILY, 1),
    (Outcome.UNIT_DID_NOT_ATTEND, 2),
    (None, 3),
)
SHARE_LEFT_EARLY, SHARE_STRAYING, SHARE_EXCUSED_LATER = 0.12, 0.15, 0.3
#: Of units, those whose sheets of the last month have not come.
SHARE_LATE = 0.3
REMARKS = {
    Outcome.EXCUSED_HEALTH: "Trajo la constancia de atención de la posta.",
    Outcome.EXCUSED_FAMILY: "Emergencia familiar; avisó por teléfono.",
}
EXCUSE = "Trajo después el rol de turnos de su trabajo."

Pattern = list[tuple[int, int, int]]


def let_serve_long(territory: Territory, on: date, random: Random, most: int) -> int:
    """Place up to so many people who began months ago, tell their sessions, and answer how many were placed."""
    waiting = [one for one in list_waiting(territory.office.id, on) if one.received_on + BEFORE_START + LATELY <= on]
    placed = [found for sentence in waiting[:most] if (found := _place(sentence, territory, on, random)) is not None]
    units = sorted({vacancy.unit_id for _, vacancy in placed})
    straying = {placement.id for placement, _ in placed if random.random() < SHARE_STRAYING}
    for unit_id in units:
        _tell_months(unit_id, territory, on, _Teller(random, straying, on))
    return len(placed)


class _Teller:
    """Draws what became of sessions."""

    def __init__(self, random: Random, straying: set[int], on: date) -> None:
        self.random, self.straying, self.on = random, straying, on

    def notes(self, due: Sequence[Session]) -> Iterator[Note]:
        """A note for each session of which somebody wrote something down."""
        for session in due:
            outcome = self._outcome(session)
            if outcome is not None:
                yield self._note(session, outcome)

    def excuses(self, entries: Sequence[AttendanceEntry]) -> Iterator[Note]:
        """Corrections of absences that were justified later."""
        for entry in entries:
            is_absence = entry.outcome is Outcome.UNEXCUSED and entry.placement_id not in self.straying
            if is_absence and self.random.random() < SHARE_EXCUSED_LATER:
                key = entry.placement_id, entry.day, entry.shift
                yield Note(*key, Outcome.EXCUSED_WORK_OR_STUDY, remark=EXCUSE, replaces_id=entry.id)

    def is_late(self) -> bool:
        """Whether a unit's last sheet has not come."""
        return self.random.random() < SHARE_LATE

    def _outcome(self, session: Session) -> Outcome | None:
        """Whoever strays has not come for two weeks."""
        if session.placement_id in self.straying and session.day > self.on - timedelta(weeks=2):
            return Outcome.UNEXCUSED
        outcomes, weights = zip(*OUTCOMES, strict=True)
        drawn: Outcome | None = self.random.choices(outcomes, weights)[0]
        return drawn

    def _note(self, session: Session, outcome: Outcome) -> Note:
        arrived, left = (session.start, session.end) if outcome.attended else (None, None)
        if left is not None and session.minutes > 240 and self.random.random() < SHARE_LEFT_EARLY:
            left -= self.random.choice((60, 90, 120))
        key = session.placement_id, session.day, session.shift
        return Note(*key, outcome, arrived, left, remark=REMARKS.get(outcome, ""), source=EntrySource.PAPER)


def _place(sentence: Sentence, territory: Territory, on: date, random: Random) -> tuple[Placement, Vacancy] | None:
    """Begin where the person's free half days meet a vacancy's for ten hours a week; None where nothing fits."""
    first = max(sentence.received_on + BEFORE_START, on - LONGEST_AGO)
    for vacancy in list_open_for_round(territory.office.id, on):
        pattern = _pattern(sentence, vacancy) if vacancy.free_places else []
        if not pattern:
            continue
        starts_on = first + timedelta(days=random.randrange((on - LATELY - first).days + 1))
        start = placements.Start(sentence.id, vacancy.id, pattern, starts_on, state=PlacementState.ACTIVE)
        try:
            with transaction() as session, session.begin_nested():  # what is refused leaves nothing behind
                return placements.begin(start, officer=territory.officer), vacancy
        except DomainError:
            return None  # the places went, or another sentence of the person is served in these half days
    return None


def _pattern(sentence: Sentence, vacancy: Vacancy) -> Pattern:
    """Half days that both have free, up to a jornada; empty where they make less."""
    free = set(sentence.person.free_shift_numbers)
    pattern: Pattern = []
    left = JORNADA_MINUTES
    for shift in vacancy.shifts:
        is_open = Shift(shift.shift).is_weekend and shift.places_taken < shift.places
        if left and shift.shift in free and is_open:
            end = min(shift.end_minute, shift.start_minute + left)
            pattern.append((shift.shift, shift.start_minute, end))
            left -= end - shift.start_minute
    return [] if left else pattern


def _tell_months(unit_id: int, territory: Territory, on: date, teller: _Teller) -> None:
    """Tell each month of a unit and sign for those that are over, all but the last of a unit that is late."""
    months = months_between(on - LONGEST_AGO, on)
    is_late = teller.is_late()
    for month in months:
        sheet = sheets.open_sheet(unit_id, month, officer=territory.officer)
        due = [cell.session for cell in sheet.cells if cell.session.day < on]
        results = record_many(teller.notes(due), officer=territory.officer, on=on)
        entries = [result.entry for result in results if result.entry is not None]
        record_many(teller.excuses(entries), officer=territory.officer, on=on)
        if due and last_of(month) < on and not (is_late and month == months[-2]):
            sheets.close(unit_id, month, officer=territory.chief, on=on)

"""The calls that tell the services of a year, week by week."""

from dataclasses import replace
from datetime import date
from random import Random

from registry.extensions.database import transaction
from registry.ledger.facts import Entry, Order, Serving, Week
from registry.services.accounts.accounts import Account
from registry.services.accounts.policy import Act
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record_many
from registry.services.people.sentences import add_order
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.changing import change
from registry.services.placements.leaving import leave
from registry.services.placements.placements import Start, begin, get_placement, lock
from registry.vocabulary.people import CourtOrderKind, PenaltyOrigin
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause
from registry.vocabulary.shifts import Shift
from tests.factories.people import make_person, make_sentence, order_details
from tests.functional.attendance_year.lives import (
    FIRST_MONDAY,
    ONE_DAY,
    ONE_WEEK,
    SATURDAYS,
    SUNDAYS,
    WEEKDAYS,
    WEEKENDS,
    Life,
    Pattern,
)
from tests.functional.attendance_year.notes import correction, notes_of_week

REASON = "Lo decidió la oficina"
#: Share of notes that are corrected.
CORRECTED = 0.04
ORIGINS = [PenaltyOrigin.AUTONOMOUS, PenaltyOrigin.AUTONOMOUS, PenaltyOrigin.CONVERTED]


class Year:
    """The lives of an office, and the calls that tell the services of them."""

    def __init__(self, lives: int, *, seed: int, officer: Account, vacancy_ids: list[int]) -> None:
        self.officer, self.vacancy_ids = officer, vacancy_ids
        self.lives = [self._begin(Random(f"{seed}-{number}")) for number in range(lives)]
        self.refusals: list[object] = []
        #: Number of the last alert of breach that was looked at.
        self.alerts_seen = 0

    def tell_week(self, monday: date) -> list[tuple[Life, Entry]]:
        """What changes on a Monday, then the notes of the week and the papers that come late; what was written."""
        running = [life for life in self.lives if not life.is_over]
        for life in running:
            self._change(life, monday)
            for note in notes_of_week(life, monday):
                delay = life.random.choice([0] * 17 + [1, 3, 6])
                life.papers.setdefault(monday + ONE_WEEK * delay, []).append(note)
        return self._record([(life, note) for life in self.lives for note in life.papers.pop(monday, [])], monday)

    def complete(self, life: Life, completed_on: date, on: date) -> None:
        """End what is served; papers of later days come to nothing."""
        self._apply(life, PlacementChange.COMPLETED, on)
        life.expect((), completed_on + ONE_DAY)
        life.is_over = True
        life.papers = {
            monday: [note for note in notes if note.day <= completed_on] for monday, notes in life.papers.items()
        }

    def _begin(self, random: Random) -> Life:
        is_authorised = random.random() < 0.2
        patterns = [SATURDAYS, SATURDAYS, SUNDAYS, WEEKENDS, *([WEEKDAYS] * 4 if is_authorised else [])]
        free = {shift for pattern in (*patterns, SATURDAYS, SUNDAYS) for shift, _, _ in pattern}
        person = make_person(
            officer=self.officer,
            free_shifts=tuple(Shift(shift) for shift in sorted(free)),
            is_weekday_authorised=is_authorised,
        )
        origin = random.choice(ORIGINS)
        jornadas = random.choice([12, 20, 30, 40])
        sentence = make_sentence(
            officer=self.officer,
            person=person,
            origin=origin,
            jornadas=jornadas,
            judgment_date=date(2025, 6, 2),
            received_on=date(2025, 6, 9),
            offence="130",
        )
        life = Life(sentence.id, jornadas, origin, is_authorised, random)
        starts_on = FIRST_MONDAY + ONE_WEEK * random.randrange(8)
        self._place(life, random.choice(patterns), starts_on)
        if random.random() < 0.06:
            life.gone_on = starts_on + ONE_WEEK * random.randrange(20)
        return life

    def _place(self, life: Life, pattern: Pattern, starts_on: date) -> None:
        start = Start(
            sentence_id=life.sentence_id,
            vacancy_id=life.random.choice(self.vacancy_ids),
            attendances=tuple((Shift(shift), first, last) for shift, first, last in pattern),
            starts_on=starts_on,
            state=PlacementState.ACTIVE,
        )
        placement = begin(start, officer=self.officer)
        life.servings.append(Serving(placement.id, (Week(starts_on, pattern),), starts_on))

    def _change(self, life: Life, monday: date) -> None:
        """At most one thing a week: who was away returns, or something new is decided."""
        if monday < life.servings[-1].starts_on + ONE_WEEK:
            return
        if life.returns_on is not None:
            if life.returns_on <= monday:
                self._return(life, monday)
            return
        draw = life.random.random()
        for share, happen in ((0.006, self._suspend), (0.012, self._reschedule), (0.018, self._move)):
            if draw < share:
                happen(life, monday)
                return
        for share, kind in ((0.021, CourtOrderKind.STAY), (0.024, CourtOrderKind.JORNADAS_CHANGED)):
            if draw < share:
                self._order(life, kind, monday)
                return

    def _suspend(self, life: Life, monday: date) -> None:
        self._apply(life, PlacementChange.SUSPENDED, monday, cause=SuspensionCause.ILLNESS)
        life.expect((), monday)
        life.returns_on = monday + ONE_WEEK * life.random.randint(2, 5)

    def _return(self, life: Life, monday: date) -> None:
        pattern = life.pattern
        if life.is_stayed:
            self._order(life, CourtOrderKind.RESUMPTION, monday)
        else:
            self._apply(life, PlacementChange.RESUMED, monday)
        life.expect(pattern, monday)
        life.returns_on = None

    def _reschedule(self, life: Life, monday: date) -> None:
        pattern = SUNDAYS if life.pattern != SUNDAYS else SATURDAYS
        attendances = tuple((Shift(shift), first, last) for shift, first, last in pattern)
        self._apply(life, PlacementChange.RESCHEDULED, monday, attendances=attendances)
        life.expect(pattern, monday)

    def _move(self, life: Life, monday: date) -> None:
        pattern = life.pattern
        moved = ChangeDetails(PlacementChange.MOVED, monday, REASON, end_reason=EndReason.MOVED, accepts_entries=True)
        with transaction() as session:
            placement = lock(life.placement_id, Act.DECIDE_PLACEMENTS, officer=self.officer)
            leave(session, placement, moved, officer=self.officer, on=monday)
        life.expect((), monday)
        self._place(life, pattern, monday)

    def _order(self, life: Life, kind: CourtOrderKind, monday: date) -> None:
        jornadas = life.random.choice([10, 15, 25, 35]) if kind is CourtOrderKind.JORNADAS_CHANGED else None
        details = order_details(kind=kind, ordered_on=monday, jornadas=jornadas)
        order = add_order(life.sentence_id, details, officer=self.officer, on=monday)
        life.orders.append(Order(monday, kind, jornadas, order.id))
        life.is_stayed = kind is CourtOrderKind.STAY
        if life.is_stayed:
            life.expect((), monday)
            life.returns_on = monday + ONE_WEEK * life.random.randint(3, 8)

    def _apply(self, life: Life, kind: PlacementChange, on: date, **given: object) -> None:
        effective_on = None if kind is PlacementChange.COMPLETED else on
        details = replace(ChangeDetails(kind, effective_on, REASON, accepts_entries=True), **given)  # type: ignore[arg-type]
        version = get_placement(life.placement_id, officer=self.officer).version
        change(life.placement_id, details, version=version, officer=self.officer, on=on)

    def _record(self, told: list[tuple[Life, Note]], monday: date) -> list[tuple[Life, Entry]]:
        """Send the week's papers at once, and remember the entries that they became."""
        results = record_many([note for _, note in told], officer=self.officer, on=monday + ONE_WEEK - ONE_DAY)
        self.refusals += [(result.note, result.refusal) for result in results if result.entry is None]
        written = [
            (life, _entry(result.entry.id, result.note, monday))
            for (life, _), result in zip(told, results, strict=True)
            if result.entry is not None
        ]
        for life, entry in written:
            life.entries.append(entry)
            if entry.replaces is None and life.random.random() < CORRECTED:
                later = monday + ONE_WEEK * life.random.randint(1, 8)
                life.papers.setdefault(later, []).append(correction(entry, life.random))
        return written


def _entry(number: int, note: Note, recorded_on: date) -> Entry:
    return Entry(
        id=number,
        day=note.day,
        shift=note.shift,
        outcome=note.outcome,
        arrived=note.arrived,
        left=note.left,
        recorded_on=recorded_on,
        replaces=note.replaces_id,
        placement_id=note.placement_id,
    )

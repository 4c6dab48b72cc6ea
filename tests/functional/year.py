"""A year of placements, drawn from a seed and told to the services week by week.

Each `Life` keeps its own plain record of what it told, so that what the registry computes is held
against a recomputation that never reads the registry.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.reference.holidays import is_business_day, is_holiday
from registry.services.accounts.accounts import Account
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record_many
from registry.services.people.sentences import add_order
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.changing import change
from registry.services.placements.placements import Start, begin, get_placement
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.people import CourtOrderKind, PenaltyOrigin
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause
from registry.vocabulary.shifts import Shift
from tests.factories.people import make_person, make_sentence, order_details

FIRST_MONDAY, WEEKS = date(2025, 11, 3), 52
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
EIGHT, ONE, SIX = 480, 780, 1080
Pattern = tuple[tuple[int, int, int], ...]
SATURDAYS: Pattern = ((10, EIGHT, ONE), (11, ONE, SIX))
SUNDAYS: Pattern = ((12, EIGHT, ONE), (13, ONE, SIX))
WEEKENDS: Pattern = ((10, EIGHT, ONE), (12, EIGHT, ONE))
WEEKDAYS: Pattern = ((2, EIGHT, ONE), (6, EIGHT, ONE))
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
ORIGINS = [PenaltyOrigin.AUTONOMOUS, PenaltyOrigin.AUTONOMOUS, PenaltyOrigin.CONVERTED]
REMARK = "Lo dice la planilla"


@dataclass
class Life:
    """One sentence: what was told of it, and what is still to be told."""

    sentence_id: int
    jornadas: int
    origin: PenaltyOrigin
    is_authorised: bool
    random: Random
    servings: list[Serving] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    #: Notes by the Monday of the week in which their paper arrives.
    papers: dict[date, list[Note]] = field(default_factory=dict)
    returns_on: date | None = None
    is_stayed: bool = False
    is_over: bool = False
    #: From when on the person stays away.
    gone_on: date = date.max

    @property
    def facts(self) -> Facts:
        """All that was told."""
        return Facts(self.jornadas, tuple(self.orders), tuple(self.servings), tuple(self.entries), self.is_authorised)

    @property
    def placement_id(self) -> int:
        return self.servings[-1].placement_id

    @property
    def pattern(self) -> Pattern:
        """What is arranged, also while suspended."""
        return next(week.attendances for week in reversed(self.servings[-1].weeks) if week.attendances)

    def expect(self, pattern: Pattern, since: date) -> None:
        """Remember from when on another pattern holds at the last placement."""
        last = self.servings[-1]
        self.servings[-1] = replace(last, weeks=(*last.weeks, Week(since, pattern)))

    def sessions(self, day: date) -> list[tuple[int, int, int]]:
        """Half days of a day, joined where nothing parts them; none where nobody waits."""
        weeks = [week for week in self.servings[-1].weeks if week.valid_from <= day]
        due = day.weekday() >= Shift.SATURDAY_AM // 2 or is_business_day(day)
        if not weeks or self.is_over or not (due or is_holiday(day)):
            return []
        halves = [half for half in weeks[-1].attendances if half[0] // 2 == day.weekday()]
        return [(halves[0][0], halves[0][1], halves[-1][2])] if halves else []


class Year:
    """The lives of an office, and the calls that tell the services of them."""

    def __init__(self, lives: int, *, seed: int, officer: Account, vacancy_ids: list[int]) -> None:
        self.officer, self.vacancy_ids = officer, vacancy_ids
        self.lives = [self._begin(Random(f"{seed}-{number}")) for number in range(lives)]
        self.refusals: list[object] = []

    def tell_week(self, monday: date) -> None:
        """What changes on a Monday, then the notes of the week and the papers that come late."""
        running = [life for life in self.lives if not life.is_over]
        for life in running:
            self._change(life, monday)
            for note in notes_of_week(life, monday):
                delay = life.random.choice([0] * 17 + [1, 3, 6])
                life.papers.setdefault(monday + ONE_WEEK * delay, []).append(note)
        self._record([(life, note) for life in self.lives for note in life.papers.pop(monday, [])], monday)

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
        self._apply(life, PlacementChange.MOVED, monday, end_reason=EndReason.MOVED)
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
        details = replace(ChangeDetails(kind, effective_on, "Lo decidió la oficina", accepts_entries=True), **given)  # type: ignore[arg-type]
        version = get_placement(life.placement_id, officer=self.officer).version
        change(life.placement_id, details, version=version, officer=self.officer, on=on)

    def _record(self, told: list[tuple[Life, Note]], monday: date) -> None:
        """Send the week's papers at once, and remember the entries that they became."""
        results = record_many([note for _, note in told], officer=self.officer, on=monday + ONE_WEEK - ONE_DAY)
        for (life, note), result in zip(told, results, strict=True):
            if result.entry is None:
                self.refusals.append((note, result.refusal))
                continue
            entry = Entry(
                id=result.entry.id,
                day=note.day,
                shift=note.shift,
                outcome=note.outcome,
                arrived=note.arrived,
                left=note.left,
                recorded_on=monday,
                replaces=note.replaces_id,
                placement_id=note.placement_id,
            )
            life.entries.append(entry)
            if life.random.random() < 0.04 and note.replaces_id is None:
                later = monday + ONE_WEEK * life.random.randint(1, 8)
                life.papers.setdefault(later, []).append(correction(entry, life.random))


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

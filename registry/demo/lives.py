"""What happened to each told case, in the order of days: letters, sessions, sheets, breaches, changes, a certificate.

Everything is done as officers and the school's head would, each act on its day, so that letters, alerts and
sheets follow from the ledger as anywhere else.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from registry.demo.cases import (
    ABSENT_FROM_START,
    DAILY,
    EXPLAINING,
    ILL,
    MISSING,
    MOVING,
    PAPER,
    REPORTED,
    SERVED,
    STEADY,
    Case,
    Placed,
    date_events,
    place_cases,
    saturday,
)
from registry.demo.offices import Territory
from registry.demo.sites import Place, open_sites
from registry.extensions.actor import acting
from registry.extensions.clock import now
from registry.models import Account
from registry.reference.holidays import ONE_DAY, is_business_day
from registry.reference.months import last_of, month_of, months_between
from registry.services.accounts.accounts import actor_of
from registry.services.attendance import judging, sheets, typings
from registry.services.attendance.breaches import find_breaches, list_of_sentence
from registry.services.attendance.lateness import months_due, months_over
from registry.services.attendance.recording import Note, record_many
from registry.services.documents.documents import issue
from registry.services.placements import changing, starting
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.notifying import notify
from registry.services.placements.placements import get_placement
from registry.services.rounds.relocating import RelocationDetails, relocate
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.placements import LetterKind, PlacementChange, StartStepKind, SuspensionCause

PURPOSE = "demostración"
REST = timedelta(days=20)
CHANGE_LETTERS = (LetterKind.CHANGE_TO_UNIT, LetterKind.CHANGE_TO_PERSON)
END_LETTERS = (LetterKind.COMPLETION_REPORT, LetterKind.UNIT_CONSTANCY, LetterKind.JORNADAS_CERTIFICATE)
TRAVELLED = "Tuvo que viajar por una emergencia familiar y no avisó. Presenta el pasaje."
ABSENT_TWICE = "No explicó sus inasistencias dentro del plazo."


class Deed(NamedTuple):
    """Something that somebody does on a day."""

    day: date
    by: Account
    do: Callable[[date], object]


def tell_lives(territory: Territory, on: date) -> None:
    """Let a person of each kind of story have lived it by a day."""
    with acting(actor_of(territory.officer, purpose=PURPOSE)):
        lives = Lives(territory, on)
    for deed in sorted(lives.deeds(), key=lambda deed: deed.day):
        with acting(actor_of(deed.by, purpose=PURPOSE)):
            since = now()
            deed.do(min(deed.day, on))
            date_events(min(deed.day, on), since=since)


class Lives:
    """Deeds of the office and of the school about the told cases."""

    def __init__(self, territory: Territory, on: date) -> None:
        self.officer, self.chief, self.on = territory.officer, territory.chief, on
        self.sites = open_sites(territory, on)
        self.placed = place_cases(self.sites, territory, on)
        #: The newest month of which no sheet has come in time, and the one that is typed once.
        self.overdue, self.typed = months_due(on)[0], months_over(on)[0]

    def deeds(self) -> Iterator[Deed]:
        """Everything that happens, in no order of days."""
        for tell in (self._starts, self._sessions, self._sheets, self._reports, self._breaches, self._changes):
            yield from tell()

    def _saturday(self, week: int) -> date:
        return saturday(self.on, week)

    def _starts(self) -> Iterator[Deed]:
        """Letters two weeks before the first day, the interview in the week before; one does not come to it."""
        for placed in self.placed.values():
            first = self._saturday(placed.case.first)
            yield Deed(first - timedelta(days=14), self.chief, self._notify(placed))
            if placed.case is not ABSENT_FROM_START:
                yield Deed(first - timedelta(days=5), self.officer, self._interview(placed, first))
        late = self._saturday(ABSENT_FROM_START.first)
        yield Deed(
            late + 2 * ONE_DAY, self.officer, self._seek(StartStepKind.NO_SHOW, "La escuela avisa que no fue.", 2)
        )
        asked = "Contesta su madre: trabaja en la mina y vuelve el fin de semana."
        yield Deed(late + 4 * ONE_DAY, self.officer, self._seek(StartStepKind.CALL, asked, 5))

    def _notify(self, placed: Placed) -> Callable[[date], object]:
        return lambda day: notify(placed.placement_id, officer=self.chief, on=day)

    def _interview(self, placed: Placed, first: date) -> Callable[[date], object]:
        is_daily = placed.case.place is Place.MORNINGS
        plan = starting.PlanDetails(
            interviewed_on=first - timedelta(days=5),
            first_day=first + 2 * ONE_DAY if is_daily else first,
            objectives="Cumplir la pena sin dejar el trabajo.",
            activities=placed.case.place.duties,
        )
        return lambda day: starting.record_plan(placed.placement_id, plan, officer=self.officer, on=day)

    def _seek(self, kind: StartStepKind, outcome: str, days: int) -> Callable[[date], object]:
        placement_id = self.placed[ABSENT_FROM_START].placement_id

        def seek(day: date) -> object:
            step = starting.StepDetails(kind, day, outcome, next_on=day + timedelta(days=days))
            return starting.record_step(placement_id, step, officer=self.officer, on=day)

        return seek

    def _sessions(self) -> Iterator[Deed]:
        """At the school its head notes each day on the phone; the park brings its paper after the month's end."""
        for week in range(SERVED.first, 0, -1):
            yield Deed(self._saturday(week), self.sites.supervisor, self._note_saturday(week))
        first = self._saturday(DAILY.first)
        for day in (first + ONE_DAY * step for step in range((self.on - first).days)):
            if is_business_day(day):
                yield Deed(day, self.sites.supervisor, self._note_morning)

    def _note_saturday(self, week: int) -> Callable[[date], object]:
        def note(day: date) -> object:
            notes = [self._note(placed, week, EntrySource.PHONE) for placed in self._expected(Place.SCHOOL, week)]
            return record_many(notes, officer=self.sites.supervisor, on=day)

        return note

    def _note_morning(self, day: date) -> object:
        start, end = Place.MORNINGS.pattern[0][1:]
        shift = 2 * day.weekday()
        came = Outcome.ATTENDED, start, end
        note = Note(self.placed[DAILY].placement_id, day, shift, *came, source=EntrySource.PHONE)
        return record_many([note], officer=self.sites.supervisor, on=day)

    def _expected(self, place: Place, week: int) -> list[Placed]:
        return [one for one in self.placed.values() if one.case.place is place and one.case.comes_on(week)]

    def _note(self, placed: Placed, week: int, source: EntrySource) -> Note:
        outcome, remark = _outcome(placed.case, week)
        arrived, left = (Place.SCHOOL.pattern[0][1], Place.SCHOOL.pattern[-1][2]) if outcome.attended else (None, None)
        key = placed.placement_id, self._saturday(week), Place.SCHOOL.pattern[0][0]
        return Note(*key, outcome, arrived, left, remark=remark, source=source)

    def _sheets(self) -> Iterator[Deed]:
        """All months signed, but one of the school; of the park's last one the paper is typed, and once only."""
        months = months_between(self._saturday(SERVED.first), self.typed)
        for month in months:
            came_on = last_of(month) + 2 * ONE_DAY
            if month < self.overdue:
                yield Deed(came_on, self.sites.supervisor, self._close(self.sites.school_id, month))
            if month_of(self._saturday(PAPER.first)) <= month < self.typed:
                yield Deed(came_on, self.officer, self._note_paper(month))
                yield Deed(came_on, self.chief, self._close(self.sites.park_id, month))
        yield Deed(last_of(self.typed) + 2 * ONE_DAY, self.officer, self._type_once)

    def _close(self, unit_id: int, month: date) -> Callable[[date], object]:
        by = self.sites.supervisor if unit_id == self.sites.school_id else self.chief
        return lambda day: sheets.close(unit_id, month, officer=by, on=day)

    def _paper(self, month: date) -> list[Note]:
        weeks = [week for week in range(PAPER.first, 0, -1) if month_of(self._saturday(week)) == month]
        expected = [(placed, week) for week in weeks for placed in self._expected(Place.PARK, week)]
        return [self._note(placed, week, EntrySource.PAPER) for placed, week in expected]

    def _note_paper(self, month: date) -> Callable[[date], object]:
        return lambda day: record_many(self._paper(month), officer=self.officer, on=day)

    def _type_once(self, day: date) -> object:
        cells = {
            typings.CellKey(note.placement_id, note.day, note.shift): typings.TypedCell(
                note.outcome, note.arrived, note.left
            )
            for note in self._paper(self.typed)
        }
        return typings.type_sheet(self.sites.park_id, self.typed, cells, officer=self.officer, on=day)

    def _reports(self) -> Iterator[Deed]:
        """The judge is told each month of who serves steadily, all but the last."""
        for month in months_between(self._saturday(STEADY.first), self.typed):
            if month < self.typed:
                report = self._issue(STEADY, (LetterKind.MONTHLY_REPORT,), period=f"{month:%Y-%m}")
                yield Deed(last_of(month) + 4 * ONE_DAY, self.chief, report)

    def _issue(self, case: Case, kinds: Sequence[LetterKind], period: str = "") -> Callable[[date], object]:
        placement_id = self.placed[case].placement_id
        return lambda day: [issue(placement_id, kind, officer=self.chief, on=day, period=period) for kind in kinds]

    def _breaches(self) -> Iterator[Deed]:
        """One is only found, one was answered, one is with the judge."""
        for case in (EXPLAINING, REPORTED):
            reached = self._saturday(case.absent[-1])
            yield Deed(reached + ONE_DAY, self.officer, lambda day: find_breaches(on=day))
            yield Deed(reached + 3 * ONE_DAY, self.officer, self._ask(case))
        yield Deed(self._saturday(EXPLAINING.absent[-1]) + 8 * ONE_DAY, self.officer, self._explain)
        yield Deed(self._saturday(REPORTED.absent[-1] - 3) + 3 * ONE_DAY, self.chief, self._report)
        yield Deed(self._saturday(MISSING.absent[-1]) + ONE_DAY, self.officer, lambda day: find_breaches(on=day))

    def _alert(self, case: Case) -> tuple[int, int]:
        """The case's alert and its version."""
        alert = list_of_sentence(self.placed[case].sentence_id, officer=self.officer)[0]
        return alert.id, alert.version

    def _ask(self, case: Case) -> Callable[[date], object]:
        def ask(day: date) -> object:
            alert_id, version = self._alert(case)
            return judging.ask(alert_id, handed_on=day, version=version, officer=self.officer, on=day)

        return ask

    def _explain(self, day: date) -> object:
        alert_id, version = self._alert(EXPLAINING)
        given = judging.Explanation(TRAVELLED, received_on=day)
        return judging.explain(alert_id, given, version=version, officer=self.officer, on=day)

    def _report(self, day: date) -> object:
        alert_id, version = self._alert(REPORTED)
        return judging.report(alert_id, judging.Report(ABSENT_TWICE), version=version, officer=self.chief, on=day)

    def _changes(self) -> Iterator[Deed]:
        """One has served it all, one is ill, one goes to the park."""
        served_on = self._saturday(SERVED.last) + 3 * ONE_DAY
        yield Deed(served_on, self.officer, self._change(SERVED, PlacementChange.COMPLETED))
        yield Deed(served_on, self.chief, self._issue(SERVED, END_LETTERS))
        ill_on = self._saturday(ILL.last - 1)
        yield Deed(ill_on, self.officer, self._change(ILL, PlacementChange.SUSPENDED))
        yield Deed(ill_on + 2 * ONE_DAY, self.chief, self._issue(ILL, CHANGE_LETTERS))
        yield Deed(self.on, self.chief, self._move)

    def _change(self, case: Case, kind: PlacementChange) -> Callable[[date], object]:
        placement_id = self.placed[case].placement_id

        def change(day: date) -> object:
            details = ChangeDetails(kind)
            if kind is PlacementChange.SUSPENDED:
                details = ChangeDetails(
                    kind, day, "Constancia médica: reposo.", self.on + REST, SuspensionCause.ILLNESS
                )
            version = get_placement(placement_id, officer=self.officer).version
            return changing.change(placement_id, details, version=version, officer=self.officer, on=day)

        return change

    def _move(self, day: date) -> object:
        placement = get_placement(self.placed[MOVING].placement_id, officer=self.officer)
        details = RelocationDetails(self.sites.vacancies[Place.PARK], "Se mudó; el parque le queda cerca.")
        moved = relocate(placement.id, details, version=placement.version, officer=self.officer, on=day)
        return notify(moved.id, officer=self.chief, on=day)


def _outcome(case: Case, week: int) -> tuple[Outcome, str]:
    if week in case.absent:
        return Outcome.UNEXCUSED, ""
    if week in case.excused:
        return Outcome.EXCUSED_HEALTH, "Trajo la constancia de atención de la posta."
    return Outcome.ATTENDED, ""

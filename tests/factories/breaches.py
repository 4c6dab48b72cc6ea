"""Sentences with what was noted of them, written straight into the tables: weeks, entries, orders and warnings."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count

from sqlalchemy.orm import Session

from registry.extensions.clock import PERU
from registry.extensions.database import transaction
from registry.ledger.facts import Entry, Facts, Serving, Week
from registry.models import (
    AttendanceEntry,
    BreachAlert,
    CourtOrder,
    Document,
    Person,
    Placement,
    PlacementEvent,
    PlacementWeek,
    Sentence,
)
from registry.services.accounts.accounts import Account
from registry.services.attendance.breaches import find_breaches, list_of_sentence
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.placements import EndReason, LetterKind, PlacementChange, PlacementState
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence

SATURDAY_MORNING = ((10, 480, 780),)
FIRST_SATURDAY = date(2026, 3, 7)
_numbers = count(1)


def plant_facts(facts: Facts, *, officer: Account) -> Sentence:
    """A sentence of which the registry knows just these facts; its last placement runs, the earlier ones ended."""
    sentence, vacancy = make_sentence(officer=officer), make_vacancy(officer=officer)
    with transaction() as session:
        session.get_one(Sentence, sentence.id).jornadas = facts.jornadas
        session.get_one(Person, sentence.person_id).is_weekday_authorised = facts.weekdays_authorised
        for order in facts.orders:
            days = {"ordered_on": order.in_force_from, "in_force_from": order.in_force_from}
            kept = {"kind": order.kind, "jornadas": order.jornadas, "officer_id": officer.id}
            session.add(CourtOrder(sentence_id=sentence.id, number="", **days, **kept))
        last = facts.placements[-1]
        rows = [_placement(session, one, sentence.id, vacancy.id, is_last=one is last) for one in facts.placements]
        session.add_all(_start(row, officer) for row in rows)
        placements = {serving.placement_id: row.id for serving, row in zip(facts.placements, rows, strict=True)}
        _note(session, facts.entries, placements, officer)
        session.add_all(_warning(rows[-1].id, day, officer) for day in facts.warnings)
        session.flush()
    return sentence


def plant_absences(*saturdays: int, officer: Account) -> Sentence:
    """Somebody who did not come, unexcused, on these Saturdays, counted from the first one."""
    days = [FIRST_SATURDAY + timedelta(weeks=week) for week in saturdays]
    entries = (Entry(n, day, 10, Outcome.UNEXCUSED, None, None, day, None, 1) for n, day in enumerate(days, 1))
    serving = Serving(1, (Week(FIRST_SATURDAY, SATURDAY_MORNING),), FIRST_SATURDAY)
    return plant_facts(Facts(40, (), (serving,), tuple(entries), weekdays_authorised=False), officer=officer)


def plant_alert(*saturdays: int, officer: Account, on: date = date(2026, 4, 1)) -> BreachAlert:
    """The alert that these absences, by default those of the first two Saturdays, raised."""
    sentence = plant_absences(*(saturdays or (0, 1)), officer=officer)
    find_breaches(on=on)
    return list_of_sentence(sentence.id, officer=officer)[0]


def _placement(session: Session, serving: Serving, sentence_id: int, vacancy_id: int, *, is_last: bool) -> Placement:
    placement = Placement(
        sentence_id=sentence_id,
        vacancy_id=vacancy_id,
        state=PlacementState.ACTIVE if is_last else PlacementState.ENDED,
        end_reason=None if is_last else EndReason.MOVED,
        attendances=[list(part) for part in serving.weeks[-1].attendances],
        starts_on=serving.starts_on,
    )
    session.add(placement)
    session.flush()
    weeks = [*serving.weeks, *([Week(serving.last_on + timedelta(days=1), ())] if serving.last_on else [])]
    for week in weeks:
        attendances = [list(part) for part in week.attendances]
        session.add(PlacementWeek(placement_id=placement.id, valid_from=week.valid_from, attendances=attendances))
        session.flush()
    return placement


def _start(placement: Placement, officer: Account) -> PlacementEvent:
    return PlacementEvent(
        placement_id=placement.id,
        state=PlacementState.ACTIVE,
        change=PlacementChange.STARTED,
        effective_on=placement.starts_on,
        officer_id=officer.id,
        officer_name=officer.full_name,
        officer_post=officer.post,
    )


def _note(session: Session, entries: Sequence[Entry], placements: dict[int, int], officer: Account) -> None:
    written: dict[int, int] = {}
    for entry in entries:
        row = AttendanceEntry(
            placement_id=placements[entry.placement_id],
            day=entry.day,
            shift=entry.shift,
            outcome=entry.outcome,
            arrived=entry.arrived,
            left_at=entry.left,
            replaces_id=written[entry.replaces] if entry.replaces else None,
            source=EntrySource.OFFICE,
            recorded_at=datetime.combine(entry.recorded_on, time(12), PERU),
            account_id=officer.id,
            account_name=officer.full_name,
            account_post=officer.post,
        )
        session.add(row)
        session.flush()
        written[entry.id] = row.id


def _warning(placement_id: int, day: date, officer: Account) -> Document:
    number = next(_numbers)
    return Document(
        office_id=officer.office_id,
        placement_id=placement_id,
        kind=LetterKind.WRITTEN_WARNING,
        period=day.isoformat(),
        year=day.year,
        number=number,
        issued_on=day,
        signatory_id=officer.id,
        signatory_name=officer.full_name,
        signatory_post=officer.post,
        content="{}",
        content_sha256="0" * 64,
        template_version="test",
        pdf=b"%PDF-",
        qr_token=f"TEST-{number:04}",
    )

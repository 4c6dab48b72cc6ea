"""The timeline of a person's file: from the audit, and from the placements' own history."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registry.services.history import Happening, list_happenings
from registry.views.formats.dates import date_text
from registry.views.people.person_fields import LABELS
from registry.vocabulary.accounts import AuditAction

MOST_NAMED = 4
CREATED, UPDATED, VIEWED = AuditAction.CREATED, AuditAction.UPDATED, AuditAction.VIEWED


@dataclass(frozen=True)
class Event:
    """One entry of the timeline."""

    at: datetime
    title: str
    by: str
    text: str = ""


def events_of(person: Any, placements: Sequence[Any]) -> list[Event]:
    """Everything that happened in a file, the newest first."""
    orders = {order.id: order for sentence in person.sentences for order in sentence.orders}
    titles = _Titles({sentence.id: sentence for sentence in person.sentences}, orders)
    found = [event for happening in list_happenings(_subjects(person, orders)) if (event := titles.tell(happening))]
    return sorted([*found, *_placement_events(placements)], key=lambda event: event.at, reverse=True)


def _subjects(person: Any, orders: Mapping[int, Any]) -> dict[str, list[int]]:
    subjects = {
        "person": [person.id],
        "sentence": [sentence.id for sentence in person.sentences],
        "court_order": list(orders),
        "preference": [preference.id for preference in person.preferences],
    }
    return {table: keys for table, keys in subjects.items() if keys}


@dataclass(frozen=True)
class _Titles:
    """Words for what the audit noted of a file."""

    sentences: Mapping[int, Any]
    orders: Mapping[int, Any]

    def tell(self, happening: Happening) -> Event | None:
        """The entry, or nothing where the page need not tell it."""
        tellers: dict[tuple[str, AuditAction], Callable[[], tuple[str, str]]] = {
            ("person", CREATED): lambda: ("Se abrió el expediente", ""),
            ("person", UPDATED): lambda: ("Se corrigieron sus datos", _changed(happening.columns)),
            ("person", VIEWED): lambda: ("Se consultaron datos reservados", f"Motivo: {happening.purpose}"),
            ("sentence", CREATED): lambda: ("Se registró una pena", self._case(happening)),
            ("sentence", UPDATED): lambda: ("Se corrigió una pena", self._case(happening)),
            ("court_order", CREATED): lambda: self._order(happening),
            ("preference", CREATED): lambda: ("Se anotó lo que dijo en la entrevista", ""),
            ("preference", UPDATED): lambda: ("Se cambió lo que dijo en la entrevista", ""),
        }
        tell = tellers.get((happening.subject, happening.action))
        if tell is None:
            return None
        title, text = tell()
        return Event(happening.at, title, happening.by, text)

    def _case(self, happening: Happening) -> str:
        sentence = self.sentences.get(happening.subject_id or 0)
        return f"Expediente {sentence.case_number}" if sentence else ""

    def _order(self, happening: Happening) -> tuple[str, str]:
        order = self.orders.get(happening.subject_id or 0)
        if order is None:
            return "Se registró un mandato judicial", ""
        return f"Mandato judicial: {order.kind.label.lower()}", f"Rige desde el {date_text(order.in_force_from)}"


def _changed(columns: Sequence[str]) -> str:
    named = [LABELS[column].lower() for column in columns if column in LABELS]
    reserved = ["datos reservados"] if {"unable", "health_remark"} & set(columns) else []
    told = [*named, *reserved]
    more = f" y {len(told) - MOST_NAMED} más" if len(told) > MOST_NAMED else ""
    text = ", ".join(told[:MOST_NAMED]) + more
    return text[:1].upper() + text[1:]


def _placement_events(placements: Sequence[Any]) -> Iterator[Event]:
    for placement in placements:
        place = f"{placement.vacancy.unit.name}, {placement.vacancy.task.label.lower()}"
        for event in placement.events:
            by = ", ".join(part for part in (event.officer_name, event.officer_post) if part)
            yield Event(event.at, f"Ubicación: {event.change.label.lower()}", by, _told(event, place))


def _told(event: Any, place: str) -> str:
    """Where, and from which day where that is another one than the day of the act."""
    cause = f" {event.cause.label}." if event.cause else ""
    return f"{place}. Rige desde el {date_text(event.effective_on)}.{cause}"

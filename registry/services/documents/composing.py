"""From a dossier to the content of each kind of letter: what is said on the day, and the part from the ledger."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from registry.ledger.execution import Pattern, pattern_on
from registry.models import Placement
from registry.norms import value_at
from registry.reference.places import district_label
from registry.services.documents.announcements import notification, presentation
from registry.services.documents.contents import (
    Frame,
    absence_terms,
    addressee_of,
    hours_per_jornada,
    own_page,
    place_and_hours,
    schedule_of,
    shared,
)
from registry.services.documents.dossiers import Dossier
from registry.services.documents.executions import iso
from registry.vocabulary.placements import LetterKind

Content = dict[str, Any]


def content_of(kind: LetterKind, dossier: Dossier, frame: Frame, period: str, execution: Content | None) -> Content:
    """The content of one letter; *execution* as `executions` computed it for the same dossier."""
    told = {} if execution is None else {"execution": execution}
    if kind in JUDGE_REPORTS:
        return {**_report(dossier, frame, told), **JUDGE_REPORTS[kind](dossier, frame, period), **told}
    return {**LETTERS[kind](dossier, frame), **(_asked(dossier, frame, period) if kind is REQUEST else {}), **told}


def _change_to_unit(dossier: Dossier, frame: Frame) -> Content:
    addressee = addressee_of(dossier.placement.vacancy.unit)
    return {**_letter(dossier, frame), "addressee": addressee, "change": _change(dossier)}


def _change_to_person(dossier: Dossier, frame: Frame) -> Content:
    return {**_letter(dossier, frame), "change": _change(dossier), "own_page": own_page(frame)}


def _warning(dossier: Dossier, frame: Frame) -> Content:
    repeats = value_at("resistance_repeats", frame.issued_on)
    return {**_letter(dossier, frame), "words": frame.words or None, "repeats": repeats}


def _request(dossier: Dossier, frame: Frame) -> Content:
    terms = absence_terms(frame)
    return {
        **_letter(dossier, frame),
        "words": frame.words or None,
        "business_days": terms["explanation_business_days"],
        "absences": terms,
        "own_page": own_page(frame),
    }


def _asked(dossier: Dossier, _frame: Frame, period: str) -> Content:
    return {"due_on": iso(dossier.alerts[period].explanation_due_on)}


def _constancy(dossier: Dossier, frame: Frame) -> Content:
    unit = dossier.placement.vacancy.unit
    return {**_letter(dossier, frame), "institution": unit.institution.name, "addressee": addressee_of(unit)}


def _certificate(dossier: Dossier, frame: Frame) -> Content:
    return {
        **shared(dossier.placement, frame),
        "hours_per_jornada": hours_per_jornada(frame),
        "places": _places(dossier),
    }


def _report(dossier: Dossier, frame: Frame, told: Content) -> Content:
    """What every report to the judge says; the court knows the case, and its offence is left out."""
    sentence = dossier.placement.sentence
    as_of = date.fromisoformat(told["execution"]["as_of"])
    return {
        **shared(dossier.placement, frame),
        "case": {
            "court": sentence.court,
            "number": sentence.case_number,
            "judgment_date": sentence.judgment_date.isoformat(),
            "origin": sentence.origin.value,
        },
        "hours_per_jornada": hours_per_jornada(frame),
        "places": _places(dossier),
        "schedule": schedule_of(_last_pattern(dossier, as_of)),
        "start_on": dossier.placement.starts_on.isoformat(),
        "words": frame.words or None,
    }


def _monthly(_dossier: Dossier, _frame: Frame, period: str) -> Content:
    return {"month": period}


def _breach(dossier: Dossier, frame: Frame, period: str) -> Content:
    alert = dossier.alerts[period]
    explanation = {
        "asked_on": iso(dossier.asked_on(period)),
        "due_on": iso(alert.explanation_due_on),
        "explained_on": iso(alert.explained_on),
    }
    return {"absences": absence_terms(frame), "explanation": explanation}


def _completion(_dossier: Dossier, _frame: Frame, _period: str) -> Content:
    return {}


def _letter(dossier: Dossier, frame: Frame) -> Content:
    return {**shared(dossier.placement, frame), **place_and_hours(dossier.placement, frame)}


def _change(dossier: Dossier) -> Content:
    """The last change, without its cause or reason: they may touch on health, family or the court's."""
    event = dossier.last_change
    if event is None:
        return {}
    return {"code": event.change.value, "effective_on": event.effective_on.isoformat(), "until": iso(event.until)}


def _places(dossier: Dossier) -> list[Content]:
    return [_place(placement) for placement in dossier.places]


def _place(placement: Placement) -> Content:
    unit = placement.vacancy.unit
    return {
        "placement": placement.id,
        "name": unit.name,
        "district": district_label(unit.ubigeo),
        "task": placement.vacancy.task.label,
    }


def _last_pattern(dossier: Dossier, on: date) -> Pattern:
    """The hours of the placement on a day, or the last that it had before; as arranged where it never had any."""
    own = next((each for each in dossier.facts.placements if each.placement_id == dossier.placement.id), None)
    held = [week.attendances for week in own.weeks if week.valid_from <= on and week.attendances] if own else []
    now = pattern_on(own, on) if own else ()
    arranged = tuple((shift, start, end) for shift, start, end in dossier.placement.attendances)
    return now or (held[-1] if held else arranged)


REQUEST = LetterKind.EXPLANATION_REQUEST
LETTERS: Mapping[LetterKind, Callable[[Dossier, Frame], Content]] = {
    LetterKind.PRESENTATION_TO_UNIT: presentation,
    LetterKind.NOTIFICATION_TO_PERSON: notification,
    LetterKind.CHANGE_TO_UNIT: _change_to_unit,
    LetterKind.CHANGE_TO_PERSON: _change_to_person,
    LetterKind.WRITTEN_WARNING: _warning,
    LetterKind.EXPLANATION_REQUEST: _request,
    LetterKind.UNIT_CONSTANCY: _constancy,
    LetterKind.JORNADAS_CERTIFICATE: _certificate,
}
JUDGE_REPORTS: Mapping[LetterKind, Callable[[Dossier, Frame, str], Content]] = {
    LetterKind.MONTHLY_REPORT: _monthly,
    LetterKind.BREACH_REPORT: _breach,
    LetterKind.COMPLETION_REPORT: _completion,
}

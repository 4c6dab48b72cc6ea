"""From a case file to the content of each kind of letter: what is said on the day, and the part from the ledger."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from registry.ledger.execution import Pattern, pattern_on
from registry.models import Placement
from registry.norms import value_at
from registry.reference.places import district_label
from registry.services.documents.announcements import notification, presentation
from registry.services.documents.case_files import CaseFile
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
from registry.services.documents.executions import iso
from registry.vocabulary.placements import LetterKind

Content = dict[str, Any]


def content_of(kind: LetterKind, case: CaseFile, frame: Frame, period: str, execution: Content | None) -> Content:
    """The content of one letter; *execution* as `executions` computed it for the same case."""
    told = {} if execution is None else {"execution": execution}
    if kind in JUDGE_REPORTS:
        return {**_report(case, frame, told), **JUDGE_REPORTS[kind](case, frame, period), **told}
    return {**LETTERS[kind](case, frame), **(_asked(case, frame, period) if kind is REQUEST else {}), **told}


def _change_to_unit(case: CaseFile, frame: Frame) -> Content:
    addressee = addressee_of(case.placement.vacancy.unit)
    return {**_letter(case, frame), "addressee": addressee, "change": _change(case)}


def _change_to_person(case: CaseFile, frame: Frame) -> Content:
    return {**_letter(case, frame), "change": _change(case), "own_page": own_page(frame)}


def _warning(case: CaseFile, frame: Frame) -> Content:
    repeats = value_at("resistance_repeats", frame.issued_on)
    return {**_letter(case, frame), "words": frame.words or None, "repeats": repeats}


def _request(case: CaseFile, frame: Frame) -> Content:
    terms = absence_terms(frame)
    return {
        **_letter(case, frame),
        "words": frame.words or None,
        "business_days": terms["explanation_business_days"],
        "absences": terms,
        "own_page": own_page(frame),
    }


def _asked(case: CaseFile, _frame: Frame, period: str) -> Content:
    return {"due_on": iso(case.alerts[period].explanation_due_on)}


def _constancy(case: CaseFile, frame: Frame) -> Content:
    unit = case.placement.vacancy.unit
    return {**_letter(case, frame), "institution": unit.institution.name, "addressee": addressee_of(unit)}


def _certificate(case: CaseFile, frame: Frame) -> Content:
    return {
        **shared(case.placement, frame),
        "hours_per_jornada": hours_per_jornada(frame),
        "places": _places(case),
    }


def _report(case: CaseFile, frame: Frame, told: Content) -> Content:
    """What every report to the judge says; the court knows the case, and its offence is left out."""
    sentence = case.placement.sentence
    as_of = date.fromisoformat(told["execution"]["as_of"])
    return {
        **shared(case.placement, frame),
        "case": {
            "court": sentence.court,
            "number": sentence.case_number,
            "judgment_date": sentence.judgment_date.isoformat(),
            "origin": sentence.origin.value,
        },
        "hours_per_jornada": hours_per_jornada(frame),
        "places": _places(case),
        "schedule": schedule_of(_last_pattern(case, as_of)),
        "start_on": case.placement.starts_on.isoformat(),
        "words": frame.words or None,
    }


def _monthly(_case: CaseFile, _frame: Frame, period: str) -> Content:
    return {"month": period}


def _breach(case: CaseFile, frame: Frame, period: str) -> Content:
    alert = case.alerts[period]
    explanation = {
        "asked_on": iso(case.asked_on(period)),
        "due_on": iso(alert.explanation_due_on),
        "explained_on": iso(alert.explained_on),
    }
    return {"absences": absence_terms(frame), "explanation": explanation}


def _completion(_case: CaseFile, _frame: Frame, _period: str) -> Content:
    return {}


def _letter(case: CaseFile, frame: Frame) -> Content:
    return {**shared(case.placement, frame), **place_and_hours(case.placement, frame)}


def _change(case: CaseFile) -> Content:
    """The last change, without its cause or reason: they may touch on health, family or the court's."""
    event = case.last_change
    if event is None:
        return {}
    return {"code": event.change.value, "effective_on": event.effective_on.isoformat(), "until": iso(event.until)}


def _places(case: CaseFile) -> list[Content]:
    return [_place(placement) for placement in case.places]


def _place(placement: Placement) -> Content:
    unit = placement.vacancy.unit
    return {
        "placement": placement.id,
        "name": unit.name,
        "district": district_label(unit.ubigeo),
        "task": placement.vacancy.task.label,
    }


def _last_pattern(case: CaseFile, on: date) -> Pattern:
    """The hours of the placement on a day, or the last that it had before; as arranged where it never had any."""
    own = next((each for each in case.facts.placements if each.placement_id == case.placement.id), None)
    held = [week.attendances for week in own.weeks if week.valid_from <= on and week.attendances] if own else []
    now = pattern_on(own, on) if own else ()
    arranged = tuple((shift, start, end) for shift, start, end in case.placement.attendances)
    return now or (held[-1] if held else arranged)


REQUEST = LetterKind.EXPLANATION_REQUEST
LETTERS: Mapping[LetterKind, Callable[[CaseFile, Frame], Content]] = {
    LetterKind.PRESENTATION_TO_UNIT: presentation,
    LetterKind.NOTIFICATION_TO_PERSON: notification,
    LetterKind.CHANGE_TO_UNIT: _change_to_unit,
    LetterKind.CHANGE_TO_PERSON: _change_to_person,
    LetterKind.WRITTEN_WARNING: _warning,
    LetterKind.EXPLANATION_REQUEST: _request,
    LetterKind.UNIT_CONSTANCY: _constancy,
    LetterKind.JORNADAS_CERTIFICATE: _certificate,
}
JUDGE_REPORTS: Mapping[LetterKind, Callable[[CaseFile, Frame, str], Content]] = {
    LetterKind.MONTHLY_REPORT: _monthly,
    LetterKind.BREACH_REPORT: _breach,
    LetterKind.COMPLETION_REPORT: _completion,
}

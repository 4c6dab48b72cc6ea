"""What follows a placement, once of each kind, with the marks of its sensitive columns."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import AttendanceEntry, AttendanceSheet, BreachAlert, IndividualPlan, SheetTyping, StartStep
from registry.services.accounts.accounts import Account
from registry.services.attendance.photos import keep_photo
from registry.services.documents.uploads import accept
from registry.vocabulary.attendance import EntrySource, Ground, Outcome
from registry.vocabulary.placements import StartStepKind
from tests.files import plain_pdf

Marks = Mapping[str, str]


def serve(placement_id: int, unit_id: int, marks: Marks, *, officer: Account) -> dict[str, Any]:
    """Write a plan, a step, an absence, a typed sheet and an alert of a placement; return their keys."""
    day = today() - timedelta(days=1)
    signed = {"account_id": officer.id, "account_name": officer.full_name}
    plan, step = _start(day, marks)
    entry = AttendanceEntry(
        day=day,
        shift=2 * day.weekday(),
        outcome=Outcome.UNEXCUSED,
        remark=marks["attendance_entry.remark"],
        source=EntrySource.OFFICE,
    )
    for row in (plan, step, entry):
        row.account_id, row.account_name = officer.id, officer.full_name
    sheet = AttendanceSheet(unit_id=unit_id, month=day.replace(day=1))
    alert = _alert(day, marks)
    for row in (plan, step, entry, alert):
        row.placement_id = placement_id
    with transaction() as session:
        session.add_all([plan, step, sheet, entry, alert])
        session.flush()
        absence = {"outcome": "unexcused", "arrived": None, "left": None, "remark": marks["sheet_typing.cells"]}
        typed = {f"{placement_id}/{day}/{entry.shift}": absence}
        session.add(SheetTyping(sheet_id=sheet.id, cells=typed, **signed))
    photo = keep_photo(unit_id, day.replace(day=1), accept("planilla.pdf", plain_pdf()), officer=officer)
    named = {"photo_id": photo.id, "session": f"{placement_id}-{day:%Y%m%d}-{entry.shift}", "month": f"{day:%Y-%m}"}
    return {"plan_id": plan.id, "entry_id": entry.id, "sheet_id": sheet.id, "alert_id": alert.id, **named}


def _start(day: date, marks: Marks) -> tuple[IndividualPlan, StartStep]:
    plan = IndividualPlan(
        interviewed_on=day,
        first_day=day,
        objectives="Cumplir",
        activities="Áreas verdes",
        remark=marks["individual_plan.remark"],
    )
    return plan, StartStep(kind=StartStepKind.CALL, taken_on=day, outcome=marks["start_step.outcome"])


def _alert(day: date, marks: Marks) -> BreachAlert:
    return BreachAlert(
        ground=Ground.CONSECUTIVE_ABSENCES,
        first_day=day,
        reached_on=day,
        entry_ids=[],
        explanation=marks["breach_alert.explanation"],
        reason=marks["breach_alert.reason"],
    )

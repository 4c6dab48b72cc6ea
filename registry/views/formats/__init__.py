"""How everything is told to people: one filter each, so that no page invents its own."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from registry.extensions.clock import now
from registry.reference import hours
from registry.views.formats import (
    charts,
    dates,
    gap,
    jornadas,
    norms,
    numbers,
    people,
    places,
    reasons,
    refusals,
    shifts,
    states,
)
from registry.views.formats.assets import asset_url, module_url

FILTERS: dict[str, Callable[..., str]] = {
    "date_text": dates.date_text,
    "date_long": dates.date_long,
    "month_text": dates.month_text,
    "date_table": dates.date_table,
    "moment_table": dates.moment_table,
    "time_office": dates.time_office,
    "time_public": dates.time_public,
    "deadline": dates.deadline,
    "number": numbers.number,
    "km": numbers.km,
    "percent": numbers.percent,
    "seconds": numbers.seconds,
    "soles": numbers.soles,
    "plural": numbers.plural,
    "duration": jornadas.duration,
    "jornadas_text": jornadas.jornadas_text,
    "person_name": people.person_name,
    "full_name": people.full_name,
    "masked_dni": people.masked_dni,
    "district_text": places.district_text,
    "district_name": places.district_name,
    "shift_label": shifts.shift_label,
    "shift_name": shifts.shift_name,
    "clock": hours.clock,
    "pattern_text": shifts.pattern_text,
    "state_label": states.state_label,
    "cause_title": reasons.cause_title,
    "stage_text": reasons.stage_text,
}

GLOBALS: dict[str, Callable[..., Any]] = {
    "asset_url": asset_url,
    "module_url": module_url,
    "bounds_of": charts.bounds_chart,
    "field_id": refusals.field_id,
    "find_state": states.find_state,
    "gap_text": gap.gap_sentence,
    "legal_term": norms.legal_term,
    "messages_of": refusals.messages_of,
    "minutes_range": shifts.minutes_range,
    "now": now,
    "plural": numbers.plural,
    "summary_lines": refusals.summary_lines,
    "weekend_days": shifts.weekend_days,
    "working_days": shifts.working_days,
}


def register(app: Flask) -> None:
    """Give the application's templates these filters and functions."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)

"""Valid rows of a round's input; a test states only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from matching.input.applicant import Applicant
from matching.input.calendar import Calendar
from matching.input.opening import Opening, OpeningShift
from matching.input.shifts import WEEKEND
from matching.instance import Instance, Norms, presets

CENTRE = (-12.05, -77.04)
SATURDAY_AM, SATURDAY_PM, SUNDAY_AM, SUNDAY_PM = 10, 11, 12, 13
NORMS = Norms(weekly_hours=10, travel_limit_km=30)
MONDAY = date(2026, 9, 7)
HOLIDAYS = (date(2026, 10, 8), date(2026, 11, 1), date(2026, 12, 25))
DECREED = (date(2026, 10, 9), date(2026, 12, 26))
NORMS_WITH_CALENDAR = replace(NORMS, calendar=Calendar(MONDAY, HOLIDAYS, DECREED, absence_rate=0.2))
BLOCKS = {"am": (8 * 60, 13 * 60), "pm": (14 * 60, 19 * 60)}


def open_shift(shift: int, places: int = 1, hours: tuple[int, int] | None = None) -> OpeningShift:
    """Five hours in the morning or in the afternoon, unless the *hours* say otherwise."""
    start, end = (60 * hours[0], 60 * hours[1]) if hours else BLOCKS["pm" if shift % 2 else "am"]
    return OpeningShift(shift, start, end, places)


def make_opening(opening_id: str = "library", **fields: Any) -> Opening:
    """A public library open on Saturday, two half days of five hours, with one place."""
    row: dict[str, Any] = {
        "id": opening_id,
        "unit_id": f"unit-of-{opening_id}",
        "latitude": CENTRE[0],
        "longitude": CENTRE[1],
        "district": "150101",
        "task": "shelving",
        "shifts": (open_shift(SATURDAY_AM), open_shift(SATURDAY_PM)),
        "total_places": 1,
        "capacity_total": 4,
    }
    return Opening(**(row | fields))


def make_applicant(applicant_id: str = "rosa", **fields: Any) -> Applicant:
    """An adult who is free at weekends and lives at the library's door."""
    row: dict[str, Any] = {
        "id": applicant_id,
        "person_id": f"person-{applicant_id}",
        "latitude": CENTRE[0],
        "longitude": CENTRE[1],
        "age": 30,
        "free_shifts": WEEKEND,
        "jornadas": 30,
    }
    return Applicant(**(row | fields))


def make_instance(*rows: Applicant | Opening, **fields: Any) -> Instance:
    """A round of the given applicants and openings, with the balanced weights."""
    row: dict[str, Any] = {
        "applicants": tuple(row for row in rows if isinstance(row, Applicant)),
        "openings": tuple(row for row in rows if isinstance(row, Opening)),
        "weights": presets()["balanced"],
        "norms": NORMS,
        "date": MONDAY,
    }
    return Instance(**(row | fields))


def make_town(people: int, openings: int, seed: int = 0, *, places: float = 0.8) -> Instance:
    """A random town with about *places* places for every person."""
    chance = np.random.default_rng(seed)
    return make_instance(
        *(_resident(chance, index) for index in range(people)),
        *(_vacancy(chance, index, places * people / max(1, openings)) for index in range(openings)),
    )


def _resident(chance: np.random.Generator, index: int) -> Applicant:
    latitude, longitude = _somewhere(chance)
    return make_applicant(
        f"p{index:05d}",
        latitude=latitude,
        longitude=longitude,
        age=int(chance.integers(18, 70)),
        free_shifts=frozenset(np.flatnonzero(chance.random(14) < 0.7).tolist()),
        weekday_authorised=bool(chance.random() < 0.15),
        skills=_codes(chance, "skill", 12, 0.15),
        unable=_codes(chance, "demand", 8, 0.05),
        waiting_days=int(chance.integers(0, 300)),
        days_to_prescription=int(chance.integers(-10, 900)) if chance.random() < 0.5 else None,
        jornadas=int(chance.integers(10, 156)),
        preferred_tasks=_codes(chance, "task", 6, 0.1),
    )


def _vacancy(chance: np.random.Generator, index: int, places: float) -> Opening:
    latitude, longitude = _somewhere(chance)
    total = int(chance.poisson(places))
    open_shifts = np.flatnonzero(chance.random(14) < np.repeat([0.25, 0.7], [10, 4])).tolist()
    hours = [(8, 13), (14, 19)] if chance.random() < 0.7 else [(9, 13), (14, 18)]
    return make_opening(
        f"o{index:05d}",
        latitude=latitude,
        longitude=longitude,
        task=f"task-{chance.integers(6)}",
        skills=_codes(chance, "skill", 12, 0.15),
        demands=_codes(chance, "demand", 8, 0.2),
        duties_are_specific=bool(chance.random() < 0.5),
        shifts=tuple(open_shift(s, int(chance.integers(0, total + 2)), hours[s % 2]) for s in open_shifts),
        total_places=total,
        capacity_total=total + 2,
        load=int(chance.integers(0, 3)),
    )


def _somewhere(chance: np.random.Generator) -> tuple[float, float]:
    latitude, longitude = chance.normal(CENTRE, 0.08)
    return float(latitude), float(longitude)


def _codes(chance: np.random.Generator, noun: str, count: int, share: float) -> frozenset[str]:
    return frozenset(f"{noun}-{code}" for code in np.flatnonzero(chance.random(count) < share))

"""Valid rows of a prison's round; a test states only what it is about."""

from datetime import date
from typing import Any

from matching.input.worker import PROFESSIONS, Application, Worker
from matching.input.workplace import Activity, Post, Room, Vacancy, WorkNorms, Workshop
from matching.productive_work.round import PrisonRound, work_presets

NORMS = WorkNorms(separated_from_age=16, separated_to_age=21, youth_to_age=29)
MONDAY_AM, MONDAY_PM, TUESDAY_AM, SUNDAY_AM = 0, 1, 2, 12
WORKING_MORNINGS = frozenset({0, 2, 4, 6, 8})

Row = Worker | Workshop | Activity | Vacancy


def approved(vacancy_id: str) -> Application:
    """An application of which all four professions approved."""
    return Application(vacancy_id, frozenset(PROFESSIONS))


def make_worker(worker_id: str = "juan", *vacancy_ids: str, **fields: Any) -> Worker:
    """An adult in pavilion 1 who applied for the vacancies, best first, and was approved."""
    row: dict[str, Any] = {
        "id": worker_id,
        "pavilion": "1",
        "regime": "ordinary",
        "stage": "medium",
        "sex": "m",
        "age": 40,
        "applications": tuple(map(approved, vacancy_ids)),
    }
    return Worker(**(row | fields))


def make_workshop(workshop_id: str = "carpentry", places: int = 10, **fields: Any) -> Workshop:
    """A workshop that is open every half day but Sunday's."""
    row: dict[str, Any] = {"id": workshop_id, "rooms": tuple(Room(shift, places) for shift in range(12))}
    return Workshop(**(row | fields))


def make_activity(activity_id: str = "chairs", **fields: Any) -> Activity:
    """An activity in the carpentry that one person can begin."""
    return Activity(**({"id": activity_id, "workshop_id": "carpentry"} | fields))


def make_vacancy(vacancy_id: str = "joiner", **fields: Any) -> Vacancy:
    """One published place in the making of chairs, on weekday mornings, for three months."""
    row: dict[str, Any] = {
        "id": vacancy_id,
        "activity_id": "chairs",
        "trade": "joinery",
        "shifts": WORKING_MORNINGS,
        "places": 1,
        "contract_days": 90,
    }
    return Vacancy(**(row | fields))


def make_post(*rows: Row, meets: tuple[str, ...] = (), **fields: Any) -> Post:
    """The joiner's post; *fields* are the vacancy's, *rows* replace the activity or the workshop."""
    activity = next((row for row in rows if isinstance(row, Activity)), make_activity())
    workshop = next((row for row in rows if isinstance(row, Workshop)), make_workshop())
    return Post(make_vacancy(**fields), activity, workshop, meets)


def make_round(*rows: Row, **fields: Any) -> PrisonRound:
    """One prison's round of the given rows, with the balanced weights."""
    row: dict[str, Any] = {
        "prison_id": "EP18",
        "workers": tuple(row for row in rows if isinstance(row, Worker)),
        "workshops": tuple(row for row in rows if isinstance(row, Workshop)),
        "activities": tuple(row for row in rows if isinstance(row, Activity)),
        "vacancies": tuple(row for row in rows if isinstance(row, Vacancy)),
        "weights": work_presets()["balanced"],
        "norms": NORMS,
        "date": date(2026, 9, 7),
    }
    return PrisonRound(**(row | fields))


def make_carpentry(*rows: Row, **fields: Any) -> PrisonRound:
    """A round whose workshop and activity are the ordinary ones, unless the rows bring their own."""
    if not any(isinstance(row, Workshop) for row in rows):
        rows = (*rows, make_workshop())
    if not any(isinstance(row, Activity) for row in rows):
        rows = (*rows, make_activity())
    return make_round(*rows, **fields)

"""Taking and giving back the places of a vacancy.

Conditional updates, so that two officers never share the last place.
"""

from collections.abc import Sequence

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from registry.errors import PlaceTaken
from registry.models import Vacancy, VacancyShift


def take(session: Session, vacancy_id: int, shifts: Sequence[int]) -> None:
    """Take one place of the vacancy, and one in each of the half days.

    Rows are touched in one order, the vacancy first, so that two takers cannot wait for each other.

    Raises:
        PlaceTaken: The vacancy or one half day is full; the caller's transaction must not go on.
    """
    if not _move(session, vacancy_id, None, 1):
        raise PlaceTaken(vacancy_id=vacancy_id)
    for shift in sorted(shifts):
        if not _move(session, vacancy_id, shift, 1):
            raise PlaceTaken(vacancy_id=vacancy_id, shift=shift)


def give_back(session: Session, vacancy_id: int, shifts: Sequence[int]) -> None:
    """Free what `take` took."""
    _move(session, vacancy_id, None, -1)
    for shift in sorted(shifts):
        _move(session, vacancy_id, shift, -1)


def exchange(session: Session, vacancy_id: int, *, given: Sequence[int], wanted: Sequence[int]) -> None:
    """Give back half days of a vacancy and take others; the place at the vacancy itself stays taken.

    Raises:
        PlaceTaken: A wanted half day is full; the caller's transaction must not go on.
    """
    session.execute(select(Vacancy.id).where(Vacancy.id == vacancy_id).with_for_update())
    kept = set(given) & set(wanted)
    for shift in sorted({*given, *wanted} - kept):
        if not _move(session, vacancy_id, shift, 1 if shift in wanted else -1):
            raise PlaceTaken(vacancy_id=vacancy_id, shift=shift)


def _move(session: Session, vacancy_id: int, shift: int | None, step: int) -> bool:
    if shift is None:
        room = Vacancy.places_taken < Vacancy.total_places if step > 0 else Vacancy.places_taken > 0
        statement = update(Vacancy).where(Vacancy.id == vacancy_id, room)
        statement = statement.values(places_taken=Vacancy.places_taken + step)
    else:
        room = VacancyShift.places_taken < VacancyShift.places if step > 0 else VacancyShift.places_taken > 0
        statement = update(VacancyShift).where(VacancyShift.vacancy_id == vacancy_id, VacancyShift.shift == shift, room)
        statement = statement.values(places_taken=VacancyShift.places_taken + step)
    moved = session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(moved, CursorResult) and moved.rowcount == 1

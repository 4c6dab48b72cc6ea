"""Somebody who serves at a vacancy."""

from datetime import date

from registry.models import Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import Start, begin
from tests.factories.people import make_sentence


def serve(vacancy: Vacancy, *, officer: Account) -> Placement:
    """Rosa Quispe Mamani, in every half day of the vacancy."""
    hours = [(shift.shift, shift.start_minute, shift.end_minute) for shift in vacancy.shifts]
    sentence = make_sentence(officer=officer)
    return begin(Start(sentence.id, vacancy.id, hours, date(2026, 3, 7)), officer=officer)

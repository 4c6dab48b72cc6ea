from datetime import date, timedelta

import pytest

from registry.errors import InvalidFields, NotFound
from registry.services.procedures.deadlines import entering
from registry.vocabulary.accounts import Role
from tests.factories.accounts import make_account
from tests.factories.procedures import FILED_ON, make_draft, make_filed, make_observed
from tests.registry.services.procedures.reviewed import current

pytestmark = pytest.mark.usefixtures("app")

CLOSED = FILED_ON + timedelta(days=1)


def test_what_a_closed_day_moves_is_told_before_it_is_noted() -> None:
    administrator = make_account(Role.ADMINISTRATOR)
    case = make_filed()
    make_draft()
    make_filed(on=CLOSED + timedelta(days=7))

    foreseen = entering.foresee_closing(CLOSED, "DS 1-2026-PCM", officer=administrator, on=FILED_ON)

    assert foreseen == 1
    assert current(case).due_on == case.due_on
    entering.close_day(CLOSED, "DS 1-2026-PCM", officer=administrator, on=FILED_ON)
    assert current(case).due_on != case.due_on


def test_what_opening_it_again_moves_is_told_too() -> None:
    administrator = make_account(Role.ADMINISTRATOR)
    make_filed()
    make_observed()
    entering.close_day(CLOSED, "DS 1-2026-PCM", officer=administrator, on=FILED_ON)

    assert entering.foresee_opening(CLOSED, officer=administrator, on=FILED_ON) == 2


def test_a_day_of_rest_and_a_known_day_are_refused() -> None:
    administrator = make_account(Role.ADMINISTRATOR)
    entering.close_day(CLOSED, "DS 1-2026-PCM", officer=administrator, on=FILED_ON)

    for day in (CLOSED, date(2026, 6, 6)):
        with pytest.raises(InvalidFields):
            entering.foresee_closing(day, "DS 1-2026-PCM", officer=administrator, on=FILED_ON)
    with pytest.raises(NotFound):
        entering.foresee_opening(date(2026, 6, 8), officer=administrator, on=FILED_ON)

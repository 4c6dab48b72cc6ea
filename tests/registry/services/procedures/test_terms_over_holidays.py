"""Terms by date, from the filing to the day's work: over Holy Week, over Fiestas Patrias, over a decreed day."""

from datetime import date, timedelta

import pytest

from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.models import CaseFile
from registry.services.procedures import lapsing
from registry.services.procedures.deadlines import entering
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import CaseState
from tests.factories.accounts import make_account
from tests.factories.procedures import make_filed, make_observed

pytestmark = pytest.mark.usefixtures("app")

ONE_DAY = timedelta(days=1)
#: Two business days to cure, observed and notified on the first day: what lies between is closed.
CURES = [
    pytest.param(date(2026, 3, 31), date(2026, 4, 6), id="holy-week-2026"),
    pytest.param(date(2027, 3, 23), date(2027, 3, 29), id="holy-week-2027"),
    pytest.param(date(2026, 7, 27), date(2026, 7, 31), id="fiestas-patrias"),
]


def kept(case: CaseFile) -> CaseFile:
    with reading() as session:
        return session.get_one(CaseFile, case.id)


@pytest.mark.parametrize(("observed_on", "last_day"), CURES)
def test_a_cure_is_awaited_over_the_holidays(observed_on: date, last_day: date) -> None:
    case = make_observed(on=observed_on)

    lapsing.run_due(on=last_day, at=now())
    on_last_day = kept(case).state
    lapsing.run_due(on=last_day + ONE_DAY, at=now())

    assert (on_last_day, kept(case).state) == (CaseState.OBSERVED, CaseState.LAPSED)


@pytest.mark.parametrize(
    ("filed_on", "due_on"),
    [
        pytest.param(date(2027, 3, 15), date(2027, 4, 28), id="holy-week-2027"),
        pytest.param(date(2026, 7, 1), date(2026, 8, 18), id="fiestas-patrias"),
    ],
)
def test_the_office_has_thirty_business_days_beside_the_holidays(filed_on: date, due_on: date) -> None:
    assert kept(make_filed(on=filed_on)).due_on == due_on


def test_a_decreed_day_between_holidays_gives_the_cure_one_day_more() -> None:
    administrator = make_account(Role.ADMINISTRATOR)
    entering.close_day(date(2026, 7, 30), "DS 033-2026-PCM", officer=administrator, on=date(2026, 7, 20))
    case = make_observed(on=date(2026, 7, 27))

    lapsing.run_due(on=date(2026, 8, 3), at=now())

    assert kept(case).state is CaseState.OBSERVED

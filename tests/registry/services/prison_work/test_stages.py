"""The stage of inmates, day by day: entered, corrected by a later entry, never changed."""

from datetime import date

import pytest

from registry.errors import InvalidFields, NotFound, StaleVersion
from registry.models import Account, Inmate
from registry.services.prison_work.inmates import get_inmate
from registry.services.prison_work.stages import enter_stage, held_stages
from registry.vocabulary.prison_work import Regime, Stage
from tests.factories.inmates import TODAY, make_inmate, make_keeper
from tests.factories.religious import PUNO

pytestmark = pytest.mark.usefixtures("app")

MAY, OCTOBER = date(2025, 6, 2), date(2025, 10, 1)


def enter(inmate: Inmate, keeper: Account, stage: Stage, day: date) -> Inmate:
    version = get_inmate(inmate.id, officer=keeper).version
    return enter_stage(inmate.id, stage, valid_from=day, version=version, officer=keeper, on=TODAY)


def test_a_new_stage_is_the_one_of_today():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    changed = enter(inmate, keeper, Stage.SEMI_OPEN, OCTOBER)

    assert (changed.stage, changed.regime) == (Stage.SEMI_OPEN, Regime.SEMI_OPEN)


def test_an_entry_of_the_past_leaves_today_s_stage():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)
    enter(inmate, keeper, Stage.MINIMUM, OCTOBER)

    changed = enter(inmate, keeper, Stage.MAXIMUM, MAY)

    assert changed.stage is Stage.MINIMUM
    assert [one.stage for one in held_stages(changed.stages)] == [Stage.MEDIUM, Stage.MAXIMUM, Stage.MINIMUM]


def test_a_second_entry_of_a_day_corrects_the_first_and_leaves_it_standing():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)
    enter(inmate, keeper, Stage.MAXIMUM, OCTOBER)

    enter(inmate, keeper, Stage.MINIMUM, OCTOBER)

    stages = get_inmate(inmate.id, officer=keeper).stages
    assert [one.stage for one in held_stages(stages)] == [Stage.MEDIUM, Stage.MINIMUM]
    assert len(stages) == 3


@pytest.mark.parametrize("day", [date(2025, 5, 31), date(2026, 3, 3)])
def test_a_day_before_the_person_came_or_ahead_is_refused(day):
    keeper = make_keeper()

    with pytest.raises(InvalidFields, match="valid_from"):
        enter(make_inmate(officer=keeper), keeper, Stage.OPEN, day)


def test_a_stale_page_enters_nothing():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    with pytest.raises(StaleVersion):
        enter_stage(inmate.id, Stage.OPEN, valid_from=MAY, version=9, officer=keeper, on=TODAY)


def test_another_prison_enters_nothing():
    inmate = make_inmate(officer=make_keeper())

    with pytest.raises(NotFound):
        enter_stage(inmate.id, Stage.OPEN, valid_from=MAY, version=1, officer=make_keeper(PUNO), on=TODAY)

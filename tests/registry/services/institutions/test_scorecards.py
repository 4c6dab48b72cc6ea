from datetime import date, timedelta

import pytest
from flask import Flask

from registry.models import BeneficiaryUnit, Placement
from registry.services import planning
from registry.services.accounts.accounts import Account
from registry.services.institutions.scorecards import Measure, read_scorecard
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.rounds import WeightsPreset
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, SECOND, THIRD, make_entry, make_placement, make_saturdays, make_supervisor
from tests.factories.institutions import make_institution, make_registration, make_unit
from tests.factories.people import make_sentence

#: The sheet of March is due by then.
ON = date(2026, 5, 4)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    return make_unit(officer=officer)


@pytest.fixture
def placement(officer: Account, unit: BeneficiaryUnit) -> Placement:
    return make_placement(officer=officer, vacancy=make_saturdays(officer=officer, unit=unit))


def freeze(officer: Account, on: date):
    return planning.freeze(planning.Terms(officer.office_id, on, WeightsPreset.BALANCED, 30.0))


def test_a_measure_with_too_few_says_nothing():
    assert Measure(2, 2, least=3).share is None
    assert Measure(2, 4, least=3).share == 50


def test_of_a_new_unit_too_little_is_known(officer: Account, unit: BeneficiaryUnit):
    assert read_scorecard(unit.id, officer=officer, on=ON).record is None


def test_who_was_sent_back_and_who_found_nobody_count_against_the_unit(officer, unit, placement):
    make_entry(placement, FIRST, officer=officer)
    make_entry(placement, SECOND, officer=officer, outcome=Outcome.SENT_AWAY)
    make_entry(placement, THIRD, officer=officer, outcome=Outcome.UNIT_DID_NOT_ATTEND)

    found = read_scorecard(unit.id, officer=officer, on=ON)

    assert (found.sessions.good, found.sessions.of) == (1, 3)
    assert (found.sent_away, found.not_attended) == (1, 1)


def test_an_absence_of_the_person_s_says_nothing_of_the_unit(officer, unit, placement):
    make_entry(placement, FIRST, officer=officer, outcome=Outcome.UNEXCUSED)

    assert read_scorecard(unit.id, officer=officer, on=ON).sessions.of == 0


def test_a_sheet_that_nobody_brought_is_due_and_not_in_time(officer, unit, placement):
    make_entry(placement, FIRST, officer=officer)

    sheets = read_scorecard(unit.id, officer=officer, on=ON).sheets

    assert sheets.good == 0
    assert sheets.of >= 1


def test_what_happens_elsewhere_does_not_count(officer, unit, placement):
    other = make_placement(officer=officer)
    make_entry(other, FIRST, officer=officer, outcome=Outcome.SENT_AWAY)

    assert read_scorecard(unit.id, officer=officer, on=ON).sent_away == 0


def test_the_unit_s_supervisor_sees_its_card(officer, unit, placement):
    assert read_scorecard(unit.id, officer=make_supervisor(unit.id), on=ON).unit_id == unit.id


def test_the_round_takes_the_record_of_each_unit(officer, unit, placement):
    (opening,) = freeze(officer, ON).openings

    assert opening.unit_record == read_scorecard(unit.id, officer=officer, on=ON).record


@pytest.mark.parametrize(("later", "is_active"), [(0, True), (1, False)])
def test_from_the_day_after_its_last_a_registration_gives_the_round_no_place(officer, later, is_active):
    institution = make_institution(officer=officer)
    registration = make_registration(institution, officer=officer, valid_to=ON)
    make_saturdays(officer=officer, unit=make_unit(officer=officer, institution=institution))
    make_sentence(officer=officer)

    (opening,) = freeze(officer, ON + timedelta(days=later)).openings

    assert registration.valid_to == ON
    assert opening.is_active is is_active

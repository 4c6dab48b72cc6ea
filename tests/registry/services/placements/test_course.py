from datetime import date

import pytest

from registry.errors import NotFound
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.people.sentences import get_sentence
from registry.services.placements.course import read_course
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import EndReason, PlacementChange, SuspensionCause
from tests.factories.accounts import make_officer
from tests.factories.people import make_order, make_sentence
from tests.factories.placements import FIRST_SATURDAY, WEEK, change, make_serving, note_attended

MARCH = date(2026, 3, 16)


@pytest.fixture
def serving(officer: Account) -> Placement:
    facts = {"jornadas": 52, "prescribes_on": date(2027, 3, 1)}
    return make_serving(officer=officer, sentence=make_sentence(officer=officer, **facts))


def test_the_course_tells_what_was_served_and_when_it_would_end(officer, serving):
    note_attended(serving, FIRST_SATURDAY, officer=officer)

    course = read_course(serving.sentence_id, officer=officer, on=MARCH)

    assert course.balance.served_jornadas == 1
    assert [each.day for each in course.next_sessions] == [FIRST_SATURDAY + WEEK] * 2 + [FIRST_SATURDAY + 2 * WEEK] * 2
    assert course.ends_on == FIRST_SATURDAY + 51 * WEEK


def test_a_course_that_ends_after_the_prescription_says_so(officer, serving):
    course = read_course(serving.sentence_id, officer=officer, on=MARCH)

    assert course.ends_on == FIRST_SATURDAY + 52 * WEEK
    assert course.is_late


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (PlacementChange.SUSPENDED, {"cause": SuspensionCause.ILLNESS}),
        (PlacementChange.ENDED, {"end_reason": EndReason.OTHER}),
    ],
)
def test_where_nobody_is_expected_no_day_is_foreseen(officer, serving, kind, details):
    change(serving, kind, officer=officer, on=MARCH, **details)

    course = read_course(serving.sentence_id, officer=officer, on=MARCH)

    assert (course.ends_on, course.next_sessions) == (None, ())


def test_a_stay_leaves_no_day_to_foresee(officer, serving):
    make_order(get_sentence(serving.sentence_id, officer=officer), CourtOrderKind.STAY, officer=officer)

    assert read_course(serving.sentence_id, officer=officer, on=MARCH).ends_on is None


def test_another_office_s_course_is_not_found(serving):
    with pytest.raises(NotFound):
        read_course(serving.sentence_id, officer=make_officer(), on=MARCH)

from datetime import date
from typing import Any

import pytest

from registry.errors import InvalidFields, WrongState
from registry.services.people.sentences import (
    get_sentence,
    list_waiting,
)
from registry.services.placements.placements import Start, begin
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_order, make_sentence

pytestmark = pytest.mark.usefixtures("app")

APRIL = date(2026, 4, 8)
SATURDAY = ((Shift.SATURDAY_AM, 8 * 60, 13 * 60), (Shift.SATURDAY_PM, 14 * 60, 19 * 60))


def place(sentence: Any, officer: Any) -> None:
    vacancy = make_vacancy(officer=officer)
    begin(Start(sentence.id, vacancy.id, SATURDAY, TODAY), officer=officer)


def test_an_order_changes_what_is_owed_from_its_day():
    officer = make_officer()
    sentence = make_sentence(officer=officer)

    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=80, in_force_from=date(2026, 2, 10))

    kept = get_sentence(sentence.id, officer=officer)
    assert (kept.jornadas_owed(date(2026, 2, 9)), kept.jornadas_owed(date(2026, 2, 10))) == (60, 80)


@pytest.mark.parametrize(
    ("kind", "overrides", "field", "code"),
    [
        (CourtOrderKind.JORNADAS_CHANGED, {}, "jornadas", "order_needs_jornadas"),
        (CourtOrderKind.JORNADAS_CHANGED, {"jornadas": 157}, "jornadas", "jornadas_outside_law"),
        (CourtOrderKind.STAY, {"jornadas": 20}, "jornadas", "order_takes_no_jornadas"),
        (CourtOrderKind.STAY, {"ordered_on": date(2026, 3, 3)}, "ordered_on", "order_in_future"),
        (CourtOrderKind.STAY, {"ordered_on": date(2026, 1, 4)}, "ordered_on", "order_before_judgment"),
        (CourtOrderKind.STAY, {"in_force_from": date(2026, 1, 31)}, "in_force_from", "order_in_force_before"),
        (CourtOrderKind.RESUMPTION, {}, "kind", "sentence_not_stayed"),
    ],
)
def test_an_order_that_breaks_a_rule_names_the_field(kind, overrides, field, code):
    officer = make_officer()
    sentence = make_sentence(officer=officer)

    with pytest.raises(InvalidFields) as refused:
        make_order(sentence, kind, officer=officer, **overrides)

    assert refused.value.problems[field][0] == code


def test_a_stay_is_not_stayed_again():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.STAY, officer=officer)

    with pytest.raises(InvalidFields) as refused:
        make_order(sentence, CourtOrderKind.STAY, officer=officer, ordered_on=date(2026, 2, 2))

    assert refused.value.problems["kind"][0] == "sentence_already_stayed"


def test_nothing_is_ordered_after_the_execution_ended():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.ANNULMENT, officer=officer)

    with pytest.raises(WrongState) as refused:
        make_order(sentence, CourtOrderKind.STAY, officer=officer, ordered_on=date(2026, 2, 2))

    assert refused.value.code == "sentence_closed"


def test_a_round_takes_what_waits_and_nothing_else():
    officer = make_officer()
    waiting, resumed, stayed, closed, placed = (make_sentence(officer=officer) for _ in range(5))
    make_sentence(officer=officer, received_on=TODAY)
    make_sentence(officer=make_officer())
    make_order(resumed, CourtOrderKind.STAY, officer=officer)
    make_order(resumed, CourtOrderKind.RESUMPTION, officer=officer, ordered_on=date(2026, 2, 2))
    make_order(stayed, CourtOrderKind.STAY, officer=officer)
    make_order(closed, CourtOrderKind.PRESCRIPTION, officer=officer)
    place(placed, officer)

    taken = list_waiting(officer.office_id, date(2026, 3, 1))

    assert [sentence.id for sentence in taken] == [waiting.id, resumed.id]
    assert [sentence.person.preferences for sentence in taken] == [[], []]


def test_an_order_still_to_come_does_not_keep_a_sentence_out_of_a_round():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.STAY, officer=officer, in_force_from=date(2026, 4, 1))

    assert [waiting.id for waiting in list_waiting(officer.office_id, TODAY)] == [sentence.id]

from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, StaleVersion
from registry.extensions.clock import today
from registry.models import Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.attendance.expecting import read_days
from registry.services.institutions.vacancies import get_vacancy
from registry.services.people.persons import get_person
from registry.services.people.sentences import list_waiting
from registry.services.placements.placements import Start, begin, get_placement, list_of_person
from registry.services.placements.serving import list_at_unit
from registry.services.placements.transferring import TransferDetails, transfer
from registry.vocabulary.placements import EndReason, PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.attendance import balance_of, make_supervisor
from tests.factories.institutions import make_vacancy, sunday
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import FIRST_SATURDAY, WEEK, make_serving, note_attended, version_of
from tests.threads import at_once

APRIL = date(2026, 4, 8)
SUNDAY = [(Shift.SUNDAY_AM, 480, 780), (Shift.SUNDAY_PM, 840, 1140)]


@pytest.fixture
def receiver(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def serving(officer: Account) -> Placement:
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    return make_serving(officer=officer, sentence=make_sentence(officer=officer, person=person))


def hand_over(placement: Placement, receiver: Account, officer: Account, on: date = APRIL, **overrides) -> Placement:
    given = {"effective_on": APRIL, "reason": "Se mudó a Trujillo"} | overrides
    details, version = TransferDetails(receiver.office_id, **given), version_of(placement)
    return transfer(placement.id, details, version=version, officer=officer, on=on)


def test_the_other_office_finds_the_person_waiting_with_what_was_served(officer, receiver, serving):
    note_attended(serving, FIRST_SATURDAY, officer=officer)

    ended = hand_over(serving, receiver, officer)

    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, EndReason.OTHER_OFFICE)
    assert [one.id for one in list_waiting(receiver.office_id, APRIL)] == [serving.sentence_id]
    assert balance_of(serving.sentence_id, on=APRIL).served_jornadas == 1


def test_every_penalty_and_placement_of_the_person_goes(officer, receiver, serving):
    person_id = get_placement(serving.id, officer=officer).sentence.person_id
    second = make_sentence(officer=officer, person=get_person(person_id, officer=officer))
    vacancy = make_vacancy(officer=officer, shifts=sunday())
    make_serving(officer=officer, sentence=second, vacancy=vacancy, attendances=SUNDAY, starts_on=date(2026, 3, 15))

    hand_over(serving, receiver, officer)

    found = list_of_person(person_id, officer=receiver)
    assert [(one.state, one.end_reason) for one in found] == [(PlacementState.ENDED, EndReason.OTHER_OFFICE)] * 2


def test_the_sender_reaches_the_person_no_more(officer, receiver, serving):
    person_id = get_placement(serving.id, officer=officer).sentence.person_id

    hand_over(serving, receiver, officer)

    with pytest.raises(NotFound):
        get_person(person_id, officer=officer)


def test_the_unit_expects_the_person_until_the_transfer_s_day(officer, receiver):
    saturday = today() - timedelta(days=today().weekday() + 2)
    serving = make_serving(officer=officer, starts_on=saturday)
    unit_id = get_placement(serving.id, officer=officer).vacancy.unit_id
    supervisor = make_supervisor(unit_id)

    hand_over(serving, receiver, officer, effective_on=saturday + 2 * WEEK, on=today())

    days = [read_days(unit_id, officer=supervisor, on=day).today for day in (saturday + WEEK, saturday + 2 * WEEK)]
    assert [{one.row.placement_id for one in day} for day in days] == [{serving.id}, set()]
    assert [one.id for one in list_at_unit(unit_id, officer=supervisor)] == [serving.id]
    assert not list_at_unit(unit_id, officer=officer)


def test_the_unit_lists_nobody_whose_transfer_is_in_force(officer, receiver, serving):
    unit_id = get_placement(serving.id, officer=officer).vacancy.unit_id
    supervisor = make_supervisor(unit_id)

    hand_over(serving, receiver, officer)

    assert not list_at_unit(unit_id, officer=supervisor)


def test_two_whose_places_cross_are_transferred_at_once(app: Flask, officer, receiver):
    """Each leaves first the place that the other leaves last."""
    saturdays = make_vacancy(officer=officer)
    sundays = make_vacancy(officer=officer, shifts=sunday())
    first, second = (serve_twice(officer, saturdays, sundays) for _ in range(2))

    answers = at_once(
        app,
        lambda: hand_over(first[0], receiver, officer),
        lambda: hand_over(second[1], receiver, officer),
    )

    assert [answer.state for answer in answers] == [PlacementState.ENDED] * 2
    assert {get_vacancy(one.id, officer=officer).places_taken for one in (saturdays, sundays)} == {0}


def serve_twice(officer: Account, saturdays: Vacancy, sundays: Vacancy) -> tuple[Placement, Placement]:
    """A person with two penalties, served on Saturdays and on Sundays."""
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    sentences = [make_sentence(officer=officer, person=person) for _ in range(2)]
    first = make_serving(officer=officer, sentence=sentences[0], vacancy=saturdays)
    starts = {"attendances": SUNDAY, "starts_on": date(2026, 3, 15)}
    return first, make_serving(officer=officer, sentence=sentences[1], vacancy=sundays, **starts)


def test_whoever_begins_another_penalty_meanwhile_and_a_transfer_do_not_wait_for_each_other(
    app: Flask, officer, receiver, serving
):
    person_id = get_placement(serving.id, officer=officer).sentence.person_id
    second = make_sentence(officer=officer, person=get_person(person_id, officer=officer))
    begun = Start(second.id, make_vacancy(officer=officer, shifts=sunday()).id, SUNDAY, today())

    answers = at_once(app, lambda: hand_over(serving, receiver, officer), lambda: begin(begun, officer=officer))

    assert answers[0].state is PlacementState.ENDED
    assert isinstance(answers[1], Placement | NotFound)


@pytest.mark.parametrize(
    ("overrides", "field", "code"),
    [
        ({"reason": ""}, "reason", "change_reason_missing"),
        ({"effective_on": date(2025, 4, 8)}, "effective_on", "change_out_of_range"),
    ],
)
def test_what_a_transfer_needs_is_named(officer, receiver, serving, overrides, field, code):
    with pytest.raises(InvalidFields) as refusal:
        hand_over(serving, receiver, officer, **overrides)

    assert refusal.value.problems[field][0] == code


def test_nobody_is_transferred_to_their_own_office_or_to_none(officer, serving):
    for office_id, code in ((officer.office_id, "transfer_to_own_office"), (9_999, "office_unknown")):
        details = TransferDetails(office_id, APRIL, "Se mudó")
        with pytest.raises(InvalidFields) as refusal:
            transfer(serving.id, details, version=version_of(serving), officer=officer, on=APRIL)
        assert refusal.value.problems["office_id"][0] == code


def test_a_transfer_of_what_somebody_changed_meanwhile_is_refused(officer, receiver, serving):
    details = TransferDetails(receiver.office_id, APRIL, "Se mudó")

    with pytest.raises(StaleVersion):
        transfer(serving.id, details, version=1, officer=officer, on=APRIL)


def test_another_office_transfers_nobody(receiver, serving):
    with pytest.raises(NotFound):
        hand_over(serving, make_officer(), receiver)

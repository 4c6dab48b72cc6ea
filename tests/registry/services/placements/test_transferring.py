from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, StaleVersion
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.facts import balance_of
from registry.services.people.persons import get_person
from registry.services.people.sentences import list_waiting
from registry.services.placements.placements import get_placement, list_of_person
from registry.services.placements.transferring import TransferDetails, transfer
from registry.vocabulary.placements import EndReason, PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, sunday
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import FIRST_SATURDAY, make_serving, note_attended, version_of

APRIL = date(2026, 4, 8)
SUNDAY = [(Shift.SUNDAY_AM, 480, 780), (Shift.SUNDAY_PM, 840, 1140)]


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def receiver(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def serving(officer: Account) -> Placement:
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    return make_serving(officer=officer, sentence=make_sentence(officer=officer, person=person))


def hand_over(placement: Placement, receiver: Account, officer: Account, **overrides) -> Placement:
    given = {"effective_on": APRIL, "reason": "Se mudó a Trujillo"} | overrides
    details, version = TransferDetails(receiver.office_id, **given), version_of(placement)
    return transfer(placement.id, details, version=version, officer=officer, on=APRIL)


def test_the_other_office_finds_the_person_waiting_with_what_was_served(officer, receiver, serving):
    note_attended(serving, FIRST_SATURDAY, officer=officer)

    ended = hand_over(serving, receiver, officer)

    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, EndReason.OTHER_OFFICE)
    assert [one.id for one in list_waiting(receiver.office_id, APRIL)] == [serving.sentence_id]
    assert balance_of(serving.sentence_id, officer=receiver, on=APRIL).served_jornadas == 1


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

from datetime import date

import pytest
from flask import Flask

from registry.services.accounts.accounts import Account
from registry.services.placements.notifying import notify
from registry.services.rounds import decisions
from registry.services.rounds.desk import Tally, last_day_overdue, read_desk
from registry.services.rounds.rounds import open_round
from registry.vocabulary.people import CourtOrderKind
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import TODAY, make_order, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal, make_round, proposals_of, round_details
from tests.statements import counting_statements


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer; another office is as busy as can be."""
    busy = make_desk_officer()
    make_sentence(officer=busy)
    make_vacancy(officer=busy)
    decisions.confirm(make_proposal(officer=busy).id, officer=busy)
    make_sentence(officer=busy, prescribes_on=date(2026, 3, 5))
    make_proposal(officer=busy)
    return make_desk_officer()


def test_a_desk_with_nothing_to_do_is_empty(officer: Account):
    desk = read_desk(officer=officer, on=TODAY)

    assert desk.prescribing == desk.overdue == desk.to_notify == desk.expiring == Tally()
    assert (desk.to_review, desk.unplaced, desk.waiting, desk.latest_round) == (0, 0, 0, None)


def test_penalties_that_prescribe_soon_are_counted_with_the_first_day(officer: Account):
    for day in (date(2026, 4, 30), date(2026, 3, 20), date(2026, 5, 2)):
        make_sentence(officer=officer, prescribes_on=day)
    stayed = make_sentence(officer=officer, prescribes_on=date(2026, 3, 3))
    make_order(stayed, CourtOrderKind.STAY, officer=officer)

    assert read_desk(officer=officer, on=TODAY).prescribing == Tally(2, date(2026, 3, 20))


def test_people_who_wait_longer_than_the_term_are_counted(officer: Account):
    make_sentence(officer=officer, received_on=date(2026, 2, 13))
    make_sentence(officer=officer, received_on=date(2026, 2, 16))

    assert read_desk(officer=officer, on=TODAY).overdue == Tally(1, date(2026, 2, 13))


def test_the_term_counts_business_days_only():
    assert last_day_overdue(date(2026, 3, 2)) == date(2026, 2, 15)


def test_proposals_and_people_without_place_are_those_of_the_last_result(officer: Account):
    for _ in range(3):
        make_sentence(officer=officer)
    make_vacancy(officer=officer, total_places=1)
    make_round(officer=officer)
    make_round(officer=officer)

    desk = read_desk(officer=officer, on=TODAY)

    assert (desk.to_review, desk.unplaced, desk.waiting) == (1, 2, 3)


def test_proposals_that_wait_for_a_signature_are_told_apart(officer: Account):
    for _ in range(2):
        make_sentence(officer=officer)
        make_vacancy(officer=officer)
    round_ = make_round(officer=officer)
    decisions.stage([proposals_of(round_, officer=officer)[0].id], officer=officer)

    desk = read_desk(officer=officer, on=TODAY)

    assert (desk.staged, desk.to_review) == (1, 1)


def test_who_got_a_place_in_another_round_asks_for_nothing(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    earlier = make_proposal(officer=officer)
    later = make_proposal(officer=officer)
    decisions.stage([later.id], officer=officer)

    decisions.confirm(earlier.id, officer=officer)

    desk = read_desk(officer=officer, on=TODAY)
    assert (desk.staged, desk.to_review, desk.unplaced) == (0, 0, 0)


def test_a_round_under_way_is_told_beside_the_last_result(officer: Account):
    make_sentence(officer=officer)
    finished = make_round(officer=officer)
    under_way = open_round(round_details(), officer=officer)

    desk = read_desk(officer=officer, on=TODAY)

    assert (desk.latest_round.id, desk.reviewed_round.id) == (under_way.id, finished.id)


def test_confirmed_placements_wait_for_their_letters(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    placement = decisions.confirm(make_proposal(officer=officer).id, officer=officer)

    before = read_desk(officer=officer, on=TODAY).to_notify
    notify(placement.id, officer=officer, on=TODAY)

    assert before == Tally(1, placement.starts_on)
    assert read_desk(officer=officer, on=TODAY).to_notify == Tally()


def test_registrations_that_end_soon_are_counted_where_people_are_received(officer: Account):
    soon = make_institution(officer=officer)
    make_registration(soon, officer=officer, valid_to=date(2026, 4, 1))
    make_unit(officer=officer, institution=soon)
    without_unit = make_institution(officer=officer)
    make_registration(without_unit, officer=officer, valid_to=date(2026, 4, 1))
    make_unit(officer=officer)

    assert read_desk(officer=officer, on=TODAY).expiring == Tally(1, date(2026, 4, 1))


def test_another_office_s_work_does_not_appear(officer: Account):
    assert read_desk(officer=make_officer(), on=TODAY).prescribing == Tally()


def test_the_number_of_queries_does_not_grow_with_the_work(officer: Account):
    with counting_statements() as idle:
        read_desk(officer=officer, on=TODAY)
    for _ in range(3):
        make_sentence(officer=officer)
    make_round(officer=officer)

    with counting_statements() as busy:
        read_desk(officer=officer, on=TODAY)

    assert busy.count <= idle.count + 1

from datetime import date
from typing import Any

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.rounds import computing, rounds
from registry.vocabulary.rounds import RoundState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import FakeQueue, make_round, round_details
from tests.threads import at_once


def test_a_started_round_waits_in_the_queue(queue: FakeQueue):
    officer = make_officer()

    started = rounds.start_round(round_details(), officer=officer)

    assert started.state is RoundState.QUEUED
    assert queue.held == [started.public_id]


def test_an_office_computes_one_round_at_a_time(queue: FakeQueue):
    officer = make_officer()
    rounds.start_round(round_details(), officer=officer)

    with pytest.raises(WrongState) as refusal:
        rounds.start_round(round_details(), officer=officer)

    assert refusal.value.code == "round_under_way"
    assert len(queue.held) == 1


def test_another_office_may_compute_at_the_same_time(queue: FakeQueue):
    rounds.start_round(round_details(), officer=make_officer())

    started = rounds.start_round(round_details(), officer=make_officer())

    assert queue.held[-1] == started.public_id


def test_of_two_starts_at_once_one_is_refused(app: Flask, queue: FakeQueue):
    officer = make_officer()

    def start() -> rounds.Round:
        return rounds.start_round(round_details(), officer=officer)

    answers = at_once(app, start, start)

    assert sorted(type(answer).__name__ for answer in answers) == ["Round", "WrongState"]


def test_rounds_are_numbered_by_office_and_year(queue: FakeQueue):
    officer = make_officer()
    make_round(officer=make_officer())

    numbers = [
        (made.year, made.number)
        for day in (date(2026, 3, 2), date(2026, 5, 4), date(2027, 1, 4))
        for made in [make_round(officer=officer, reference_date=day)]
    ]

    assert numbers == [(2026, 1), (2026, 2), (2027, 1)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_limit_seconds", 4),
        ("time_limit_seconds", 3601),
        ("travel_limit_km", 0),
        ("travel_limit_km", 501),
        ("reference_date", date(1991, 1, 1)),
        ("reference_date", date(2090, 1, 1)),
    ],
)
def test_a_limit_out_of_range_is_refused_at_its_field(queue: FakeQueue, field: str, value: Any):
    with pytest.raises(InvalidFields) as refusal:
        rounds.start_round(round_details(**{field: value}), officer=make_officer())

    assert list(refusal.value.problems) == [field]
    assert queue.held == []


def test_a_stop_is_kept_for_the_worker_to_see(queue: FakeQueue):
    officer = make_officer()
    started = rounds.start_round(round_details(), officer=officer)

    rounds.request_stop(started.public_id, officer=officer)

    assert rounds.get_round(started.public_id, officer=officer).is_stop_requested


def test_a_round_that_ended_cannot_be_stopped(app: Flask):
    officer = make_officer()
    ended = make_round(officer=officer)

    with pytest.raises(WrongState) as refusal:
        rounds.request_stop(ended.public_id, officer=officer)

    assert refusal.value.code == "round_ended"


def test_another_office_s_round_is_not_found(app: Flask):
    other = make_round(officer=make_officer())

    with pytest.raises(NotFound):
        rounds.get_round(other.public_id, officer=make_officer())


def test_the_list_holds_the_office_s_rounds_newest_first(app: Flask):
    officer = make_officer()
    make_round(officer=make_officer())
    older, newer = make_round(officer=officer), make_round(officer=officer)

    page = rounds.list_rounds(officer=officer)

    assert [found.id for found in page.items] == [newer.id, older.id]
    assert rounds.find_latest(officer=officer).id == newer.id
    assert rounds.find_previous(newer).id == older.id


def test_a_round_that_failed_is_no_round_to_compare_with(app: Flask):
    officer = make_officer()
    failed = rounds.open_round(round_details(), officer=officer)
    computing.interrupt(failed.public_id, "unexpected_failure")

    assert rounds.find_previous(make_round(officer=officer)) is None


def test_the_preview_counts_what_a_round_would_take_in(app: Flask):
    officer, elsewhere = make_officer(), make_officer()
    make_sentence(officer=elsewhere)
    make_vacancy(officer=elsewhere)
    make_sentence(officer=officer)
    make_vacancy(officer=officer, total_places=2)
    lapsed = make_institution(officer=officer)
    make_registration(lapsed, officer=officer, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31))
    make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=lapsed))

    found = rounds.preview(officer=officer, on=TODAY)

    assert (found.persons, found.vacancies, found.free_places, found.unregistered) == (1, 1, 2, 1)

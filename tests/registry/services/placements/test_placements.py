from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry.errors import InvalidFields, NotFound, PlaceTaken, WrongState
from registry.extensions.database import reading, transaction
from registry.models import AuditEntry, Placement, Sentence, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.institutions import vacancies
from registry.services.placements import placements, places
from registry.services.placements.placements import Start
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import EndReason, PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning
from tests.factories.people import make_person, make_sentence
from tests.threads import at_once

SATURDAY = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]


@pytest.fixture
def vacancy(officer: Account) -> Vacancy:
    return make_vacancy(officer=officer)


@pytest.fixture
def sentence(officer: Account) -> Sentence:
    return make_sentence(officer=officer)


def start(sentence: Sentence, vacancy: Vacancy, **overrides) -> Start:
    given = {"attendances": SATURDAY, "starts_on": date(2026, 3, 14)}
    return Start(sentence_id=sentence.id, vacancy_id=vacancy.id, **(given | overrides))


def test_a_placement_takes_its_places_from_its_beginning(officer, sentence, vacancy):
    placements.begin(start(sentence, vacancy), officer=officer)

    taken = vacancies.get_vacancy(vacancy.id, officer=officer)
    assert [taken.places_taken, *(shift.places_taken for shift in taken.shifts)] == [1, 1, 1]


def test_a_sentence_has_one_placement_at_a_time(officer, sentence, vacancy):
    placements.begin(start(sentence, vacancy), officer=officer)

    with pytest.raises(WrongState) as refusal:
        placements.begin(start(sentence, vacancy), officer=officer)

    assert refusal.value.code == "already_placed"
    assert vacancies.get_vacancy(vacancy.id, officer=officer).places_taken == 1


def test_the_database_itself_refuses_a_second_active_placement(officer, sentence, vacancy):
    placements.begin(start(sentence, vacancy), officer=officer)
    rival = Placement(
        sentence_id=sentence.id,
        vacancy_id=vacancy.id,
        state=PlacementState.ACTIVE,
        attendances=[],
        starts_on=date(2026, 3, 14),
    )

    with pytest.raises(IntegrityError), transaction() as session:
        session.add(rival)


def test_the_database_itself_refuses_a_place_beyond_the_last(officer, vacancy):
    with pytest.raises(IntegrityError), transaction() as session:
        session.get_one(Vacancy, vacancy.id).places_taken = vacancy.total_places + 1


def test_a_full_half_day_refuses_and_the_whole_taking_is_undone(officer, sentence):
    narrow = make_vacancy(officer=officer, shifts=(saturday_morning(places=1), saturday_afternoon()))
    placements.begin(start(sentence, narrow), officer=officer)

    with pytest.raises(PlaceTaken) as refusal:
        placements.begin(start(make_sentence(officer=officer), narrow), officer=officer)

    left = vacancies.get_vacancy(narrow.id, officer=officer)
    assert refusal.value.facts["shift"] == Shift.SATURDAY_AM
    assert [left.places_taken, *(shift.places_taken for shift in left.shifts)] == [1, 1, 1]


def test_of_many_after_the_last_places_only_so_many_get_one(app: Flask, officer, vacancy):
    waiting = [make_sentence(officer=officer) for _ in range(6)]

    answers = at_once(app, *(lambda one=one: placements.begin(start(one, vacancy), officer=officer) for one in waiting))

    got = [answer for answer in answers if isinstance(answer, Placement)]
    assert len(got) == 2
    assert all(isinstance(answer, PlaceTaken) for answer in answers if answer not in got)
    assert vacancies.get_vacancy(vacancy.id, officer=officer).places_taken == 2


def test_places_given_back_can_be_taken_again(officer, vacancy):
    for step in (places.take, places.take, places.give_back, places.take):
        with transaction() as session:
            step(session, vacancy.id, [Shift.SATURDAY_AM])

    assert vacancies.get_vacancy(vacancy.id, officer=officer).places_taken == 2


@pytest.mark.parametrize(
    ("attendances", "code"),
    [
        ([(Shift.SATURDAY_AM, 420, 780)], "outside_vacancy_hours"),
        ([(Shift.SUNDAY_AM, 480, 780)], "outside_vacancy_hours"),
        ([(Shift.SATURDAY_AM, 700, 600)], "outside_vacancy_hours"),
        ([], "required"),
    ],
)
def test_a_pattern_stays_within_the_vacancy_s_hours(officer, sentence, vacancy, attendances, code):
    with pytest.raises(InvalidFields) as refusal:
        placements.begin(start(sentence, vacancy, attendances=attendances), officer=officer)

    assert refusal.value.problems["attendances"][0] == code


def test_two_sentences_of_a_person_never_share_a_half_day(officer, vacancy):
    person = make_person(officer=officer)
    placements.begin(start(make_sentence(officer=officer, person=person), vacancy), officer=officer)

    with pytest.raises(WrongState) as refusal:
        placements.begin(start(make_sentence(officer=officer, person=person), vacancy), officer=officer)

    assert refusal.value.code == "overlapping_sentences"


def test_a_closed_vacancy_takes_nobody(officer, sentence, vacancy):
    vacancies.close(vacancy.id, version=vacancy.version, officer=officer)

    with pytest.raises(WrongState) as refusal:
        placements.begin(start(sentence, vacancy), officer=officer)

    assert refusal.value.code == "vacancy_closed"


def test_nobody_is_placed_across_offices(officer, sentence, vacancy):
    elsewhere = make_officer()

    for pair in ((sentence, make_vacancy(officer=elsewhere)), (make_sentence(officer=elsewhere), vacancy)):
        with pytest.raises(NotFound):
            placements.begin(start(*pair), officer=officer)


def test_an_undone_placement_gives_its_places_back_and_says_why_it_ended(officer, sentence, vacancy):
    placement = placements.begin(start(sentence, vacancy), officer=officer)

    placements.undo(placement.id, officer=officer)

    ended = placements.get_placement(placement.id, officer=officer)
    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, EndReason.UNDONE)
    assert vacancies.get_vacancy(vacancy.id, officer=officer).places_taken == 0
    assert [event.state for event in ended.events] == [PlacementState.CONFIRMED, PlacementState.ENDED]
    assert ended.events[-1].officer_name == officer.full_name


def test_lists_hold_the_office_s_placements_newest_first(officer, vacancy):
    elsewhere = make_officer()
    placements.begin(start(make_sentence(officer=elsewhere), make_vacancy(officer=elsewhere)), officer=elsewhere)
    older, newer = (placements.begin(start(make_sentence(officer=officer), vacancy), officer=officer) for _ in "ab")
    placements.undo(older.id, officer=officer)

    everything = placements.list_placements(officer=officer)
    confirmed = placements.list_placements(officer=officer, state=PlacementState.CONFIRMED)

    assert [one.id for one in everything.items] == [newer.id, older.id]
    assert [one.id for one in confirmed.items] == [newer.id]


def test_a_person_s_placements_are_listed_for_their_office(officer, sentence, vacancy):
    placement = placements.begin(start(sentence, vacancy), officer=officer)

    assert [one.id for one in placements.list_of_person(sentence.person_id, officer=officer)] == [placement.id]
    assert placements.list_of_person(sentence.person_id, officer=make_officer()) == []


def test_a_look_at_a_placement_is_noted(officer, sentence, vacancy):
    placement = placements.begin(start(sentence, vacancy), officer=officer)

    placements.open_placement(placement.id, officer=officer)

    with reading() as session:
        looked = select(AuditEntry.subject_id).where(AuditEntry.action == AuditAction.VIEWED)
        assert session.scalars(looked).all() == [placement.id]

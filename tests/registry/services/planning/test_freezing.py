from dataclasses import fields
from datetime import date

import pytest
from flask import Flask

from matching import Applicant, Instance
from registry.services import planning
from registry.services.accounts.accounts import Account
from registry.services.people.details import PreferenceDetails
from registry.services.people.preferences import record_preference
from registry.services.placements.placements import Start, begin
from registry.services.rounds.instructions import exclude
from registry.vocabulary.institutions import InstitutionNature, Task, UnitKind, WorkDemand
from registry.vocabulary.people import CourtOrderKind, Occupation, SentenceKind, Skill, Stance
from registry.vocabulary.rounds import WeightsPreset
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import TODAY, make_order, make_person, make_sentence
from tests.factories.rounds import make_proposal

FORBIDDEN = ("sex", "gender", "ethnicity", "religion", "income", "offence", "name", "document")


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def freeze(officer: Account, on: date = TODAY) -> Instance:
    return planning.freeze(planning.Terms(officer.office_id, on, WeightsPreset.BALANCED, 30.0))


def test_each_waiting_sentence_and_open_vacancy_of_the_office_is_taken_in(officer: Account):
    elsewhere = make_officer()
    make_sentence(officer=elsewhere)
    make_vacancy(officer=elsewhere)
    sentence, vacancy = make_sentence(officer=officer), make_vacancy(officer=officer)

    instance = freeze(officer)

    assert [applicant.id for applicant in instance.applicants] == [str(sentence.id)]
    assert [opening.id for opening in instance.openings] == [str(vacancy.id)]
    assert instance.norms.weekly_hours == 10


def test_the_matcher_has_no_field_for_what_must_not_count():
    names = {field.name for field in fields(Applicant)}

    assert not [name for name in names if any(word in name.split("_") for word in FORBIDDEN)]


def test_half_days_of_another_sentence_are_not_free(officer: Account):
    person = make_person(officer=officer, free_shifts=(Shift.SATURDAY_AM, Shift.SATURDAY_PM, Shift.SUNDAY_AM))
    serving, waiting = (make_sentence(officer=officer, person=person) for _ in range(2))
    saturday = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
    begin(Start(serving.id, make_vacancy(officer=officer).id, saturday, date(2026, 3, 14)), officer=officer)

    (applicant,) = freeze(officer).applicants

    assert applicant.id == str(waiting.id)
    assert applicant.free_shifts == {Shift.SUNDAY_AM}


def test_places_taken_are_not_offered_again(officer: Account):
    vacancy = make_vacancy(officer=officer)
    saturday = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
    begin(Start(make_sentence(officer=officer).id, vacancy.id, saturday, date(2026, 3, 14)), officer=officer)

    (opening,) = freeze(officer).openings

    assert (opening.total_places, opening.capacity_total, opening.load) == (1, 2, 1)
    assert [shift.places for shift in opening.shifts] == [1, 1]


def test_the_order_in_force_decides_how_many_jornadas_are_owed(officer: Account):
    sentence = make_sentence(officer=officer, jornadas=60)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=40)

    assert freeze(officer).applicants[0].jornadas == 40


def test_time_is_judged_at_the_day_of_the_round(officer: Account):
    make_sentence(officer=officer, received_on=date(2026, 1, 12), prescribes_on=date(2026, 12, 1))

    (applicant,) = freeze(officer, date(2026, 2, 11)).applicants

    assert (applicant.waiting_days, applicant.days_to_prescription) == (30, 293)


def test_occupation_and_skills_are_what_the_person_can_do(officer: Account):
    person = make_person(officer=officer, occupation=Occupation.COOK, skills=(Skill.PAINTING,))
    make_sentence(officer=officer, person=person)

    assert freeze(officer).applicants[0].held == {"cooking", "painting"}


def test_what_health_rules_out_is_told_without_its_reason(officer: Account):
    person = make_person(officer=officer, unable=(WorkDemand.HEIGHTS,), health_remark="Vértigo")
    make_sentence(officer=officer, person=person)

    instance = freeze(officer)

    assert instance.applicants[0].unable == {"heights"}
    assert "Vértigo" not in str(instance)


def test_free_days_are_served_in_a_free_day_programme(officer: Account):
    make_sentence(officer=officer, kind=SentenceKind.FREE_DAY_RESTRICTION)
    make_vacancy(officer=officer)
    programme = make_vacancy(officer=officer, programme="free_day")

    assert make_proposal(officer=officer).vacancy_id == programme.id


def test_the_terms_of_the_court_bind(officer: Account):
    make_vacancy(officer=officer)
    named = make_vacancy(officer=officer, duties="")
    make_sentence(officer=officer, court_unit_id=named.unit_id)

    assert make_proposal(officer=officer).vacancy_id == named.id


def test_an_exclusion_zone_keeps_the_person_away(officer: Account):
    near = make_unit(officer=officer, latitude=-15.49, longitude=-70.12)
    make_vacancy(officer=officer, unit=near)
    make_sentence(officer=officer, exclusion_zones=((-15.49, -70.12, 1.0),))

    proposal = make_proposal(officer=officer)

    assert proposal.vacancy_id is None
    assert proposal.cause == "reserved"


def test_wishes_told_at_the_interview_are_taken_in(officer: Account):
    sentence, vacancy = make_sentence(officer=officer), make_vacancy(officer=officer)
    wishes = (
        PreferenceDetails(Stance.PREFERENCE, unit_id=vacancy.unit_id),
        PreferenceDetails(Stance.OBJECTION, task=Task.CLEANING),
    )
    for wish in wishes:
        record_preference(sentence.person_id, wish, officer=officer, on=TODAY)

    (applicant,) = freeze(officer).applicants

    assert applicant.preferred_unit_ids == {str(vacancy.unit_id)}
    assert applicant.objected_tasks == {"cleaning"}


def test_standing_instructions_are_taken_in(officer: Account):
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    exclude(make_proposal(officer=officer).id, reason="Trabaja en la misma unidad", officer=officer)

    assert freeze(officer).applicants[0].excluded_opening_ids == {str(vacancy.id)}


def test_a_person_without_a_point_lives_at_the_capital_of_the_district(officer: Account):
    make_sentence(officer=officer, person=make_person(officer=officer, ubigeo="150101"))

    (applicant,) = freeze(officer).applicants

    assert (round(applicant.latitude), round(applicant.longitude)) == (-12, -77)


def test_a_lapsed_registration_is_told_as_such(officer: Account):
    lapsed = make_institution(officer=officer, nature=InstitutionNature.PRIVATE_SOCIAL, social_purpose="Albergue")
    make_registration(lapsed, officer=officer, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31))
    unit = make_unit(officer=officer, institution=lapsed, kind=UnitKind.SCHOOL, has_student_contact=True)
    make_vacancy(officer=officer, unit=unit)

    (opening,) = freeze(officer).openings

    assert (opening.is_active, opening.is_public, opening.has_social_purpose) == (False, False, True)
    assert opening.is_educational


def test_a_frozen_instance_is_read_back_as_it_was(officer: Account):
    make_sentence(officer=officer, exclusion_zones=((-15.4, -70.1, 0.5),))
    make_vacancy(officer=officer)
    instance = freeze(officer)

    assert planning.running.unpack(planning.pack(instance)) == instance


def test_the_days_ahead_and_the_absences_to_be_expected_are_frozen_with_the_norms(officer: Account):
    calendar = freeze(officer).norms.calendar

    assert calendar is not None
    assert (calendar.on, calendar.absence_rate) == (TODAY, 0.15)
    assert min(calendar.holidays) > TODAY


def test_a_prescription_may_be_outlasted_by_half_its_term(officer: Account):
    make_sentence(officer=officer, judgment_date=date(2026, 1, 5), prescribes_on=date(2027, 1, 5))

    (applicant,) = freeze(officer).applicants

    assert applicant.days_of_grace == 182

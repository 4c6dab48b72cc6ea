"""The round's input refuses nonsense and has no room for what may not weigh."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from matching.errors import InstanceError
from matching.files.instance_file import instance_from_json, instance_to_json
from matching.input.applicant import Applicant, Zone
from matching.input.opening import Opening
from matching.instance import Instance, Norms, Weights, presets
from tests.matching.factories import make_applicant, make_instance, make_opening, open_shift
from tests.matching.strategies import instances

ALLOWED_ABOUT_A_PERSON = {
    "id", "person_id", "latitude", "longitude", "age", "free_shifts", "weekday_authorised", "jornadas",
    "waiting_days", "days_to_prescription", "days_of_grace", "days_to_term", "skills", "occupation", "unable",
    "travel_limit_km", "court_weekly_hours", "court_opening_ids", "court_unit_ids", "court_programme",
    "exclusion_zones", "excluded_unit_ids", "barred_from_education", "preferred_unit_ids", "preferred_tasks",
    "objected_unit_ids", "objected_tasks", "current_opening_id", "pinned_opening_id", "excluded_opening_ids",
}  # fmt: skip


def test_a_person_has_no_field_beyond_those_the_law_lets_weigh():
    assert {field.name for field in fields(Applicant)} == ALLOWED_ABOUT_A_PERSON


@pytest.mark.parametrize("forbidden", ["offence", "sex", "religion", "ethnicity", "income", "health", "diagnosis"])
def test_no_field_or_criterion_names_a_forbidden_attribute(forbidden):
    named = {field.name for part in (Applicant, Opening, Weights, Norms, Instance) for field in fields(part)}

    assert not any(forbidden in name for name in named)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"latitude": -91}, "applicants[rosa].latitude"),
        ({"longitude": float("nan")}, "applicants[rosa].longitude"),
        ({"age": -1}, "applicants[rosa].age"),
        ({"free_shifts": frozenset({14})}, "applicants[rosa].free_shifts"),
        ({"waiting_days": -1}, "applicants[rosa].waiting_days"),
        ({"travel_limit_km": -0.1}, "applicants[rosa].travel_limit_km"),
        ({"court_weekly_hours": 0}, "applicants[rosa].court_weekly_hours"),
        ({"court_programme": ""}, "applicants[rosa].court_programme"),
        ({"person_id": ""}, "applicants[rosa].person.id"),
    ],
)
def test_an_impossible_person_is_refused_naming_the_place(fields, place):
    with pytest.raises(InstanceError) as refusal:
        make_applicant(**fields)

    assert refusal.value.place == place


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"total_places": -1}, "openings[library].total_places"),
        ({"capacity_total": -1}, "openings[library].capacity_total"),
        ({"latitude": 100}, "openings[library].latitude"),
        ({"shifts": (open_shift(10), open_shift(10))}, "openings[library].shifts"),
    ],
)
def test_an_impossible_opening_is_refused_naming_the_place(fields, place):
    with pytest.raises(InstanceError) as refusal:
        make_opening(**fields)

    assert refusal.value.place == place


@pytest.mark.parametrize(("hours", "places"), [((13, 8), 1), ((8, 25), 1), ((8, 13), -1)])
def test_an_impossible_half_day_is_refused(hours, places):
    with pytest.raises(InstanceError):
        open_shift(10, places, hours)


def test_a_zone_of_negative_size_is_refused():
    with pytest.raises(InstanceError):
        Zone(0, 0, -1)


def test_the_same_id_twice_is_refused():
    with pytest.raises(InstanceError, match="unique"):
        make_instance(make_applicant("rosa"), make_applicant("rosa"))


def test_weights_that_do_not_sum_to_a_hundred_are_refused():
    with pytest.raises(InstanceError, match="sum to 100"):
        replace(presets()["balanced"], skill=26)


def test_a_negative_weight_is_refused():
    with pytest.raises(InstanceError, match="negative"):
        Weights(skill=110, distance=-10, urgency=0, preference=0, specific_task=0, load=0, stability=0)


@settings(max_examples=50, deadline=None)
@given(instances())
def test_writing_and_reading_an_input_loses_nothing(instance):
    document = instance_to_json(instance)

    assert instance_from_json(document) == instance
    assert instance_to_json(instance_from_json(document)) == document


def test_the_order_of_people_and_openings_is_forgotten():
    people, places = [make_applicant("a"), make_applicant("b")], [make_opening("x"), make_opening("y")]

    assert make_instance(*people, *places) == make_instance(*reversed(people), *reversed(places))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"age":30', b'"age":"30"', "instance.applicants[0].age"),
        (b'"age":30', b'"age":true', "instance.applicants[0].age"),
        (b'"age":30', b'"age":30,"offence":"189"', "instance.applicants[0]"),
        (b'"age":30,', b"", "instance.applicants[0]"),
        (b'"2026-09-07"', b'"07/09/2026"', "instance.date"),
        (b'"free_shifts":[', b'"free_shifts":3,"x":[', "instance.applicants[0]"),
        (b"placement-instance/1", b"placement-instance/2", "format"),
        (b"{", b"", "instance"),
    ],
)
def test_a_spoilt_document_is_refused_naming_the_place(old, new, place):
    document = instance_to_json(make_instance(make_applicant()))

    with pytest.raises(InstanceError) as refusal:
        instance_from_json(document.replace(old, new, 1))

    assert refusal.value.place == place

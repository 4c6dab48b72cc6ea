"""Each rule by which a worker and a post fit: it binds, and it leaves alone."""

from dataclasses import replace

import pytest

from matching.input.workplace import Room, Workshop
from matching.rules import productive_work as rules
from matching.rules.refusal import Change, Refusal
from tests.matching.workers import (
    MONDAY_AM,
    NORMS,
    SUNDAY_AM,
    TUESDAY_AM,
    make_activity,
    make_post,
    make_worker,
    make_workshop,
)

JUAN = make_worker("juan", "joiner")


@pytest.mark.parametrize(
    ("check", "admitted"),
    [
        (rules.regime, {"regimes": frozenset({"special"})}),
        (rules.stage, {"stages": frozenset({"special"})}),
        (rules.sex, {"sexes": frozenset({"special"})}),
    ],
)
def test_an_activity_for_another_regime_stage_or_sex_is_refused(check, admitted):
    code = check.__name__

    refusal = check(JUAN, make_post(make_activity(**admitted)), NORMS)

    assert refusal == Refusal(code, getattr(JUAN, code), "special")


@pytest.mark.parametrize(
    ("check", "admitted"),
    [
        (rules.regime, {"regimes": frozenset({"ordinary", "special"})}),
        (rules.stage, {"stages": frozenset({"medium"})}),
        (rules.sex, {"sexes": frozenset({"m", "f"})}),
    ],
)
def test_an_activity_for_ones_own_or_for_all_is_left_alone(check, admitted):
    posts = (make_post(make_activity(**admitted)), make_post())

    assert [check(JUAN, post, NORMS) for post in posts] == [None, None]


@pytest.mark.parametrize(("age", "for_youth"), [(16, False), (21, False), (22, True), (60, True)])
def test_people_of_16_to_21_and_older_ones_are_kept_apart(age, for_youth):
    refusal = rules.youth(replace(JUAN, age=age), make_post(make_activity(for_youth=for_youth)), NORMS)

    assert refusal == Refusal("youth", age, 21)


@pytest.mark.parametrize(("age", "for_youth"), [(16, True), (21, True), (22, False), (60, False)])
def test_people_among_their_own_are_left_alone(age, for_youth):
    assert rules.youth(replace(JUAN, age=age), make_post(make_activity(for_youth=for_youth)), NORMS) is None


def test_a_workshop_out_of_reach_of_the_pavilion_is_refused():
    refusal = rules.pavilion(JUAN, make_post(make_workshop(pavilions=frozenset({"2", "3"}))), NORMS)

    assert refusal == Refusal("pavilion", "1", "2 3")


def test_a_workshop_within_reach_and_work_outside_any_are_left_alone():
    posts = (make_post(make_workshop(pavilions=frozenset({"1"}))), replace(make_post(), workshop=None))

    assert [rules.pavilion(JUAN, post, NORMS) for post in posts] == [None, None]


def test_half_days_of_education_are_refused_and_named():
    busy = replace(JUAN, busy_shifts=frozenset({MONDAY_AM, TUESDAY_AM, SUNDAY_AM}))

    assert rules.clash(busy, make_post(), NORMS) == Refusal(
        "clash", 2, 0, Change("free_shifts", 2, (MONDAY_AM, TUESDAY_AM))
    )


def test_education_at_other_hours_is_left_alone():
    assert rules.clash(replace(JUAN, busy_shifts=frozenset({1, 3, 5})), make_post(), NORMS) is None


def test_work_that_health_forbids_is_refused():
    post = make_post(make_activity(demands=frozenset({"dust"})), demands=frozenset({"lifting"}))

    refusal = rules.health(replace(JUAN, unable=frozenset({"dust", "lifting", "heat"})), post, NORMS)

    assert refusal == Refusal("health", "dust lifting", None, Change("drop_demands", 2))


def test_work_that_health_allows_is_left_alone():
    assert rules.health(replace(JUAN, unable=frozenset({"heat"})), make_post(), NORMS) is None


def test_missing_certificates_are_refused():
    refusal = rules.certificates(JUAN, make_post(certificates=frozenset({"welding"})), NORMS)

    assert refusal == Refusal("certificates", "welding", None, Change("earn_certificates", 1))


def test_held_certificates_are_left_alone():
    holder = replace(JUAN, certificates=frozenset({"welding", "driving"}))

    assert rules.certificates(holder, make_post(certificates=frozenset({"welding"})), NORMS) is None


def test_a_contract_beyond_the_release_is_refused_by_the_days_too_many():
    refusal = rules.release(replace(JUAN, days_to_release=60), make_post(contract_days=90), NORMS)

    assert refusal == Refusal("release", 60, 90, Change("shorten_contract", 30))


@pytest.mark.parametrize("days", [None, 90])
def test_a_contract_within_the_horizon_is_left_alone(days):
    assert rules.release(replace(JUAN, days_to_release=days), make_post(contract_days=90), NORMS) is None


@pytest.mark.parametrize(
    "post",
    [
        make_post(places=0),
        make_post(make_activity(maximum_crew=4, crew=4)),
        make_post(make_activity(maximum_crew=4, crew=5)),
    ],
)
def test_a_full_vacancy_or_crew_is_refused(post):
    assert rules.room(JUAN, post, NORMS) == Refusal("room", 0, 1, Change("add_places", 1))


@pytest.mark.parametrize(
    ("workshop", "norms"),
    [
        (Workshop("carpentry", (Room(0, 5, present=5), Room(2, 5))), NORMS),
        (Workshop("carpentry", (Room(2, 5),)), NORMS),
        (Workshop("carpentry", (Room(0, 5, present=2), Room(2, 5)), floor_m2=5.9), replace(NORMS, floor_m2_each=3)),
    ],
)
def test_a_workshop_without_safe_room_in_one_half_day_is_refused_naming_it(workshop, norms):
    refusal = rules.room(JUAN, make_post(workshop, shifts=frozenset({0, 2})), norms)

    assert refusal == Refusal("room", 0, 1, Change("add_places", 1, (0,)))


@pytest.mark.parametrize(
    "post",
    [
        make_post(),
        make_post(make_activity(maximum_crew=4, crew=3)),
        make_post(make_workshop(floor_m2=9.0)),
        replace(make_post(), workshop=None),
    ],
)
def test_a_post_with_room_is_left_alone(post):
    assert rules.room(JUAN, post, replace(NORMS, floor_m2_each=3)) is None

"""A prison's round refuses nonsense at birth, survives its file, and knows which activities must not meet."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from matching.errors import InstanceError
from matching.input.worker import Application, Experience
from matching.input.workplace import Room, WorkNorms
from matching.productive_work.file import prison_round_from_json, prison_round_to_json
from matching.productive_work.round import WorkWeights, work_presets
from matching.productive_work.scoring import personal_criteria, work_criteria
from tests.matching.productive_work.strategies import rounds
from tests.matching.workers import make_activity, make_carpentry, make_round, make_vacancy, make_worker, make_workshop


@settings(max_examples=30, deadline=None)
@given(rounds(people=4))
def test_a_round_survives_its_file(round_):
    document = prison_round_to_json(round_)

    assert prison_round_from_json(document) == round_
    assert prison_round_to_json(prison_round_from_json(document)) == document


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(InstanceError, match="format"):
        prison_round_from_json(b'{"format": "placement-instance/1"}')


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: make_round(make_activity(workshop_id="nowhere")), "workshop_id"),
        (lambda: make_carpentry(make_vacancy(activity_id="nothing")), "activity_id"),
        (lambda: make_carpentry(make_worker("juan", "nothing")), "applications"),
        (lambda: make_carpentry(make_vacancy(), make_vacancy()), "id"),
        (lambda: make_worker("juan", "joiner", "joiner"), "applications"),
        (lambda: make_worker("juan", pavilion=""), "pavilion"),
        (lambda: make_worker("juan", age=-1), "age"),
        (lambda: make_worker("juan", busy_shifts=frozenset({14})), "busy_shifts"),
        (lambda: make_worker("juan", days_to_release=-1), "days_to_release"),
        (lambda: Application("joiner", frozenset({"priest"})), "applications"),
        (lambda: Application("joiner", frozenset({"work"}), frozenset({"work"})), "applications"),
        (lambda: Experience("joinery", -1), "months"),
        (lambda: Room(0, -1), "capacity"),
        (lambda: make_workshop(rooms=(Room(0, 1), Room(0, 2))), "rooms"),
        (lambda: make_activity(minimum_crew=3, maximum_crew=2), "minimum_crew"),
        (lambda: make_vacancy(shifts=frozenset()), "shifts"),
        (lambda: make_vacancy(places=-1), "places"),
        (lambda: WorkNorms(22, 21, 29), "separated_to_age"),
        (lambda: WorkNorms(16, 21, 29, floor_m2_each=0), "floor_m2_each"),
        (lambda: replace(work_presets()["balanced"], skill=21), "weights"),
    ],
)
def test_nonsense_is_refused_naming_its_place(make, place):
    with pytest.raises(InstanceError, match=place):
        make()


def test_every_criterion_has_a_weight_and_the_balance_one_of_its_own():
    assert set(WorkWeights.__dataclass_fields__) == {*work_criteria(), "balance"}
    assert set(personal_criteria()) <= set(work_criteria())


def meetings(
    one: dict[str, Any], other: dict[str, Any], *, shifts: frozenset[int] = frozenset({0})
) -> dict[str, tuple[str, ...]]:
    """The activities that chairs and bread would meet, as told of each."""
    round_ = make_carpentry(
        make_activity("bread", **one),
        make_activity("chairs", **other),
        make_vacancy("baker", activity_id="bread", shifts=frozenset({0})),
        make_vacancy("joiner", shifts=shifts),
    )
    return {post.activity.id: post.meets for post in round_.posts}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"for_youth": True}, {}),
        ({"sexes": frozenset({"f"})}, {"sexes": frozenset({"m"})}),
        ({"stages": frozenset({"maximum"})}, {"stages": frozenset({"minimum", "medium"})}),
    ],
)
def test_activities_kept_apart_may_not_meet_in_a_half_day(one, other):
    assert meetings(one, other) == {"bread": ("chairs",), "chairs": ("bread",)}
    assert meetings(one, other, shifts=frozenset({1})) == {"bread": (), "chairs": ()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"for_youth": True}, {"for_youth": True}),
        ({"sexes": frozenset({"f"})}, {}),
        ({"stages": frozenset({"medium"})}, {"stages": frozenset({"minimum", "medium"})}),
    ],
)
def test_activities_that_may_mix_meet_freely(one, other):
    assert meetings(one, other) == {"bread": (), "chairs": ()}


def test_the_activity_with_people_at_work_stays_and_the_new_one_is_refused():
    assert meetings({"for_youth": True}, {"crew": 4}) == {"bread": ("chairs",), "chairs": ()}

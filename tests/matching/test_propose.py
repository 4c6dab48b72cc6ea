"""A round from its input to its proposal."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.errors import PlanError
from matching.explanation.baseline import nearest_first
from matching.input.opening import Opening
from matching.propose import Proposal, proposal_of, propose
from matching.verification import verify
from tests.matching.brute import best_worth, keeps_apart, keeps_places
from tests.matching.factories import (
    SATURDAY_AM,
    SATURDAY_PM,
    SUNDAY_AM,
    SUNDAY_PM,
    make_applicant,
    make_instance,
    make_opening,
    make_town,
    open_shift,
)
from tests.matching.strategies import crowded, instances

small_rounds = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def places_of(proposal: Proposal) -> dict[str, str]:
    return {assignment.applicant_id: assignment.choice.opening_id for assignment in proposal.assignments}


def worth_of(proposal: Proposal) -> tuple[float, float]:
    return proposal.plan.objective["placed"], round(proposal.plan.objective["value"], 2)


@small_rounds
@given(instances() | crowded())
def test_up_to_five_people_trying_everything_finds_nothing_better(instance):
    proposal = propose(instance)

    assert proposal.plan.status == "optimal"
    assert worth_of(proposal) == best_worth(instance)


@small_rounds
@given(instances(people=8) | crowded(people=8))
def test_every_plan_passes_verification(instance):
    problem = assemble(instance, find_candidates(instance))

    assert verify(problem, propose(instance).plan) == []


@small_rounds
@given(instances(people=8) | crowded(people=8))
def test_a_proposal_keeps_every_place_and_everybodys_time(instance):
    people = {applicant.id: applicant for applicant in instance.applicants}
    openings = {opening.id: opening for opening in instance.openings}

    plan = [
        (people[one.applicant_id], openings[one.choice.opening_id], one.choice.pattern)
        for one in propose(instance).assignments
    ]

    assert keeps_places(plan)
    assert keeps_apart(plan)


@small_rounds
@given(instances(people=8) | crowded(people=8))
def test_everybody_stands_in_the_proposal_once(instance):
    proposal = propose(instance)

    placed, unplaced = [[row.applicant_id for row in rows] for rows in (proposal.assignments, proposal.unplaced)]

    assert sorted(placed + unplaced) == [applicant.id for applicant in instance.applicants]
    assert all(row.cause for row in proposal.unplaced)


@small_rounds
@given(instances(people=6) | crowded(people=6), st.randoms())
def test_the_order_of_people_and_openings_changes_nothing(instance, chance):
    people, openings = list(instance.applicants), list(instance.openings)
    chance.shuffle(people)
    chance.shuffle(openings)
    shuffled = replace(instance, applicants=tuple(people), openings=tuple(openings))

    one, other = propose(instance), propose(shuffled)

    assert one.assignments == other.assignments
    assert one.plan.objective == other.plan.objective


@small_rounds
@given(instances(people=6) | crowded(people=6), st.data())
def test_one_more_place_never_lowers_the_optimum(instance, draw):
    if not instance.openings:
        return
    more = [with_one_more_place(opening) for opening in instance.openings]
    changed = draw.draw(st.integers(0, len(more) - 1))
    openings = (*instance.openings[:changed], more[changed], *instance.openings[changed + 1 :])

    assert worth_of(propose(replace(instance, openings=openings))) >= worth_of(propose(instance))


def with_one_more_place(opening: Opening) -> Opening:
    shifts = tuple(replace(shift, places=shift.places + 1) for shift in opening.shifts)
    return replace(opening, shifts=shifts, total_places=opening.total_places + 1)


def test_a_pinned_person_keeps_the_place_against_the_more_urgent():
    pinned = make_applicant("pinned", pinned_opening_id="library")
    urgent = [make_applicant(f"urgent-{index}", waiting_days=900) for index in range(3)]

    proposal = propose(make_instance(pinned, *urgent, make_opening("library")))

    assert places_of(proposal) == {"pinned": "library"}


def test_an_excluded_place_is_never_proposed():
    applicant = make_applicant(excluded_opening_ids=frozenset({"library"}))

    proposal = propose(make_instance(applicant, make_opening("library"), make_opening("museum")))

    assert places_of(proposal) == {"rosa": "museum"}


def test_between_equal_places_the_unit_with_the_better_record_is_proposed():
    careless, careful = make_opening("careless", unit_record=20), make_opening("careful", unit_record=90)

    assert places_of(propose(make_instance(make_applicant(), careless, careful))) == {"rosa": "careful"}


def test_a_bad_record_keeps_nobody_from_the_only_place():
    assert places_of(propose(make_instance(make_applicant(), make_opening(unit_record=0)))) == {"rosa": "library"}


def test_an_unknown_record_counts_as_one_in_the_middle():
    unknown, middling = (
        worth_of(propose(make_instance(make_applicant(), make_opening(unit_record=record)))) for record in (None, 50)
    )

    assert unknown == middling


def test_the_urgent_come_first_when_places_are_scarce():
    people = [make_applicant("calm"), make_applicant("urgent", waiting_days=180), make_applicant("new")]

    assert places_of(propose(make_instance(*people, make_opening("library")))) == {"urgent": "library"}


def test_two_sentences_of_one_person_are_served_at_different_hours():
    saturday = make_opening("saturday")
    sunday = make_opening("sunday", shifts=(open_shift(SUNDAY_AM), open_shift(SUNDAY_PM)))
    twice = [make_applicant(sentence, person_id="ana") for sentence in ("s1", "s2")]

    assert len(propose(make_instance(*twice, saturday, sunday)).assignments) == 2
    assert len(propose(make_instance(*twice, saturday, replace(saturday, id="other"))).assignments) == 1


def test_half_days_are_shared_out_so_that_everybody_fits():
    shifts = (open_shift(SATURDAY_AM), open_shift(SATURDAY_PM), open_shift(SUNDAY_AM), open_shift(SUNDAY_PM))
    only_saturday = make_applicant("ana", free_shifts=frozenset({SATURDAY_AM, SATURDAY_PM}))

    proposal = propose(
        make_instance(only_saturday, make_applicant("rosa"), make_opening(total_places=2, shifts=shifts))
    )

    hours = {one.applicant_id: {held.shift for held in one.choice.pattern} for one in proposal.assignments}
    assert hours == {"ana": {SATURDAY_AM, SATURDAY_PM}, "rosa": {SUNDAY_AM, SUNDAY_PM}}


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"free_shifts": frozenset()}, "schedule"),
        ({"latitude": -14.0}, "reach"),
        ({"unable": frozenset({"heights"})}, "abilities"),
        ({"court_unit_ids": frozenset()}, "court_place"),
        ({"court_unit_ids": frozenset({"unit-of-full"})}, "places"),
        ({"pinned_opening_id": "gone"}, "pinned"),
        ({"excluded_unit_ids": frozenset({"unit-of-library", "unit-of-full"})}, "reserved"),
    ],
)
def test_a_person_whom_the_rules_keep_out_gets_the_one_main_cause(fields, cause):
    library = make_opening("library", demands=frozenset({"heights"}))
    full = make_opening("full", total_places=0, demands=frozenset({"heights"}))

    (unplaced,) = propose(make_instance(make_applicant(**fields), library, full)).unplaced

    assert unplaced.cause == cause


def test_a_person_without_a_place_among_the_admissible_is_outbid():
    people = [make_applicant("rosa"), make_applicant("urgent", waiting_days=180)]

    (unplaced,) = propose(make_instance(*people, make_opening())).unplaced

    assert (unplaced.applicant_id, unplaced.cause) == ("rosa", "outbid")


def test_a_second_sentence_without_free_hours_is_told_so():
    twice = [make_applicant(sentence, person_id="ana") for sentence in ("s1", "s2")]

    (unplaced,) = propose(make_instance(*twice, make_opening("library"), make_opening("museum"))).unplaced

    assert unplaced.cause == "other_sentence"


def test_a_place_left_free_by_an_unfinished_search_is_told_so():
    town = make_instance(make_applicant("rosa"), make_opening())
    unfinished = replace(propose(town).plan, chosen=())

    (unplaced,) = proposal_of(town, unfinished).unplaced

    assert unplaced.cause == "not_finished"


@pytest.mark.parametrize(
    ("rows", "causes"), [((), []), ((make_applicant(),), ["no_openings"]), ((make_opening(),), [])]
)
def test_a_round_without_people_or_openings_is_proposed_too(rows, causes):
    proposal = propose(make_instance(*rows))

    assert [row.cause for row in proposal.unplaced] == causes
    assert proposal.figures.median_km is None


def test_the_figures_sum_up_the_plan():
    gardener = make_applicant("ana", occupation="gardening", waiting_days=10)
    garden = make_opening("garden", task="gardening", duties_are_specific=True, load=1, capacity_total=4)

    figures = propose(make_instance(gardener, make_applicant("rosa"), garden)).figures

    assert (figures.persons, figures.placed, figures.openings_used) == (2, 1, 1)
    assert (figures.median_km, figures.skill_fit, figures.specific_tasks, figures.highest_load) == (0, 1, 1, 0.5)


def test_by_hand_the_longest_wait_takes_the_nearest_place():
    near, far = make_opening("near"), make_opening("far", latitude=-12.1)
    tied_down = make_applicant("tied", travel_limit_km=1, waiting_days=5)
    town = make_instance(make_applicant("first", waiting_days=9), tied_down, near, far)

    assert nearest_first(town).placed == 1
    assert propose(town).figures.placed == 2
    assert propose(town).baseline == nearest_first(town)


def test_a_town_is_proposed_at_least_as_well_as_by_hand():
    proposal = propose(make_town(150, 40), time_limit_seconds=30)

    assert proposal.figures.placed >= proposal.baseline.placed


def test_the_same_input_and_plan_give_the_same_proposal_again():
    town = make_town(30, 8)
    proposal = propose(town)

    again = proposal_of(town, proposal.plan)

    assert (again.assignments, again.unplaced, again.figures) == (
        proposal.assignments,
        proposal.unplaced,
        proposal.figures,
    )


def test_a_plan_of_another_round_is_refused():
    plan = propose(make_instance(make_applicant("rosa"), make_opening())).plan

    with pytest.raises(PlanError):
        proposal_of(make_instance(make_applicant("ana"), make_opening()), plan)


def test_a_round_that_is_asked_to_stop_still_tells_the_truth():
    proposal = propose(make_town(40, 10), should_stop=lambda: True)

    assert len(proposal.assignments) + len(proposal.unplaced) == 40
    assert proposal.plan.gap >= 0

"""A prison's proposal: best by brute force, verified, complete, and the same in any order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import PlanError
from matching.input.worker import Application
from matching.input.workplace import Room
from matching.productive_work.admission import admit
from matching.productive_work.assembly import assemble_work
from matching.productive_work.proposal import WorkProposal, propose_work, work_proposal_of
from matching.productive_work.round import PrisonRound, work_presets
from matching.rules.productive_work import work_refusals
from matching.verification import verify
from tests.matching.productive_work.brute import best_worth, is_lawful
from tests.matching.productive_work.strategies import VACANCIES, rounds
from tests.matching.workers import make_activity, make_carpentry, make_vacancy, make_worker, make_workshop

some = settings(max_examples=60, deadline=None)
few = settings(max_examples=30, deadline=None)


def reached(proposal: WorkProposal) -> tuple[float, float]:
    return proposal.plan.objective["placed"], round(proposal.plan.objective["value"], 2)


def where(proposal: WorkProposal) -> dict[str, str]:
    return {one.worker_id: one.choice.vacancy_id for one in proposal.assignments}


def causes(proposal: WorkProposal) -> dict[str, str]:
    return {one.worker_id: one.cause for one in proposal.unassigned}


@some
@given(rounds())
def test_brute_force_finds_nothing_better_crews_minima_included(round_):
    proposal = propose_work(round_)

    assert reached(proposal) == best_worth(round_)
    assert proposal.plan.status == "optimal"


@some
@given(rounds(people=9))
def test_every_plan_passes_verification_and_is_lawful(round_):
    proposal = propose_work(round_)

    workers = {worker.id: worker for worker in round_.workers}
    plan = [(workers[one], round_.posts[round_.post_index[vacancy]]) for one, vacancy in where(proposal).items()]

    assert verify(assemble_work(round_, admit(round_)).problem, proposal.plan) == []
    assert is_lawful(round_, plan)
    assert all(not work_refusals(worker, post, round_.norms) for worker, post in plan)


@few
@given(rounds(people=9))
def test_everybody_stands_in_the_proposal_once(round_):
    proposal = propose_work(round_)

    assert sorted([*where(proposal), *causes(proposal)]) == [worker.id for worker in round_.workers]
    assert all(causes(proposal).values())


@few
@given(rounds(people=7), st.randoms())
def test_the_order_of_rows_changes_nothing(round_, chance):
    rows = {
        name: tuple(chance.sample(getattr(round_, name), len(getattr(round_, name))))
        for name in ("workers", "workshops", "activities", "vacancies")
    }

    assert propose_work(replace(round_, **rows)).assignments == propose_work(round_).assignments


@few
@given(rounds(people=6), st.sampled_from(VACANCIES))
def test_one_more_place_never_lowers_the_first_stage(round_, chosen):
    vacancies = tuple(replace(one, places=one.places + (one.id == chosen)) for one in round_.vacancies)

    more = propose_work(replace(round_, vacancies=vacancies))

    assert reached(more)[0] >= reached(propose_work(round_))[0]


@few
@given(rounds(people=6))
def test_the_sex_and_stage_of_people_weigh_nothing(round_):
    other = tuple(replace(worker, sex="f", stage="minimum") for worker in round_.workers)

    assert reached(propose_work(replace(round_, workers=other))) == reached(propose_work(round_))


def test_an_activity_opens_only_with_its_crew():
    round_ = make_carpentry(
        make_activity(minimum_crew=3), make_vacancy(places=5), *(make_worker(f"p{n}", "joiner") for n in range(2))
    )

    proposal = propose_work(round_)

    assert causes(proposal) == {"p0": "crew_short", "p1": "crew_short"}
    assert not proposal.crews[0].opens


def test_one_who_joins_a_crew_at_work_needs_no_company():
    round_ = make_carpentry(make_activity(minimum_crew=3, crew=3), make_vacancy(), make_worker("juan", "joiner"))

    proposal = propose_work(round_)

    assert where(proposal) == {"juan": "joiner"}
    assert proposal.crews[0].opens


def test_a_crew_that_fell_below_its_minimum_takes_enough_or_nobody():
    short = make_activity(minimum_crew=3, crew=1)

    one = propose_work(make_carpentry(short, make_vacancy(places=5), make_worker("juan", "joiner")))
    two = propose_work(
        make_carpentry(short, make_vacancy(places=5), make_worker("juan", "joiner"), make_worker("luis", "joiner"))
    )

    assert (len(one.assignments), len(two.assignments)) == (0, 2)


def test_two_vacancies_of_one_activity_make_up_its_crew():
    round_ = make_carpentry(
        make_activity(minimum_crew=2),
        make_vacancy("joiner"),
        make_vacancy("painter"),
        make_worker("juan", "joiner"),
        make_worker("luis", "painter"),
    )

    assert where(propose_work(round_)) == {"juan": "joiner", "luis": "painter"}


def test_a_workshop_takes_no_more_at_a_time_than_is_safe():
    round_ = make_carpentry(
        make_workshop(places=2),
        make_vacancy(places=4, shifts=frozenset({0, 2})),
        make_vacancy("painter", places=4, shifts=frozenset({2, 4})),
        *(make_worker(f"p{n}", "joiner", "painter") for n in range(4)),
    )

    assert len(propose_work(round_).assignments) == 2


def test_people_already_in_the_workshop_take_room():
    busy = replace(make_workshop(places=3), rooms=tuple(Room(shift, 3, present=2) for shift in range(12)))
    round_ = make_carpentry(busy, make_vacancy(places=3), *(make_worker(f"p{n}", "joiner") for n in range(3)))

    assert len(propose_work(round_).assignments) == 1


@pytest.mark.parametrize(
    "priority", [{"is_first_timer": True}, {"age": 25}, {"is_cetpro_graduate": True}, {"waiting_days": 90}]
)
def test_those_whom_the_law_puts_first_and_who_waited_longer_get_the_place(priority):
    round_ = make_carpentry(make_vacancy(), make_worker("a", "joiner"), make_worker("b", "joiner", **priority))

    assert where(propose_work(round_)) == {"b": "joiner"}


def test_two_people_count_more_than_one_with_every_priority():
    every = {"is_first_timer": True, "is_cetpro_graduate": True, "age": 25, "waiting_days": 900}
    round_ = make_carpentry(
        make_activity(minimum_crew=2),
        make_activity("bread"),
        make_workshop(places=2),
        make_vacancy(places=2),
        make_vacancy("baker", activity_id="bread", shifts=frozenset({0, 1})),
        make_worker("a", "joiner"),
        make_worker("b", "joiner"),
        make_worker("c", "baker", **every),
    )

    assert len(where(propose_work(round_))) == 2


def test_a_pinned_person_keeps_the_place_against_those_with_priority():
    round_ = make_carpentry(
        make_vacancy(),
        make_worker("pinned", "joiner", pinned_vacancy_id="joiner"),
        *(make_worker(f"p{n}", "joiner", is_first_timer=True, waiting_days=900) for n in range(3)),
    )

    assert where(propose_work(round_)) == {"pinned": "joiner"}


def test_the_first_choice_goes_before_the_second():
    round_ = make_carpentry(
        make_vacancy("joiner"),
        make_vacancy("painter"),
        make_worker("juan", "painter", "joiner"),
        make_worker("luis", "joiner", "painter"),
    )

    assert where(propose_work(round_)) == {"juan": "painter", "luis": "joiner"}


def test_places_are_balanced_over_pavilions():
    crowd = [make_worker(f"a{n}", "joiner", pavilion="1", skills=frozenset({"saw"})) for n in range(4)]
    others = [make_worker(f"b{n}", "joiner", pavilion="2") for n in range(4)]
    round_ = make_carpentry(make_vacancy(places=4, skills=frozenset({"saw"})), *crowd, *others)
    balanced = replace(work_presets()["balanced"], skill=5, balance=25)

    even = where(propose_work(replace(round_, weights=balanced)))
    uneven = where(propose_work(replace(round_, weights=replace(balanced, skill=30, balance=0))))

    assert sorted(one[0] for one in even) == ["a", "a", "b", "b"]
    assert sorted(one[0] for one in uneven) == ["a", "a", "a", "a"]


def test_who_applied_for_nothing_is_told_so_and_others_what_is_missing():
    unseen = make_worker("luis", applications=(Application("joiner", frozenset({"health"})),))
    round_ = make_carpentry(make_vacancy(places=3), make_worker("juan"), unseen)

    assert causes(propose_work(round_)) == {"juan": "application", "luis": "evaluations"}


def test_who_loses_to_others_is_told_so():
    round_ = make_carpentry(make_vacancy(), make_worker("a", "joiner"), make_worker("b", "joiner"))

    assert list(causes(propose_work(round_)).values()) == ["outbid"]


def test_a_search_stopped_at_once_says_that_it_did_not_finish():
    round_ = make_carpentry(make_vacancy(), make_worker("juan", "joiner"))
    nothing = replace(propose_work(round_).plan, chosen=())

    assert causes(work_proposal_of(round_, nothing)) == {"juan": "not_finished"}


def test_a_frozen_round_and_its_plan_give_the_proposal_again():
    round_ = make_carpentry(make_vacancy(), make_worker("juan", "joiner"))
    proposal = propose_work(round_)

    assert vars(work_proposal_of(round_, proposal.plan)) == vars(proposal)


def test_a_plan_of_another_round_is_refused():
    round_ = make_carpentry(make_vacancy(), make_worker("juan", "joiner"))
    plan = propose_work(round_).plan

    with pytest.raises(PlanError):
        work_proposal_of(make_carpentry(make_vacancy(places=2), make_worker("juan", "joiner")), plan)


def test_a_prison_without_anything_has_an_empty_proposal():
    empty = PrisonRound(**{**vars(make_carpentry()), "workshops": (), "activities": ()})

    assert propose_work(empty).assignments == ()

"""Why a worker is here, why not there, and what would change it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from matching.productive_work.explainer import WorkExplainer, WorkMiss
from matching.productive_work.proposal import propose_work
from matching.productive_work.round import PrisonRound
from matching.rules.productive_work import work_refusals
from matching.rules.refusal import Change, Refusal
from tests.matching.productive_work.strategies import rounds
from tests.matching.workers import make_activity, make_carpentry, make_vacancy, make_worker, make_workshop


def explainer(round_: PrisonRound) -> WorkExplainer:
    return WorkExplainer(round_, propose_work(round_).plan)


@settings(max_examples=30, deadline=None)
@given(rounds(people=7))
def test_every_pair_is_either_refused_or_stands_somewhere(round_):
    told = explainer(round_)

    for worker in round_.workers:
        for post in round_.posts:
            answer = told.why_not(worker.id, post.vacancy.id)
            assert answer.refusals == work_refusals(worker, post, round_.norms)
            assert bool(answer.refusals) != bool(answer.alternative)


@settings(max_examples=30, deadline=None)
@given(rounds(people=7))
def test_everybody_has_a_choice_or_a_cause_and_every_alternative_a_status(round_):
    told = explainer(round_)

    found = [told.explain(worker.id) for worker in round_.workers]

    assert all(bool(one.chosen) != bool(one.cause) for one in found)
    assert all(each.price.points >= 0 and each.people_ahead >= 0 for one in found for each in one.alternatives)
    assert all(each.people_ahead for one in found for each in one.alternatives if each.status == "taken")


def test_an_assigned_worker_is_told_the_scores():
    told = explainer(make_carpentry(make_vacancy(), make_worker("juan", "joiner", is_first_timer=True)))

    chosen = told.explain("juan").chosen

    assert chosen is not None
    assert (chosen.vacancy_id, chosen.activity_id) == ("joiner", "chairs")
    assert chosen.scores["preference"] == chosen.scores["first_timer"] == 100
    assert chosen.total == 25 + 0.5 * 20 + 8


def test_a_place_held_by_a_better_claim_is_taken_at_a_price():
    waited = make_worker("a", "joiner", is_first_timer=True)
    told = explainer(make_carpentry(make_vacancy(), waited, make_worker("b", "joiner")))

    (alternative,) = told.explain("b").alternatives

    assert (alternative.status, alternative.people_ahead) == ("taken", 1)
    assert alternative.price.points > 0
    assert told.explain("b").cause == "outbid"


def test_a_place_whose_activity_lacks_its_crew_says_how_many():
    told = explainer(make_carpentry(make_activity(minimum_crew=4), make_vacancy(places=5), make_worker("a", "joiner")))

    (alternative,) = told.explain("a").alternatives

    assert (alternative.status, alternative.crew_missing) == ("crew_short", 3)


def test_ones_own_place_in_a_full_workshop_is_free_to_be_changed():
    round_ = make_carpentry(
        make_workshop(places=1), make_vacancy(), make_vacancy("painter"), make_worker("juan", "joiner", "painter")
    )

    (alternative,) = explainer(round_).explain("juan").alternatives

    assert (alternative.choice.vacancy_id, alternative.status) == ("painter", "free")
    assert alternative.difference == -12.5


def test_a_second_choice_that_somebody_of_lower_claim_holds_would_displace():
    round_ = make_carpentry(
        make_vacancy(),
        make_vacancy("painter"),
        make_worker("first", "joiner", "painter", is_first_timer=True),
        make_worker("last", "painter"),
    )

    (alternative,) = explainer(round_).explain("first").alternatives

    assert (alternative.choice.vacancy_id, alternative.status) == ("painter", "would_displace")


def test_refused_applications_come_with_every_refusal_fewest_first():
    round_ = make_carpentry(
        make_vacancy("joiner", is_published=False, places=0),
        make_vacancy("painter", is_published=False),
        make_worker("juan", "joiner", "painter"),
    )

    told = explainer(round_).explain("juan")

    assert [miss.vacancy_id for miss in told.misses] == ["painter", "joiner"]
    assert told.misses[0] == WorkMiss("painter", (Refusal("published", "painter", None, Change("publish", 1)),))
    assert told.refused == {"published": 2, "room": 1}
    assert told.cause == "published"


@pytest.mark.parametrize("worker", [make_worker("juan"), make_worker("juan", "painter")])
def test_a_vacancy_never_applied_for_says_so(worker):
    told = explainer(make_carpentry(make_vacancy(), make_vacancy("painter", places=0), worker))

    assert [refusal.rule for refusal in told.why_not("juan", "joiner").refusals] == ["application"]


def test_what_if_is_the_same_round_with_one_thing_changed():
    round_ = make_carpentry(make_vacancy(), make_worker("a", "joiner"), make_worker("b", "joiner"))
    roomier = replace(round_, vacancies=(make_vacancy(places=2),))

    assert (len(propose_work(round_).assignments), len(propose_work(roomier).assignments)) == (1, 2)

"""A prison's round, from the applications to the posts that the director confirms."""

from threading import Barrier, Thread

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotFound, PlaceTaken, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Account, WorkApplication, WorkVacancy
from registry.services.prison_work import assignments, computing, deciding, proposals, rounds
from registry.services.prison_work.assignments import Ending
from registry.vocabulary.prison_work import ApplicationState, AssignmentState, EndCause, Profession, Verdict
from registry.vocabulary.rounds import InstructionKind, ProposalState, RoundState
from tests.factories.prison_work import (
    make_work_officer,
    make_work_round,
    plant_activity,
    plant_application,
    plant_candidate,
    plant_inmate,
    plant_vacancy,
    plant_workshop,
    work_proposals_of,
)
from tests.factories.religious import JULIACA, PUNO, make_director


@pytest.fixture
def director(app: Flask) -> Account:
    return make_director(JULIACA)


def test_a_round_proposes_as_many_as_there_are_places_and_states_its_proof(director: Account):
    vacancy = plant_vacancy(places=2)
    for _ in range(3):
        plant_candidate(vacancy)
    plant_candidate(plant_vacancy(plant_activity(plant_workshop(PUNO))), prison=PUNO)

    found = make_work_round(reference_date=today())

    assert found.state is RoundState.READY
    assert (found.summary["persons"], found.summary["placed"]) == (3, 2)
    assert found.summary["gap"] <= 0.005
    assert found.summary["causes"] == {"outbid": 1}


def test_nobody_without_four_approvals_is_proposed(director: Account):
    inmate, vacancy = plant_inmate(), plant_vacancy()
    plant_application(inmate, vacancy, verdicts={Profession.HEALTH: Verdict.APPROVED})

    only = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    assert (only.state, only.cause) == (ProposalState.UNPLACED, "evaluations")


def test_an_activity_opens_only_with_its_minimum(director: Account):
    plant_candidate(plant_vacancy(plant_activity(minimum_crew=3), places=3))

    only = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    assert only.cause == "crew_short"


def test_who_is_confirmed_takes_the_place_and_the_application_says_so(director: Account):
    vacancy = plant_vacancy()
    plant_candidate(vacancy)
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    post = deciding.confirm(proposal.id, officer=director)

    assert post.state is AssignmentState.RUNNING
    assert places_taken(vacancy) == 1
    assert application_state() is ApplicationState.ASSIGNED


def test_a_crew_below_its_minimum_is_confirmed_in_part_only_with_a_reason(director: Account):
    vacancy = plant_vacancy(plant_activity(minimum_crew=2))
    for _ in range(2):
        plant_candidate(vacancy)
    first, second = work_proposals_of(make_work_round(reference_date=today()), officer=director)

    with pytest.raises(WrongState, match="crew_below_minimum"):
        deciding.confirm(first.id, officer=director)
    results = deciding.confirm_many([first.id, second.id], officer=director)

    assert [one.refusal for one in results] == [None, None]


def test_two_directors_never_share_the_last_place(app: Flask, director: Account):
    vacancy = plant_vacancy(places=1)
    first, second = plant_candidate(vacancy), plant_candidate(vacancy)
    keys = work_proposals_of(make_work_round(reference_date=today()), officer=director)
    free = next(one for one in keys if one.vacancy_id is None)
    given = next(one for one in keys if one.vacancy_id is not None)
    assert {free.inmate_id, given.inmate_id} == {first.id, second.id}

    outcomes = together(
        app,
        lambda: deciding.confirm(given.id, officer=director),
        lambda: deciding.move(free.id, vacancy.id, reason="Tiene más experiencia", officer=director),
    )

    assert sorted(outcomes) == ["PlaceTaken", "WorkAssignment"]
    assert places_taken(vacancy) == 1


def test_a_full_vacancy_is_told_as_taken(director: Account):
    vacancy = plant_vacancy(places=1)
    for _ in range(2):
        plant_candidate(vacancy)
    rows = sorted(work_proposals_of(make_work_round(reference_date=today()), officer=director), key=lambda r: r.cause)
    deciding.confirm(rows[0].id, officer=director)

    with pytest.raises(PlaceTaken):
        deciding.move(rows[1].id, vacancy.id, reason="Tiene más experiencia", officer=director)


def test_what_is_undone_frees_the_place(director: Account):
    vacancy = plant_vacancy()
    plant_candidate(vacancy)
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]
    deciding.confirm(proposal.id, officer=director)

    undone = deciding.undo(proposal.id, officer=director)

    assert undone.state is ProposalState.TO_REVIEW
    assert places_taken(vacancy) == 0
    assert application_state() is ApplicationState.FILED


def test_a_post_that_ends_is_free_for_the_next(director: Account):
    vacancy = plant_vacancy()
    plant_candidate(vacancy)
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]
    post = deciding.confirm(proposal.id, officer=director)

    ended = assignments.end(post.id, Ending(EndCause.RELEASE, post.starts_on), version=post.version, officer=director)

    assert ended.state is AssignmentState.ENDED
    assert places_taken(vacancy) == 0


def test_no_post_ends_by_a_cause_that_is_an_act_of_its_own(director: Account):
    plant_candidate(plant_vacancy())
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]
    post = deciding.confirm(proposal.id, officer=director)

    with pytest.raises(InvalidFields):
        assignments.end(post.id, Ending(EndCause.UNDONE, post.starts_on), version=post.version, officer=director)


def test_a_contract_whose_days_are_over_ends_by_itself(director: Account):
    plant_candidate(plant_vacancy())
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]
    post = deciding.confirm(proposal.id, officer=director)

    assert assignments.end_due(on=post.last_on) == 0
    assert assignments.end_due(on=post.last_on.replace(year=post.last_on.year + 1)) == 1


def test_a_pin_binds_the_next_round_and_a_round_may_keep_what_was_proposed(director: Account):
    liked, other = plant_vacancy(), plant_vacancy()
    plant_candidate(liked, other)
    first = make_work_round(reference_date=today())
    proposal = work_proposals_of(first, officer=director)[0]
    kept = make_work_round(reference_date=today(), based_on=first.public_id, change_budget=0.0)
    deciding.instruct(proposal.id, InstructionKind.PIN, other.id, reason="Requiere supervisión", officer=director)

    pinned = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    assert proposal.vacancy_id == liked.id
    assert kept.summary["moved"] == 0
    assert pinned.vacancy_id == other.id


def test_a_proposal_is_explained_by_what_it_scored_and_what_came_next(director: Account):
    plant_candidate(plant_vacancy(), plant_vacancy())
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    told = proposals.explain(proposal.id, officer=director).explained

    assert told is not None
    assert told.chosen is not None
    assert [one.status for one in told.alternatives] == ["free"]


def test_a_reserved_reason_is_told_as_such_and_without_a_miss(director: Account):
    vacancy = plant_vacancy(plant_activity(needs_account=True))
    plant_candidate(vacancy, may_hold_account=False)
    proposal = work_proposals_of(make_work_round(reference_date=today()), officer=director)[0]

    told = proposals.explain(proposal.id, officer=director).explained

    assert proposal.cause == "reserved"
    assert told is not None
    assert (told.refused, told.misses) == ({"reserved": 1}, ())
    assert [one.rule for one in proposals.why_not(proposal.id, vacancy.id, officer=director)] == ["reserved"]


def test_another_prison_sees_nothing_of_it(director: Account):
    plant_candidate(plant_vacancy())
    made = make_work_round(reference_date=today())

    with pytest.raises(NotFound):
        rounds.get_round(made.public_id, officer=make_director(PUNO))


def test_a_prison_computes_one_round_at_a_time(director: Account):
    officer = make_work_officer()
    opened = rounds.open_round(rounds.WorkRoundDetails(JULIACA, today()), officer=officer)

    with pytest.raises(WrongState, match="work_round_under_way"):
        rounds.open_round(rounds.WorkRoundDetails(JULIACA, today()), officer=officer)
    computing.interrupt(opened.public_id, "worker_lost")

    assert rounds.get_round(opened.public_id, officer=officer).state is RoundState.INTERRUPTED


def places_taken(vacancy: WorkVacancy) -> int:
    with reading() as session:
        return session.get_one(WorkVacancy, vacancy.id, populate_existing=True).places_taken


def application_state() -> ApplicationState:
    with reading() as session:
        return session.query(WorkApplication).populate_existing().one().state


def together(app: Flask, *acts: object) -> list[str]:
    """Run acts at once; the names of what each came to."""
    barrier, outcomes = Barrier(len(acts)), []

    def run(act: object) -> None:
        with app.app_context():
            barrier.wait()
            try:
                outcomes.append(type(act()).__name__)
            except Exception as refusal:
                outcomes.append(type(refusal).__name__)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

import zlib

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry, Placement, Proposal, Round
from registry.services.institutions import vacancies
from registry.services.rounds import computing, proposals, rounds
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.reasons import STAGES
from registry.vocabulary.rounds import ProposalState, RoundState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_morning, vacancy_details
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_proposal, make_round, proposals_of, round_details


@pytest.fixture
def opened(app: Flask):
    """A round of one person and one vacancy, not begun."""
    officer = make_officer()
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    return rounds.open_round(round_details(), officer=officer), officer, vacancy


def read(round_: Round, officer) -> Round:
    return rounds.get_round(round_.public_id, officer=officer)


def count(model: type) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_a_computed_round_proposes_and_takes_no_place(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)

    round_ = make_round(officer=officer)

    (proposal,) = proposals_of(round_, officer=officer)
    assert round_.state is RoundState.READY
    assert (proposal.vacancy_id, proposal.state) == (vacancy.id, ProposalState.TO_REVIEW)
    assert vacancies.get_vacancy(vacancy.id, officer=officer).places_taken == 0
    assert count(Placement) == 0


def test_the_summary_tells_the_plan_its_proof_and_its_comparison(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer)
    make_vacancy(officer=officer)

    summary = make_round(officer=officer).summary

    assert (summary["persons"], summary["placed"], summary["status"]) == (1, 1, "optimal")
    assert summary["baseline"]["placed"] == 1
    assert set(summary["bound"]) == {"placed", "value"}


def test_who_gets_no_place_has_a_proposal_with_its_cause(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer)

    proposal = make_proposal(officer=officer)

    assert proposal.state is ProposalState.UNPLACED
    assert proposal.cause == "no_openings"


def test_neither_proposal_nor_figures_nor_audit_keep_which_reserved_rule_left_somebody_out(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer, person=make_person(officer=officer, unable=(WorkDemand.HEIGHTS,)))
    make_vacancy(officer=officer, demands=(WorkDemand.HEIGHTS,))

    proposal = make_proposal(officer=officer)

    with reading() as session:
        noted = session.scalars(select(AuditEntry.changes).where(AuditEntry.subject == "proposal")).one()
    assert proposal.cause == "reserved"
    assert proposal.round.summary["causes"] == {"reserved": 1}
    assert noted["cause"] == [None, "reserved"]


def test_a_round_without_people_ends_empty(app: Flask):
    assert make_round(officer=make_officer()).state is RoundState.EMPTY


def test_each_step_may_be_repeated(opened):
    round_, officer, _ = opened

    for step in (computing.freeze, computing.freeze, computing.solve, computing.solve, computing.publish):
        step(round_.public_id)
    computing.publish(round_.public_id)

    assert read(round_, officer).state is RoundState.READY
    assert count(Proposal) == 1


def test_steps_out_of_order_do_nothing(opened):
    round_, officer, _ = opened

    computing.publish(round_.public_id)
    computing.solve(round_.public_id)

    assert read(round_, officer).state is RoundState.QUEUED


def test_what_changes_after_the_freeze_does_not_matter_to_the_round(opened):
    round_, officer, vacancy = opened
    computing.freeze(round_.public_id)
    make_sentence(officer=officer)
    vacancies.close(vacancy.id, version=vacancy.version, officer=officer)

    computing.solve(round_.public_id)
    computing.publish(round_.public_id)

    assert read(round_, officer).summary["placed"] == 1


def test_an_interrupted_round_leaves_the_registry_unchanged_and_says_so(opened):
    round_, officer, vacancy = opened
    computing.freeze(round_.public_id)
    computing.solve(round_.public_id)

    computing.interrupt(round_.public_id, "unexpected_failure")
    computing.publish(round_.public_id)

    interrupted = read(round_, officer)
    assert (interrupted.state, interrupted.failure) == (RoundState.INTERRUPTED, "unexpected_failure")
    assert count(Proposal) == count(Placement) == 0
    assert vacancies.get_vacancy(vacancy.id, officer=officer).version == vacancy.version


def test_a_finished_round_cannot_be_interrupted(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer)
    ready = make_round(officer=officer)

    computing.interrupt(ready.public_id, "unexpected_failure")

    assert read(ready, officer).state is RoundState.READY


def test_a_round_asked_to_stop_ends_with_what_it_has(opened):
    round_, officer, _ = opened
    computing.freeze(round_.public_id)
    rounds.request_stop(round_.public_id, officer=officer)

    computing.solve(round_.public_id)
    computing.publish(round_.public_id)

    assert read(round_, officer).state is RoundState.STOPPED


def test_the_course_of_the_bound_and_the_best_plan_is_kept_while_it_runs(opened):
    round_, officer, _ = opened
    for _ in range(8):
        make_sentence(officer=officer)
        make_vacancy(officer=officer, total_places=1)
    computing.freeze(round_.public_id)

    computing.solve(round_.public_id)
    running = read(round_, officer).progress
    computing.publish(round_.public_id)

    assert running["stage"] in STAGES
    assert all(len(sample) == 3 for sample in running["samples"])
    assert read(round_, officer).progress is None


def test_the_same_input_gives_the_same_proposals(app: Flask):
    officer = make_officer()
    for surname in ("Apaza", "Ccama", "Vilca"):
        make_sentence(officer=officer)
        make_vacancy(officer=officer, duties=surname, total_places=1, shifts=vacancy_details().shifts)

    first, second = (
        [(proposal.sentence_id, proposal.vacancy_id) for proposal in proposals_of(made, officer=officer)]
        for made in (make_round(officer=officer), make_round(officer=officer))
    )

    assert first == second


def test_an_unknown_round_is_not_found(app: Flask):
    with pytest.raises(NotFound):
        computing.freeze("no such round")


def test_the_frozen_input_names_nobody(opened):
    round_, _officer, _ = opened
    computing.freeze(round_.public_id)

    with reading() as session:
        frozen = session.scalar(select(Round.frozen_instance).where(Round.id == round_.id))
        notes = session.scalars(select(AuditEntry.changes).where(AuditEntry.subject == "round")).all()

    assert b"Quispe" not in zlib.decompress(frozen)
    assert "274.1" not in str(notes)


def test_an_opened_vacancy_with_one_half_day_only_places_nobody(app: Flask):
    officer = make_officer()
    make_sentence(officer=officer)
    make_vacancy(officer=officer, shifts=(saturday_morning(),))

    proposal = make_proposal(officer=officer)

    assert proposal.cause == "schedule"
    assert proposals.get_proposal(proposal.id, officer=officer).attendances == []

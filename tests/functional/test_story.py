"""From a court's order to a notified placement, through the services alone, on every database."""

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from registry.errors import NotFound, WrongState
from registry.extensions.actor import acting
from registry.extensions.database import reading
from registry.models import AuditEntry, Proposal, Round, Vacancy
from registry.services.accounts.accounts import Account, actor_of
from registry.services.documents.documents import list_of_placement, open_pdf, verify
from registry.services.institutions.vacancies import get_vacancy, list_open_for_round
from registry.services.people.persons import register_person
from registry.services.people.sentences import register_sentence
from registry.services.placements.notifying import notify
from registry.services.placements.placements import get_placement
from registry.services.planning import Explained
from registry.services.rounds import decisions, instructions, proposals
from registry.services.rounds.rounds import get_round
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Skill
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.rounds import DecisionKind, ProposalState, RoundState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import TODAY, make_person, make_sentence, person_details, sentence_details
from tests.factories.rounds import make_desk_officer, make_round, proposals_of

REASON = "Vive al lado y lo pidió en la entrevista"


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer whose office has two units near and others waiting, beside an office of bystanders."""
    officer, bystander = make_desk_officer(), make_officer()
    make_sentence(officer=bystander)
    make_vacancy(officer=bystander)
    near = make_unit(officer=officer, name="Parque Cholo")
    make_vacancy(officer=officer, unit=near, skills=(Skill.PAINTING,), task=Task.PAINTING, total_places=1)
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Posta Santa Adriana"), duties="")
    make_sentence(officer=officer, person=make_person(officer=officer, given_names="Beto", skills=()))
    weekday_only = make_person(officer=officer, given_names="Celia", free_shifts=(Shift.TUESDAY_AM,))
    make_sentence(officer=officer, person=weekday_only)
    return officer


@pytest.fixture
def round_(officer: Account) -> Round:
    """A round computed after the court's order for Rosa arrived."""
    rosa = register_person(person_details(given_names="Rosa"), officer=officer, on=TODAY).person
    register_sentence(rosa.id, sentence_details(), officer=officer, on=TODAY)
    return make_round(officer=officer)


def proposal_for(name: str, round_: Round, officer: Account) -> Proposal:
    found = proposals_of(round_, officer=officer)
    return next(one for one in found if one.sentence.person.given_names == name)


def unit_of(proposal: Proposal) -> str:
    return proposal.vacancy.unit.name if proposal.vacancy else ""


def explained_of(proposal: Proposal, officer: Account) -> Explained:
    """What the officer is told of a proposal."""
    explained = proposals.explain(proposal.id, officer=officer).explained
    assert explained is not None
    return explained


def other_vacancy(proposal: Proposal, officer: Account) -> Vacancy:
    return next(one for one in list_open_for_round(officer.office_id, TODAY) if one.id != proposal.vacancy_id)


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_plan_is_proven_the_best_for_everybody_at_once(round_: Round, officer: Account):
    assert round_.state is RoundState.READY
    assert round_.summary
    assert (round_.summary["persons"], round_.summary["placed"], round_.summary["status"]) == (3, 2, "optimal")


def test_the_officer_sees_where_why_and_why_not_the_next_best(round_: Round, officer: Account):
    rosa = proposal_for("Rosa", round_, officer)

    told = explained_of(rosa, officer)

    assert unit_of(rosa) == "Parque Cholo"
    assert told.place
    assert told.place.total == pytest.approx(rosa.score, abs=0.05)
    (next_best,) = told.others
    assert next_best.place.vacancy_id == other_vacancy(rosa, officer).id
    assert next_best.place.total < told.place.total


def test_whoever_has_no_place_is_told_the_rule_and_what_would_help(round_: Round, officer: Account):
    celia = proposal_for("Celia", round_, officer)

    told = explained_of(celia, officer)

    assert (celia.state, celia.vacancy_id, celia.cause) == (ProposalState.UNPLACED, None, "schedule")
    assert all("schedule" in {refusal.rule for refusal in miss.refusals} for miss in told.near_misses)
    assert told.remedies


def test_a_confirmed_placement_takes_its_place_and_sends_two_letters_that_anybody_can_verify(
    round_: Round, officer: Account
):
    rosa = proposal_for("Rosa", round_, officer)

    placement = decisions.confirm(rosa.id, officer=officer)
    notify(placement.id, officer=officer, on=TODAY)

    letters = [open_pdf(letter.id, officer=officer) for letter in list_of_placement(placement.id, officer=officer)]
    assert get_vacancy(placement.vacancy_id, officer=officer).places_taken == 1
    assert get_placement(placement.id, officer=officer).state is PlacementState.NOTIFIED
    assert all("Parque Cholo" in text_of(letter.pdf) and "Quispe" in text_of(letter.pdf) for letter in letters)
    assert [verify(letter.qr_token).visible_hash for letter in letters] == [
        letter.content_sha256[:16] for letter in letters
    ]


def test_an_override_keeps_its_reason_and_can_be_undone_until_notified(round_: Round, officer: Account):
    rosa = proposal_for("Rosa", round_, officer)
    other = other_vacancy(rosa, officer)

    decisions.move(rosa.id, other.id, reason=REASON, officer=officer)
    decisions.undo(rosa.id, officer=officer)
    placement = decisions.move(rosa.id, other.id, reason=REASON, officer=officer)
    notify(placement.id, officer=officer, on=TODAY)

    with pytest.raises(WrongState):
        decisions.undo(rosa.id, officer=officer)
    kept = proposals.get_proposal(rosa.id, officer=officer).decisions
    assert [decision.kind for decision in kept] == [DecisionKind.MOVE, DecisionKind.UNDO, DecisionKind.MOVE]
    assert [decision.reason for decision in kept] == [REASON, None, REASON]


def test_a_pin_and_an_exclusion_bind_the_next_round(round_: Round, officer: Account):
    rosa, beto = proposal_for("Rosa", round_, officer), proposal_for("Beto", round_, officer)
    instructions.pin(rosa.id, other_vacancy(rosa, officer).id, reason=REASON, officer=officer)
    instructions.exclude(beto.id, reason="La unidad pidió no recibirlo", officer=officer)

    following = make_round(officer=officer)

    assert unit_of(proposal_for("Rosa", following, officer)) == "Posta Santa Adriana"
    assert proposal_for("Beto", following, officer).vacancy_id != beto.vacancy_id


def test_many_are_confirmed_at_once_and_the_round_is_applied(round_: Round, officer: Account):
    celia = proposal_for("Celia", round_, officer)
    placeable = [one.id for one in proposals_of(round_, officer=officer) if one.vacancy_id]

    results = decisions.confirm_many(placeable, officer=officer)
    decisions.leave_unplaced(celia.id, reason="Espera la autorización del juez", officer=officer)

    assert all(result.refusal is None for result in results)
    assert get_round(round_.public_id, officer=officer).state is RoundState.APPLIED


def test_the_round_its_inputs_and_every_decision_can_be_looked_up_later(round_: Round, officer: Account):
    rosa = proposal_for("Rosa", round_, officer)
    before = proposals.explain(rosa.id, officer=officer).explained
    with acting(actor_of(officer, purpose="asignación")):
        decisions.confirm(rosa.id, officer=officer)

    found = get_round(round_.public_id, officer=officer)

    after = proposals.explain(rosa.id, officer=officer)
    assert (found.officer.full_name, found.reference_date) == (officer.full_name, TODAY)
    assert after.explained == before
    assert [decision.officer_name for decision in after.proposal.decisions] == [officer.full_name]
    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.purpose == "asignación")).all()
    assert {"placement", "decision", "proposal"} <= {entry.subject for entry in noted}


def test_nobody_of_another_office_sees_any_of_it(round_: Round, officer: Account):
    stranger = make_officer()
    rosa = proposal_for("Rosa", round_, officer)

    with pytest.raises(NotFound):
        get_round(round_.public_id, officer=stranger)
    with pytest.raises(NotFound):
        proposals.explain(rosa.id, officer=stranger)

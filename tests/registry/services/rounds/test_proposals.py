import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import Account
from registry.services.institutions import vacancies
from registry.services.rounds import decisions, proposals
from registry.services.rounds.proposals import ProposalFilter
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.rounds import ProposalState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_morning
from tests.factories.people import TODAY, make_person, make_sentence
from tests.factories.rounds import make_proposal, make_round
from tests.statements import counting_statements


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def make_people(officer: Account, *names: str) -> None:
    for name in names:
        make_sentence(officer=officer, person=make_person(officer=officer, given_names=name, first_surname=name))


def names_of(page) -> list[str]:
    return [proposal.sentence.person.given_names for proposal in page.items]


def test_proposals_are_listed_by_name_by_default(officer: Account):
    make_people(officer, "Zoila", "Ángel", "Beto")
    round_ = make_round(officer=officer)

    assert names_of(proposals.list_proposals(round_.id, ProposalFilter(), officer=officer)) == [
        "Ángel",
        "Beto",
        "Zoila",
    ]


@pytest.mark.parametrize("search", ["ÁNGEL", "angel", "ang"])
def test_a_search_ignores_accents_and_case(officer: Account, search: str):
    make_people(officer, "Zoila", "Ángel")
    round_ = make_round(officer=officer)

    assert names_of(proposals.list_proposals(round_.id, ProposalFilter(search=search), officer=officer)) == ["Ángel"]


def test_a_search_looks_at_documents_and_beginnings_of_names_as_the_list_of_people_does(officer: Account):
    make_people(officer, "Zoila", "Ángel")
    round_ = make_round(officer=officer)
    zoila = proposals.list_proposals(round_.id, ProposalFilter(search="zo"), officer=officer).items[0]

    by_document = ProposalFilter(search=zoila.sentence.person.document_number)

    assert names_of(proposals.list_proposals(round_.id, by_document, officer=officer)) == ["Zoila"]
    assert names_of(proposals.list_proposals(round_.id, ProposalFilter(search="oila"), officer=officer)) == []


def test_lists_are_narrowed_by_state_and_cause(officer: Account):
    make_people(officer, "Zoila", "Ángel")
    make_vacancy(officer=officer, total_places=1)
    round_ = make_round(officer=officer)

    unplaced = proposals.list_proposals(round_.id, ProposalFilter(states=(ProposalState.UNPLACED,)), officer=officer)
    outbid = proposals.list_ids(round_.id, ProposalFilter(cause="outbid"), officer=officer)

    assert [proposal.cause for proposal in unplaced.items] == ["outbid"]
    assert outbid == [unplaced.items[0].id]
    counted = {ProposalState.TO_REVIEW: 1, ProposalState.UNPLACED: 1}
    assert proposals.count_by_state(round_.id, officer=officer) == counted


def test_another_office_sees_none_of_a_round(officer: Account):
    make_people(officer, "Zoila")
    round_, other = make_round(officer=officer), make_officer()

    assert proposals.list_proposals(round_.id, ProposalFilter(), officer=other).total == 0
    assert proposals.list_ids(round_.id, ProposalFilter(), officer=other) == []
    assert proposals.count_by_state(round_.id, officer=other) == {}


def test_the_number_of_queries_does_not_grow_with_the_list(officer: Account):
    make_people(officer, "Ana", "Beto", "Celia", "Dora")
    make_vacancy(officer=officer, total_places=3)
    round_ = make_round(officer=officer)

    with counting_statements() as three:
        proposals.list_proposals(round_.id, ProposalFilter(), officer=officer, per_page=3)
    with counting_statements() as four:
        proposals.list_proposals(round_.id, ProposalFilter(), officer=officer, per_page=4)

    assert four.count == three.count


def test_an_explanation_tells_the_criteria_and_the_other_places(officer: Account):
    make_people(officer, "Ana")
    make_vacancy(officer=officer)
    other = make_vacancy(officer=officer, duties="")
    proposal = make_proposal(officer=officer)

    told = proposals.explain(proposal.id, officer=officer)

    assert told.explained.place.total == pytest.approx(proposal.score)
    assert sum(score.points for score in told.explained.place.scores) == pytest.approx(proposal.score, abs=0.05)
    assert [place.place.vacancy_id for place in told.explained.others] == [other.id]
    assert told.vacancies[other.id].unit.name


def test_a_look_at_an_explanation_is_noted(officer: Account):
    make_people(officer, "Ana")
    proposal = make_proposal(officer=officer)

    proposals.explain(proposal.id, officer=officer)

    with reading() as session:
        looked = select(AuditEntry).where(AuditEntry.action == AuditAction.VIEWED, AuditEntry.subject == "proposal")
        assert [entry.subject_id for entry in session.scalars(looked)] == [proposal.id]


def test_a_round_is_explained_from_its_frozen_input_whatever_changed_since(officer: Account):
    make_people(officer, "Ana")
    vacancy = make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    decisions.confirm(proposal.id, officer=officer)
    taken = vacancies.get_vacancy(vacancy.id, officer=officer)
    vacancies.close(vacancy.id, version=taken.version, officer=officer)

    told = proposals.explain(proposal.id, officer=officer).explained

    assert told.place.vacancy_id == vacancy.id


def test_why_not_names_the_rule_and_the_smallest_change(officer: Account):
    make_people(officer, "Ana")
    make_vacancy(officer=officer)
    too_short = make_vacancy(officer=officer, shifts=(saturday_morning(),))
    proposal = make_proposal(officer=officer)

    told = proposals.why_not(proposal.id, too_short.id, officer=officer)

    assert [refusal.rule for refusal in told.refusals] == ["schedule"]
    assert told.refusals[0].change is not None


def test_why_not_refuses_a_vacancy_that_the_round_did_not_hold(officer: Account):
    make_people(officer, "Ana")
    proposal = make_proposal(officer=officer)
    later = make_vacancy(officer=officer)

    with pytest.raises(NotFound) as refusal:
        proposals.why_not(proposal.id, later.id, officer=officer)

    assert refusal.value.code == "vacancy_not_in_round"


def test_todays_places_are_free_and_admissible(officer: Account):
    make_people(officer, "Ana")
    open_place = make_vacancy(officer=officer)
    make_vacancy(officer=officer, shifts=(saturday_morning(),))
    proposal = make_proposal(officer=officer)

    assert [place.vacancy_id for place in proposals.places_today(proposal.id, officer=officer, on=TODAY)] == [
        open_place.id
    ]


def test_somebody_placed_meanwhile_has_no_places_to_choose(officer: Account):
    make_people(officer, "Ana")
    make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    decisions.confirm(proposal.id, officer=officer)

    assert proposals.places_today(proposal.id, officer=officer, on=TODAY) == []


def test_another_office_s_proposal_is_not_found(officer: Account):
    make_people(officer, "Ana")
    proposal = make_proposal(officer=officer)

    for look in (proposals.get_proposal, proposals.explain):
        with pytest.raises(NotFound):
            look(proposal.id, officer=make_officer())

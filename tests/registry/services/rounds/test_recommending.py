import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import Account
from registry.services.rounds import decisions
from registry.services.rounds.recommending import suggest_places
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_person, make_sentence
from tests.factories.rounds import make_round, outdate, proposals_of


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def sentence_of(officer: Account, name: str, **fields):
    return make_sentence(officer=officer, person=make_person(officer=officer, given_names=name), **fields)


def test_before_any_round_places_are_suggested_by_their_score_alone(officer: Account):
    sentence = sentence_of(officer, "Ana")
    vacancy = make_vacancy(officer=officer)

    answer = suggest_places(sentence.id, officer=officer, on=TODAY)

    (only,) = answer.places or ()
    assert (only.place.vacancy_id, only.is_free, only.lost_points) == (vacancy.id, True, 0)
    assert (answer.round, answer.proposal) == (None, None)


def test_somebody_who_came_after_the_round_sees_what_the_place_would_cost_others(officer: Account):
    for name in ("Luz", "Sol"):
        sentence_of(officer, name)
    make_vacancy(officer=officer, total_places=1)
    round_ = make_round(officer=officer)
    newcomer = sentence_of(officer, "Ana")

    answer = suggest_places(newcomer.id, officer=officer, on=TODAY)

    (only,) = answer.places or ()
    assert answer.round is not None
    assert (answer.round.id, answer.proposal) == (round_.id, None)
    assert not only.is_free
    assert only.lost_persons > 0.5


def test_who_has_an_open_proposal_is_led_to_it_and_its_own_place_counts_as_free(officer: Account):
    sentence = sentence_of(officer, "Ana")
    make_vacancy(officer=officer, total_places=1)
    (proposal,) = proposals_of(make_round(officer=officer), officer=officer)

    answer = suggest_places(sentence.id, officer=officer, on=TODAY)

    assert answer.proposal is not None
    assert answer.proposal.id == proposal.id
    assert [one.is_free for one in answer.places or ()] == [True]


def test_who_has_a_place_is_suggested_none(officer: Account):
    sentence = sentence_of(officer, "Ana")
    make_vacancy(officer=officer)
    (proposal,) = proposals_of(make_round(officer=officer), officer=officer)
    decisions.confirm(proposal.id, officer=officer)

    assert suggest_places(sentence.id, officer=officer, on=TODAY).places is None


def test_a_round_of_an_earlier_version_gives_no_prices(officer: Account):
    sentence = sentence_of(officer, "Ana")
    make_vacancy(officer=officer)
    outdate(make_round(officer=officer))

    answer = suggest_places(sentence.id, officer=officer, on=TODAY)

    assert answer.round is None
    assert len(answer.places or ()) == 1


def test_the_look_at_the_file_is_noted(officer: Account):
    sentence = sentence_of(officer, "Ana")

    suggest_places(sentence.id, officer=officer, on=TODAY)

    with reading() as session:
        looked = select(AuditEntry).where(AuditEntry.action == AuditAction.VIEWED, AuditEntry.subject == "sentence")
        assert [entry.subject_id for entry in session.scalars(looked)] == [sentence.id]


def test_another_office_s_sentence_is_not_found(officer: Account):
    sentence = sentence_of(officer, "Ana")

    with pytest.raises(NotFound):
        suggest_places(sentence.id, officer=make_officer(), on=TODAY)

import pytest
from flask import Flask

from registry.errors import NotFound, WrongState
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.documents import documents
from registry.services.placements import notifying
from registry.services.placements.placements import get_placement
from registry.services.rounds import decisions
from registry.vocabulary.placements import ANNOUNCEMENTS, PlacementState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal


def make_confirmed(officer: Account) -> Placement:
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    return decisions.confirm(make_proposal(officer=officer).id, officer=officer)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


def test_notifying_issues_both_letters_and_moves_the_placement_on(officer: Account):
    placement = make_confirmed(officer)

    _, issued = notifying.notify(placement.id, officer=officer, on=TODAY)

    assert {letter.kind for letter in issued} == set(ANNOUNCEMENTS)
    notified = get_placement(placement.id, officer=officer)
    assert notified.state is PlacementState.NOTIFIED
    assert notified.events[-1].officer_post == officer.post


def test_nobody_is_notified_twice(officer: Account):
    placement = make_confirmed(officer)
    notifying.notify(placement.id, officer=officer, on=TODAY)

    with pytest.raises(WrongState) as refusal:
        notifying.notify(placement.id, officer=officer, on=TODAY)

    assert refusal.value.code == "placement_notified"
    assert len(documents.list_of_placement(placement.id, officer=officer)) == 2


def test_many_are_notified_and_one_refusal_stops_no_other(officer: Account):
    first, second = make_confirmed(officer), make_confirmed(officer)
    notifying.notify(first.id, officer=officer, on=TODAY)

    results = notifying.notify_many([first.id, second.id], officer=officer, on=TODAY)

    assert [bool(result.refusal) for result in results] == [True, False]
    assert len(results[1].documents) == 2


def test_an_office_without_address_is_told_what_its_letters_lack(app: Flask):
    officer = make_officer()
    placement = make_confirmed(officer)

    with pytest.raises(WrongState) as refusal:
        notifying.notify(placement.id, officer=officer, on=TODAY)

    assert refusal.value.facts["missing"] == "la dirección de la oficina, el teléfono de la oficina"
    assert get_placement(placement.id, officer=officer).state is PlacementState.CONFIRMED


def test_another_office_s_placement_is_not_found(officer: Account):
    with pytest.raises(NotFound):
        notifying.notify(make_confirmed(officer).id, officer=make_officer(), on=TODAY)

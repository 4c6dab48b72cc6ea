import pytest
from flask import Flask

from registry.errors import WrongState
from registry.services.procedures.transitions import OVER, TRANSITIONS, transitions_from
from registry.vocabulary.procedures import CaseEventKind, CaseState
from tests.factories.procedures import FILED_ON, happen, make_filed


@pytest.mark.parametrize("state", CaseState)
def test_a_state_suggests_one_thing_at_most(state: CaseState) -> None:
    suggested = [transition.is_suggested for transition in transitions_from(state)]

    assert sum(suggested) <= 1
    assert suggested == sorted(suggested, reverse=True)


def test_an_event_leads_from_a_state_one_way_only() -> None:
    ways = [(transition.source, transition.kind) for transition in TRANSITIONS]

    assert len(ways) == len(set(ways))


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_is_only_noted_on_or_evaluated_again(state: CaseState) -> None:
    kinds = {transition.kind for transition in transitions_from(state)}

    assert kinds <= {CaseEventKind.NOTED, CaseEventKind.ASSIGNED}


def test_every_state_is_reached() -> None:
    assert {transition.target for transition in TRANSITIONS} == set(CaseState) - {CaseState.DRAFT}


def test_a_file_that_was_denied_may_be_evaluated_again(app: Flask) -> None:
    case = make_filed()
    happen(case, CaseEventKind.ASSIGNED, on=FILED_ON)
    denied = happen(case, CaseEventKind.DENIED, on=FILED_ON, words="No")
    again = happen(case, CaseEventKind.ASSIGNED, on=FILED_ON, words="Reconsideración fundada")

    assert (denied.decided_on, again.decided_on) == (FILED_ON, None)


def test_what_is_not_possible_says_in_which_state_it_is(app: Flask) -> None:
    case = make_filed()

    with pytest.raises(WrongState) as refusal:
        happen(case, CaseEventKind.APPROVED, on=FILED_ON)

    assert refusal.value.facts == {"what": "aprobado", "state": "presentado"}

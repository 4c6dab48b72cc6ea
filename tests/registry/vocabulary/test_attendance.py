"""What each outcome amounts to, and that it is explained."""

import pytest

from registry.vocabulary.attendance import Outcome

each_outcome = pytest.mark.parametrize("outcome", list(Outcome))


@each_outcome
def test_every_outcome_has_help_and_an_example_in_a_sentence(outcome: Outcome):
    assert outcome.label
    assert outcome.help.endswith(".")
    assert outcome.example.endswith(".")


@each_outcome
def test_what_is_credited_was_attended(outcome: Outcome):
    assert outcome.attended or not outcome.credited


def test_excuses_are_neither_attended_nor_credited_nor_enforceable():
    excuses = [outcome for outcome in Outcome if outcome.is_excuse]

    assert len(excuses) == 4
    assert not any(excuse.attended or excuse.credited or excuse.enforceable for excuse in excuses)


def test_conduct_is_of_those_who_came():
    conduct = {outcome for outcome in Outcome if outcome.is_conduct}

    assert conduct == {Outcome.LEFT_WITHOUT_LEAVE, Outcome.REFUSED_TASK, Outcome.POOR_WORK}


def test_only_an_unexcused_absence_is_an_enforceable_absence():
    assert [outcome for outcome in Outcome if outcome.enforceable and not outcome.attended] == [Outcome.UNEXCUSED]


def test_what_the_unit_did_is_never_held_against_the_person():
    assert not any(outcome.enforceable for outcome in Outcome if outcome.is_of_the_unit)


def test_both_times_are_asked_where_hours_are_credited():
    assert [outcome for outcome in Outcome if outcome.needs_both_times] == [o for o in Outcome if o.credited]

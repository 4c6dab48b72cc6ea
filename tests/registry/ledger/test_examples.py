"""The thirty worked examples, written before the code that they judge."""

import pytest

from registry.ledger.breach import breaches
from registry.ledger.credit import balance
from registry.ledger.examples import Example, examples
from tests.registry.ledger.naive import naive_breaches, naive_credited_minutes

each_example = pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)


def test_there_are_thirty_with_different_titles():
    assert len({example.title for example in examples()}) == 30


@each_example
def test_an_example_is_credited_as_told(example: Example):
    served = balance(example.facts, example.on)

    assert served.credited_minutes == example.expected.credited_minutes
    uncredited = {credit.entry_id: credit.why for credit in served.credits if credit.why is not None}
    assert uncredited == example.expected.uncredited


@each_example
def test_an_example_is_completed_when_told(example: Example):
    assert balance(example.facts, example.on).completed_on == example.expected.completed_on


@each_example
def test_an_example_comes_to_the_breaches_told(example: Example):
    found = [(breach.ground, breach.first_day, breach.reached_on) for breach in breaches(example.facts, example.on)]

    assert found == list(example.expected.breaches)


@each_example
def test_a_breach_is_not_there_the_day_before_it_is_reached(example: Example):
    for _, _, reached_on in example.expected.breaches:
        day_before = reached_on.fromordinal(reached_on.toordinal() - 1)

        assert reached_on not in [breach.reached_on for breach in breaches(example.facts, day_before)]


@each_example
def test_an_example_is_recomputed_alike_by_other_means(example: Example):
    assert naive_credited_minutes(example.facts, example.on) == example.expected.credited_minutes
    assert naive_breaches(example.facts, example.on) == {
        (str(ground), reached_on) for ground, _, reached_on in example.expected.breaches
    }

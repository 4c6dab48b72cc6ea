"""The worked examples, written before the code that they judge."""

import pytest

from registry.ledger.labour.examples import PayExample, RedemptionExample, pay_examples, redemption_examples
from registry.ledger.labour.pay import part
from registry.ledger.labour.redemption import redeem
from registry.vocabulary.prison_work import Receiver
from tests.registry.ledger.labour.naive import naive_redemption


def test_their_titles_differ():
    assert len({example.title for example in redemption_examples()}) == 30
    assert len({example.title for example in pay_examples()}) == 20


@pytest.mark.parametrize("example", redemption_examples(), ids=lambda example: example.title)
def test_an_example_redeems_the_days_told(example: RedemptionExample):
    redemption = redeem(example.facts, example.on)

    assert redemption.days_worked == example.days_worked
    assert redemption.days_redeemed == example.days_redeemed
    assert redemption.minutes_over == example.minutes_over


@pytest.mark.parametrize("example", redemption_examples(), ids=lambda example: example.title)
def test_an_example_counted_the_slow_way_comes_to_the_same(example: RedemptionExample):
    assert naive_redemption(example.facts, example.on) == (example.days_worked, example.days_redeemed)


@pytest.mark.parametrize("example", pay_examples(), ids=lambda example: example.title)
def test_an_example_is_parted_as_told(example: PayExample):
    pay = part(example.income, example.duties, example.month)

    assert {
        receiver: tuple(part.cents for part in pay.parts if part.receiver is receiver) for receiver in Receiver
    } == example.parts
    assert pay.contribution_unpaid == example.contribution_unpaid
    assert sum(part.cents for part in pay.parts) == example.income

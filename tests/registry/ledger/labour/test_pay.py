from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ledger.labour.pay import AlimonyOrder, Duties, PayTerms, earned, part, training_subsidy
from registry.vocabulary.prison_work import PayBasis, Receiver

MARCH = date(2026, 3, 1)
FULL_MONTH = 26 * 480

orders = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.booleans(), st.integers(0, 10_000)), max_size=3
)


@given(income=st.integers(0, 500_000), owed=st.integers(0, 100_000), orders=orders)
def test_every_centimo_of_an_income_goes_somewhere(income, owed, orders):
    alimony = tuple(
        AlimonyOrder(number, day, *((amount, None) if is_share else (None, amount)))
        for number, (day, is_share, amount) in enumerate(orders)
    )
    pay = part(income, Duties(owed, alimony), MARCH)

    assert sum(part.cents for part in pay.parts) == income
    assert all(part.cents > 0 for part in pay.parts)
    assert pay.cents_of(Receiver.REPARATION) <= owed
    assert pay.contribution_unpaid >= 0


def test_a_negative_income_is_refused():
    with pytest.raises(ValueError, match="-1"):
        part(-1, Duties(), MARCH)


@pytest.mark.parametrize(
    ("terms", "minutes", "pieces", "cents"),
    [
        (PayTerms(PayBasis.MONTH, 120_000, FULL_MONTH), FULL_MONTH, 0, 120_000),
        (PayTerms(PayBasis.MONTH, 120_000, FULL_MONTH), FULL_MONTH // 2, 0, 60_000),
        (PayTerms(PayBasis.MONTH, 120_000, FULL_MONTH), FULL_MONTH + 600, 0, 120_000),
        (PayTerms(PayBasis.HOUR, 575, FULL_MONTH), 90, 0, 863),
        (PayTerms(PayBasis.PIECE, 350, FULL_MONTH), 10, 12, 4_200),
    ],
    ids=["full month", "half a month", "more than the month", "an hour and a half", "twelve pieces"],
)
def test_pay_follows_what_the_agreement_pays_by(terms, minutes, pieces, cents):
    assert earned(terms, minutes, pieces) == cents


def test_training_pays_half_the_minimum_wage_for_full_hours_and_less_in_proportion():
    assert training_subsidy(FULL_MONTH, FULL_MONTH, MARCH) == 56_500
    assert training_subsidy(FULL_MONTH // 4, FULL_MONTH, MARCH) == 14_125

from datetime import date

from registry.ledger.labour.pay import AlimonyOrder, Duties
from registry.ledger.labour.settlement import correction, receivers, settle
from registry.vocabulary.prison_work import Receiver

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def test_hours_found_after_closing_are_paid_in_the_next_month():
    march = settle(1, MARCH, 90_000, 0, Duties())
    owed = correction([march], {MARCH: 95_000})
    april = settle(1, APRIL, 80_000, owed, Duties())

    assert owed == 5_000
    assert april.pay.income == 85_000
    assert april.is_balanced


def test_a_correction_is_made_once():
    march = settle(1, MARCH, 90_000, 0, Duties())
    april = settle(1, APRIL, 80_000, 5_000, Duties())

    assert correction([march, april], {MARCH: 95_000}) == 0


def test_what_was_paid_too_much_is_taken_from_the_next_months_and_nobody_pays_back():
    march = settle(1, MARCH, 90_000, 0, Duties())
    april = settle(1, APRIL, 10_000, correction([march], {MARCH: 50_000}), Duties())
    may = settle(1, MAY, 60_000, correction([march, april], {MARCH: 50_000}), Duties())

    assert (april.pay.income, april.carried, may.pay.income) == (0, 30_000, 30_000)
    assert april.is_balanced
    assert may.is_balanced
    assert correction([march, april, may], {MARCH: 50_000}) == 0


def test_each_receiver_gets_the_parts_of_every_month():
    duties = Duties(reparation_owed=1_000_000, alimony=(AlimonyOrder(7, MARCH, cents=10_000),))
    months = [
        settle(1, MARCH, 100_000, 0, duties),
        settle(1, APRIL, 50_000, 0, duties),
        settle(2, MARCH, 60_000, 0, Duties()),
    ]

    assert receivers(months) == {
        (Receiver.ALIMONY, 1, 7): 20_000,
        (Receiver.OPERATOR, 1, None): 15_000,
        (Receiver.OPERATOR, 2, None): 6_000,
        (Receiver.REPARATION, 1, None): 30_000,
        (Receiver.WORKER, 1, None): 85_000,
        (Receiver.WORKER, 2, None): 54_000,
    }

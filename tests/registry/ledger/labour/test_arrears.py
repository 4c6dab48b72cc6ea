from datetime import date

from registry.ledger.labour.arrears import Instalments, Owed, Paid, arrears, schedule

OWED = (Owed(date(2026, 3, 31), 1_000), Owed(date(2026, 4, 30), 1_000))


def test_a_tenth_that_is_due_and_unpaid_keeps_the_certificate_back():
    assert not arrears(OWED, (), None, date(2026, 3, 30)).blocks
    assert arrears(OWED, (), None, date(2026, 3, 31)).overdue == 1_000
    assert arrears(OWED, (), None, date(2026, 5, 1)).overdue == 2_000


def test_paying_it_releases_the_certificate():
    assert not arrears(OWED, (Paid(date(2026, 5, 2), 2_000),), None, date(2026, 5, 2)).blocks


def test_six_instalments_fall_on_the_firsts_after_the_agreement_and_add_up():
    months = schedule(Instalments(date(2026, 5, 10), 2_003))

    assert [day for day, _ in months] == [date(2026, month, 1) for month in (6, 7, 8, 9, 10, 11)]
    assert [cents for _, cents in months] == [334, 334, 334, 334, 334, 333]


def test_an_agreement_defers_what_it_covers_until_each_instalment_falls_due():
    agreed = Instalments(date(2026, 5, 10), 2_000)

    assert arrears(OWED, (), agreed, date(2026, 5, 9)).overdue == 2_000
    assert not arrears(OWED, (), agreed, date(2026, 5, 31)).blocks
    assert arrears(OWED, (), agreed, date(2026, 6, 1)).overdue == 334
    assert not arrears(OWED, (Paid(date(2026, 6, 1), 334),), agreed, date(2026, 6, 30)).blocks


def test_a_new_debt_is_not_covered_by_an_earlier_agreement():
    agreed = Instalments(date(2026, 5, 10), 2_000)
    owed = (*OWED, Owed(date(2026, 5, 31), 500))

    assert arrears(owed, (), agreed, date(2026, 5, 31)).overdue == 500

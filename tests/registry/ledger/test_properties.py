"""What holds of every sentence, whatever was noted of it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.ledger.balance import Balance
from registry.ledger.breach import breaches
from registry.ledger.credit import balance
from registry.ledger.facts import Facts
from registry.ledger.months import months
from registry.ledger.sessions import scheduled
from registry.ledger.standing import standing
from registry.vocabulary.attendance import Outcome, Uncredited
from tests.registry.ledger.naive import naive_breaches, naive_credited_minutes
from tests.registry.ledger.strategies import DAY, DAYS, START, served_sentences

LAST = START + timedelta(days=DAYS + 10)
CAPS = {Uncredited.WEEK_FULL, Uncredited.NOTHING_OWED, Uncredited.OVERLAP, None}

quick = settings(max_examples=40, deadline=None)


def own_worth(served: Balance) -> dict[int, Uncredited | None]:
    """Which entries may count at all: why not, where no limit of hours is the reason."""
    return {credit.entry_id: credit.why for credit in served.credits if credit.why not in CAPS}


@quick
@given(served_sentences(), DAY)
def test_a_recomputation_by_other_means_credits_the_same(facts: Facts, on):
    assert balance(facts, on).credited_minutes == naive_credited_minutes(facts, on)


@quick
@given(served_sentences(), DAY)
def test_a_recomputation_by_other_means_finds_the_same_breaches(facts: Facts, on):
    assert {(str(breach.ground), breach.reached_on) for breach in breaches(facts, on)} == naive_breaches(facts, on)


@quick
@given(served_sentences())
def test_no_more_is_credited_than_attended_nor_than_owed(facts: Facts):
    served = balance(facts, LAST)

    assert 0 <= served.credited_minutes <= served.owed_minutes
    assert all(0 <= credit.credited_minutes <= credit.attended_minutes for credit in served.credits)
    assert all(credit.why or credit.credited_minutes == credit.attended_minutes for credit in served.credits)


@quick
@given(served_sentences())
def test_without_recovery_no_week_gives_more_than_a_jornada(facts: Facts):
    recovered = {entry.id for entry in facts.entries if entry.outcome is Outcome.RECOVERED}
    served = balance(facts, LAST)

    for week in served.weeks:
        of_week = [c for c in served.credits if week.monday <= c.day < week.monday + timedelta(days=7)]
        assert sum(c.credited_minutes for c in of_week if c.entry_id not in recovered) <= 600
        assert sum(c.credited_minutes for c in of_week) == week.credited_minutes


@quick
@given(served_sentences(), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_changes_nothing(facts: Facts, random):
    entries, orders = list(facts.entries), list(facts.orders)
    random.shuffle(entries)
    random.shuffle(orders)
    shuffled = replace(facts, entries=tuple(entries), orders=tuple(orders))

    assert balance(shuffled, LAST) == balance(facts, LAST)
    assert breaches(shuffled, LAST) == breaches(facts, LAST)
    assert months(shuffled, LAST) == months(facts, LAST)


@quick
@given(served_sentences(), st.data())
def test_a_correction_changes_other_entries_through_limits_of_hours_only(facts: Facts, data):
    in_force = list(standing(facts).values())
    if not in_force:
        return
    corrected = data.draw(st.sampled_from(in_force))
    correction = replace(corrected, id=1000, replaces=corrected.id, outcome=data.draw(st.sampled_from(list(Outcome))))
    after = balance(replace(facts, entries=(*facts.entries, correction)), LAST)

    bars = own_worth(after)
    bars.pop(1000, None)
    expected = own_worth(balance(facts, LAST))
    expected.pop(corrected.id, None)
    assert bars == expected


@quick
@given(served_sentences(), DAY)
def test_a_later_day_takes_back_no_breach(facts: Facts, on):
    assert set(breaches(facts, on)) <= set(breaches(facts, LAST))


@quick
@given(served_sentences())
def test_every_breach_rests_on_entries_in_force_of_its_days(facts: Facts):
    in_force = {entry.id: entry for entry in standing(facts).values()}

    for breach in breaches(facts, LAST):
        days = [in_force[entry_id].day for entry_id in breach.entry_ids]
        assert (min(days), max(days)) == (breach.first_day, breach.reached_on)


@quick
@given(served_sentences())
def test_months_count_every_session_once_and_every_credited_minute_of_service(facts: Facts):
    told = months(facts, LAST)
    start = min(serving.starts_on for serving in facts.placements)

    assert sum(month.scheduled for month in told) == len(scheduled(facts, start, LAST))
    assert sum(month.credited_minutes for month in told) == balance(facts, LAST).credited_minutes

"""Which entries hold."""

from registry.ledger.sessions import scheduled
from registry.ledger.standing import entries_of, standing
from registry.vocabulary.attendance import Outcome
from tests.registry.ledger.cases import FIRST, SATURDAYS, entry, facts


def test_the_last_of_a_chain_of_corrections_holds():
    chain = (
        entry(1, FIRST, Outcome.UNEXCUSED),
        entry(2, FIRST, Outcome.EXCUSED_HEALTH, replaces=1),
        entry(3, FIRST, Outcome.ATTENDED, replaces=2),
    )

    assert [held.id for held in standing(facts(*chain)).values()] == [3]


def test_a_withdrawn_entry_leaves_none():
    assert standing(facts(entry(1, FIRST), entry(2, FIRST, Outcome.WITHDRAWN, replaces=1))) == {}


def test_each_placement_day_and_half_day_has_its_own():
    entries = (entry(1, FIRST), entry(2, FIRST, shift=11), entry(3, FIRST, placement_id=2), entry(4, SATURDAYS[1]))

    assert len(standing(facts(*entries))) == 4


def test_a_session_has_the_entries_of_any_of_its_half_days():
    [session] = scheduled(facts(), FIRST, FIRST)
    afternoon = facts(entry(1, FIRST, shift=11), entry(2, FIRST, placement_id=2))

    assert [held.id for held in entries_of(session, standing(afternoon))] == [1]

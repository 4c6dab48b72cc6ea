"""Days of prison that a revocation would leave."""

from registry.ledger.conversion import conversion
from registry.vocabulary.people import PenaltyOrigin
from tests.registry.ledger.cases import END_OF_MARCH, FIRST, SATURDAYS, entry, facts

HALF = 780


def test_a_converted_penalty_is_discounted_seven_days_for_each_served_jornada():
    left = conversion(facts(entry(1, FIRST), jornadas=52), PenaltyOrigin.CONVERTED, END_OF_MARCH)

    assert (left.prison_days, left.days_per_jornada) == (357, 7)
    assert left.unserved_jornadas == 51
    assert left.norm_code == "prison_days_per_served_jornada"


def test_an_autonomous_penalty_leaves_a_day_for_each_unserved_jornada():
    left = conversion(facts(entry(1, FIRST), jornadas=52), PenaltyOrigin.AUTONOMOUS, END_OF_MARCH)

    assert (left.prison_days, left.norm_code) == (51, "prison_days_per_unserved_jornada")


def test_hours_of_a_jornada_not_completed_count_for_the_person():
    begun = facts(entry(1, FIRST), entry(2, SATURDAYS[1], left=HALF), jornadas=10)

    assert conversion(begun, PenaltyOrigin.CONVERTED, END_OF_MARCH).prison_days == 59
    assert conversion(begun, PenaltyOrigin.AUTONOMOUS, END_OF_MARCH).prison_days == 8


def test_a_served_penalty_leaves_no_prison():
    served = facts(entry(1, FIRST), jornadas=1)

    assert conversion(served, PenaltyOrigin.CONVERTED, END_OF_MARCH).prison_days == 0

"""Breaches beyond the worked examples."""

from datetime import date, timedelta

from registry.ledger.breach import NORM_CODES, breaches
from registry.ledger.facts import Entry, Facts
from registry.vocabulary.attendance import Ground, Outcome
from tests.registry.ledger.cases import END_OF_MARCH, FIRST, SATURDAYS, entry, facts, serving

U = Outcome.UNEXCUSED


def weekly(count: int, outcome: Outcome = U) -> list[Entry]:
    return [entry(number + 1, FIRST + timedelta(weeks=number), outcome) for number in range(count)]


def grounds(of: Facts, on: date = END_OF_MARCH) -> list[tuple[Ground, date]]:
    return [(breach.ground, breach.reached_on) for breach in breaches(of, on)]


def test_a_breach_names_the_entries_and_the_norm_that_made_it():
    first, second = weekly(2)

    [breach] = breaches(facts(first, second), END_OF_MARCH)

    assert breach.entry_ids == (1, 2)
    assert NORM_CODES[breach.ground] == ("consecutive_absences",)


def test_a_breach_names_the_placement_in_which_it_was_reached():
    placements = (serving(last_on=date(2026, 3, 13)), serving(2, starts_on=SATURDAYS[1]))
    moved = entry(2, SATURDAYS[1], U, placement_id=2)

    [breach] = breaches(facts(entry(1, FIRST, U), moved, placements=placements), END_OF_MARCH)

    assert breach.placement_id == 2


def test_absences_on_both_sides_of_days_between_two_placements_are_not_on_end():
    placements = (serving(last_on=date(2026, 3, 8)), serving(2, starts_on=SATURDAYS[1]))
    moved = entry(2, SATURDAYS[1], U, placement_id=2)

    assert grounds(facts(entry(1, FIRST, U), moved, placements=placements)) == []


def test_further_absences_of_a_run_make_no_further_breach_of_its_kind():
    assert grounds(facts(*weekly(4))) == [
        (Ground.CONSECUTIVE_ABSENCES, SATURDAYS[1]),
        (Ground.ALTERNATE_ABSENCES, SATURDAYS[2]),
    ]


def test_a_run_that_crosses_months_is_on_end():
    march, april = entry(1, SATURDAYS[3], U), entry(2, date(2026, 4, 4), U)

    assert grounds(facts(march, april), date(2026, 4, 30)) == [(Ground.CONSECUTIVE_ABSENCES, date(2026, 4, 4))]


def test_an_absence_noted_where_nothing_was_due_is_none():
    sunday = date(2026, 3, 8)

    assert grounds(facts(entry(1, FIRST, U), entry(2, sunday, U))) == []


def test_a_day_on_which_the_unit_did_not_attend_parts_absences():
    entries = (entry(1, FIRST, U), entry(2, SATURDAYS[1], Outcome.UNIT_DID_NOT_ATTEND), entry(3, SATURDAYS[2], U))

    assert grounds(facts(*entries)) == []


def test_months_without_entries_are_no_abandonment():
    entries = (entry(1, FIRST), entry(2, date(2026, 6, 27), U))

    assert grounds(facts(*entries), date(2026, 6, 30)) == []


def test_who_never_came_abandons_two_months_after_the_first_absence():
    found = dict(grounds(facts(*weekly(11)), date(2026, 6, 30)))

    assert found[Ground.ABANDONMENT] == date(2026, 5, 9)


def test_coming_on_a_day_that_was_not_due_begins_the_term_of_abandonment_anew():
    recovery = entry(50, date(2026, 4, 12), Outcome.RECOVERED)

    found = dict(grounds(facts(*weekly(20), recovery), date(2026, 7, 31)))

    assert found[Ground.ABANDONMENT] == date(2026, 6, 13)


def test_conduct_before_any_written_warning_is_no_resistance():
    assert grounds(facts(*weekly(4, Outcome.POOR_WORK))) == []


def test_poor_work_twice_after_a_written_warning_is_resistance():
    warned = facts(*weekly(4, Outcome.POOR_WORK), warnings=(date(2026, 3, 10),))

    assert grounds(warned) == [(Ground.RESISTANCE, SATURDAYS[2])]


def test_conduct_on_the_day_of_the_warning_came_before_it():
    warned = facts(*weekly(2, Outcome.REFUSED_TASK), warnings=(FIRST,))

    assert grounds(warned) == []


def test_two_further_times_are_another_resistance():
    warned = facts(*weekly(4, Outcome.REFUSED_TASK), warnings=(date(2026, 3, 2),))

    assert [day for _, day in grounds(warned)] == [SATURDAYS[1], SATURDAYS[3]]


def test_without_a_placement_there_is_no_breach():
    assert grounds(facts(*weekly(3), placements=())) == []

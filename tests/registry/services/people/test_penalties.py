from datetime import date

import pytest

from registry.services.people.penalties import (
    bars_students,
    has_own_penalty,
    jornadas_admitted,
    jornadas_by_law,
    offence_key,
    suggested_prescription,
)
from registry.vocabulary.people import PenaltyOrigin, SentenceKind

SERVICE, FREE_DAYS = SentenceKind.COMMUNITY_SERVICE, SentenceKind.FREE_DAY_RESTRICTION


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("274.1", "274.1"),
        ("art. 195", "195"),
        ("Artículo 122-B", "122-B"),
        ("122b CP", "122-B"),
        ("195 C.P.", "195"),
        ("999", None),
        ("robo", None),
    ],
)
def test_an_offence_is_known_by_its_article_however_it_is_typed(typed, key):
    assert offence_key(typed) == key


def test_only_some_offences_carry_the_penalty_by_themselves():
    assert has_own_penalty("274.1")
    assert not has_own_penalty("195")
    assert not has_own_penalty("122-B")


def test_offences_against_sexual_freedom_bar_contact_with_students():
    assert bars_students("170")
    assert not bars_students("274.1")


def test_the_range_is_the_offences_own_on_the_day_of_the_judgment():
    bounds = jornadas_admitted(SERVICE, "274.2", date(2026, 1, 5))

    assert (bounds.minimum, bounds.maximum, bounds.article) == (70, 140, "274")


def test_before_the_offences_text_the_general_range_holds():
    bounds = jornadas_admitted(SERVICE, "274.2", date(2005, 1, 1))

    assert (bounds.minimum, bounds.maximum, bounds.article) == (10, 156, "34.5")


@pytest.mark.parametrize(
    ("kind", "origin", "maximum"),
    [
        (SERVICE, PenaltyOrigin.AUTONOMOUS, 156),
        (FREE_DAYS, PenaltyOrigin.AUTONOMOUS, 156),
        (SERVICE, PenaltyOrigin.CONVERTED, 260),
    ],
)
def test_no_exception_leaves_the_penaltys_general_maximum(kind, origin, maximum):
    assert jornadas_by_law(kind, origin, date(2026, 1, 5)).maximum == maximum


def test_a_misdemeanours_penalty_prescribes_in_a_year_and_a_serious_ones_in_three():
    assert suggested_prescription("442.1", date(2025, 5, 2)) == date(2026, 5, 2)
    assert suggested_prescription("441.1", date(2025, 5, 2)) == date(2028, 5, 2)


def test_a_leap_days_year_ends_on_the_last_of_february():
    assert suggested_prescription("442.1", date(2024, 2, 29)) == date(2025, 2, 28)


def test_no_prescription_is_suggested_for_crimes_or_before_the_norm():
    assert suggested_prescription("274.1", date(2025, 5, 2)) is None
    assert suggested_prescription("442.1", date(2010, 5, 2)) is None

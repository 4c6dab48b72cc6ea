"""The offence catalogue and its ranges of jornadas."""

from datetime import date

import pytest

from registry.reference.offences import (
    JornadaRange,
    OffenceKind,
    UnknownOffence,
    find_offence,
    get_offence,
    offences,
    range_for,
    search_offences,
)
from registry.vocabulary.people import SentenceKind

TODAY = date(2026, 3, 2)


def known_range(key: str, day: date = TODAY) -> JornadaRange:
    """The range, where the test knows that there is one."""
    found = range_for(key, day)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "minimum", "maximum"),
    [
        ("110", 52, 104),
        ("130", 10, 40),
        ("149.1", 20, 52),
        ("274.1", 52, 104),
        ("274.2", 70, 140),
        ("304.2", 40, 80),
        ("323.1", 60, 120),
        ("366", 80, 140),
        ("368.2", 70, 140),
        ("441.1", 40, 60),
        ("441.1a", 40, 80),
        ("442.1", 50, 80),
        ("442.2", 80, 100),
        ("444", 40, 120),
        ("444-A", 40, 80),
        ("445", 10, 20),
        ("452", 20, 40),
    ],
)
def test_ranges_are_those_of_the_code(key, minimum, maximum):
    found = known_range(key)

    assert (found.minimum, found.maximum) == (minimum, maximum)


def test_a_range_contains_its_ends_and_nothing_beyond():
    drunk_driving = known_range("274.1")

    assert 52 in drunk_driving
    assert 104 in drunk_driving
    assert 51 not in drunk_driving
    assert 105 not in drunk_driving


def test_the_range_is_that_of_the_text_in_force_on_the_day():
    assert known_range("444", date(2023, 6, 14)).maximum == 80
    assert known_range("444", date(2023, 6, 15)).maximum == 120


def test_before_the_first_known_text_there_is_no_range():
    assert range_for("442.1", date(2010, 1, 1)) is None


def test_an_offence_that_arrives_by_conversion_has_no_range():
    offence = get_offence("122-B")

    assert offence.penalty is None
    assert offence.range_at(TODAY) is None


def test_an_offence_outside_the_catalogue_is_not_found_and_told_by_its_key():
    assert find_offence("317") is None
    with pytest.raises(UnknownOffence) as refusal:
        range_for("317", TODAY)
    assert refusal.value.key == "317"


def test_keys_are_unique():
    assert len({offence.key for offence in offences()}) == len(offences())


def test_every_offence_with_a_penalty_has_a_range_today_and_no_other_has():
    for offence in offences():
        assert (offence.range_at(TODAY) is not None) == (offence.penalty is not None), offence.key


def test_ranges_rise_and_stay_within_what_the_law_admits():
    for offence in offences():
        for known in offence.ranges:
            assert 10 <= known.minimum <= known.maximum <= 156, offence.key


def test_every_offence_belongs_to_a_title():
    assert {offence.family.book for offence in offences()} == {2, 3}


def test_misdemeanours_prescribe_in_one_year_and_the_two_serious_ones_in_three():
    years = {
        offence.key: offence.prescription_years for offence in offences() if offence.kind is OffenceKind.MISDEMEANOUR
    }

    assert {key for key, prescription in years.items() if prescription == 3} == {"441.1", "441.1a", "444"}
    assert set(years.values()) == {1, 3}


def test_crimes_carry_no_prescription_of_misdemeanours():
    assert all(offence.prescription_years is None for offence in offences() if offence.kind is OffenceKind.CRIME)


def test_two_offences_carry_restriction_of_free_days():
    restricted = [offence.key for offence in offences() if offence.penalty is SentenceKind.FREE_DAY_RESTRICTION]

    assert restricted == ["164", "192"]


def test_a_modality_stands_in_the_label():
    assert get_offence("307-A.3").label == "Delito de minería ilegal: Culposa"
    assert get_offence("110").label == "Infanticidio"


def test_no_offence_with_its_own_penalty_bars_school_posts():
    barred = {offence.key for offence in offences() if offence.education_bar}

    assert barred == {"154-B", "176-B", "176-C", "298"}


def test_search_finds_by_article_and_by_words_without_accents():
    assert [offence.key for offence in search_offences("274")] == ["274.1", "274.2"]
    assert [offence.key for offence in search_offences("hurto famelico")] == ["445"]
    assert search_offences("") == ()
    assert len(search_offences("a", limit=3)) == 3

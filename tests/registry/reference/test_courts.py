"""Judicial districts and case numbers."""

import pytest

from registry.reference.courts import CaseNumber, MalformedCaseNumber, judicial_districts, parse_case_number

CANONICAL = "00516-2016-0-0301-JR-PE-03"


def test_there_are_34_judicial_districts_with_codes_of_their_own():
    assert len({district.code for district in judicial_districts()}) == len(judicial_districts()) == 34


def test_a_case_number_has_eight_parts():
    assert parse_case_number(CANONICAL) == CaseNumber(516, 2016, 0, "03", "01", "JR", "PE", 3)


@pytest.mark.parametrize("typed", [CANONICAL, "516-2016-0-0301-JR-PE-3", " 00516 – 2016 – 0 – 0301 – jr – pe – 03 "])
def test_what_people_type_is_printed_in_one_form(typed):
    assert str(parse_case_number(typed)) == CANONICAL


def test_the_incident_may_have_three_digits():
    assert parse_case_number("01234-2021-147-5001-JR-PE-01").incident == 147


def test_an_organ_not_heard_of_is_accepted():
    assert parse_case_number("00001-2025-0-1801-XX-ZZ-01").organ == "XX"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "516-2016",
        "00516-2016-0-0301-JR-PE",
        "000516-2016-0-0301-JR-PE-03",
        "00516-1816-0-0301-JR-PE-03",
        "00516-2016-0-301-JR-PE-03",
        "00516-2016-0-0301-J1-PE-03",
        "00516-2016-0-0301-JR-PE-03-9",
    ],
)
def test_another_form_is_refused_with_what_was_typed(text):
    with pytest.raises(MalformedCaseNumber) as refusal:
        parse_case_number(text)

    assert refusal.value.text == text

"""What the boxes of a paper sheet's grid are read as."""

import pytest

from registry.schemas.attendance.typed import CODES, Unreadable, read_cell, write_cell
from registry.vocabulary.attendance import Outcome

EIGHT, SIX = 480, 1080


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("8-13", (480, 780)), ("8:00 - 13:30", (480, 810)), ("0800–1800", (480, 1080)), ("8 a 12", (480, 720))],
)
def test_hours_are_read_however_they_are_typed(typed: str, hours: tuple[int, int]):
    assert read_cell(typed, EIGHT, SIX) == (Outcome.ATTENDED, *hours)


def test_an_a_is_the_whole_session():
    assert read_cell(" a ", EIGHT, SIX) == (Outcome.ATTENDED, EIGHT, SIX)


@pytest.mark.parametrize("code", CODES)
def test_codes_are_read_in_any_case_and_written_back(code: str):
    outcome, arrived, left = read_cell(code.lower(), EIGHT, SIX)

    assert write_cell(outcome, arrived, left) == code


@pytest.mark.parametrize("typed", ["13-8", "8-8", "8:75-9", "25-26", "X", "8", "-", "8-13-15"])
def test_anything_else_is_refused(typed: str):
    with pytest.raises(Unreadable):
        read_cell(typed, EIGHT, SIX)


def test_hours_are_written_as_short_as_they_are():
    assert write_cell(Outcome.ATTENDED, 480, 810) == "8-13:30"

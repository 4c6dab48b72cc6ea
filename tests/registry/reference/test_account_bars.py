"""The special account of prison work is closed by the grounds of the regulation, and by no other."""

import pytest

from registry.reference.account_bars import (
    INTERDICT,
    NOT_FIRST_TIME,
    ORGANISED_CRIME,
    RECIDIVIST,
    account_bars,
    bars_against,
    known_offence,
)
from registry.reference.articles import MalformedArticle


def grounds(*offences, marked=()):
    return [bar.ground for bar in bars_against(offences, marked)]


@pytest.mark.parametrize(
    ("offence", "ground"),
    [
        ("DLEG 1106", "money_laundering"),
        ("DL 25475", "terrorism"),
        ("316-A", "terrorism"),
        ("296", "drug_trafficking"),
        ("297", "drug_trafficking"),
        ("302", "drug_trafficking"),
        ("393", "corruption"),
        ("401-C", "corruption"),
        ("317", "organised_crime"),
        ("317-B", "organised_crime"),
        ("LEY 30077", "organised_crime"),
    ],
)
def test_an_offence_of_the_five_families_closes_the_account(offence, ground):
    assert grounds(offence) == [ground]


@pytest.mark.parametrize("offence", ["186", "189", "295", "303", "316", "317-A", "392", "402", "108-C"])
def test_any_other_offence_leaves_the_account_open(offence):
    assert grounds(offence) == []


def test_what_holds_of_the_person_closes_the_account_whatever_the_offence():
    marked = {INTERDICT, RECIDIVIST, NOT_FIRST_TIME, ORGANISED_CRIME}

    assert grounds("186", marked=marked) == [ORGANISED_CRIME, NOT_FIRST_TIME, RECIDIVIST, INTERDICT]


def test_a_ground_is_told_once_however_many_offences_fall_under_it():
    assert grounds("296", "297", "LEY 30077", marked={ORGANISED_CRIME}) == ["drug_trafficking", ORGANISED_CRIME]


@pytest.mark.parametrize(
    ("typed", "told"), [("108c", "108-C"), (" 296 ", "296"), ("d.l. 25475", None), ("dl 25475", "DL 25475")]
)
def test_an_offence_is_told_in_one_form(typed, told):
    if told is None:
        with pytest.raises(MalformedArticle):
            known_offence(typed)
    else:
        assert known_offence(typed) == told


def test_every_ground_names_its_norm():
    assert {bar.norm for bar in account_bars()} == {"arts. 51.2 y 52.2 RPROD"}

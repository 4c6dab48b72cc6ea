from datetime import date

import pytest

from registry.errors import NotFound
from registry.services.accounts.accounts import Account
from registry.services.placements.calendars import open_calendar, open_unit_calendar
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_sentence
from tests.factories.placements import make_placement, make_serving

MARCH = date(2026, 3, 16)


def calendar(officer: Account, **unit) -> str:
    vacancy = make_vacancy(officer=officer, unit=make_unit(officer=officer, **unit))
    sentence = make_sentence(officer=officer, jornadas=52)
    serving = make_serving(officer=officer, vacancy=vacancy, sentence=sentence)
    return open_calendar(serving.id, officer=officer, on=MARCH).decode()


def test_each_session_is_an_event_in_the_time_of_peru(officer):
    text = calendar(officer)

    assert text.count("BEGIN:VEVENT") == 2 * 52
    assert "DTSTART;TZID=America/Lima:20260321T080000\r\nDTEND;TZID=America/Lima:20260321T130000\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_lines_are_folded_at_75_octets_and_signs_escaped(officer):
    name = "Centro de salud Ñuñoa; sede «Santa Rosa, Belén y Túpac Amaru» del distrito de Juliaca"

    text = calendar(officer, name=name)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Jornada en Centro de salud Ñuñoa\\; sede «Santa Rosa\\, Belén" in unfolded


def test_nothing_of_the_penalty_stands_in_it(officer):
    text = calendar(officer).lower()

    assert "quispe" not in text
    assert "2111-jr" not in text


def test_every_event_has_a_name_of_its_own(officer):
    names = [line for line in calendar(officer).split("\r\n") if line.startswith("UID:")]

    assert len(names) == len(set(names))


def test_another_office_s_calendar_is_not_found(officer):
    serving = make_serving(officer=officer)

    with pytest.raises(NotFound):
        open_calendar(serving.id, officer=make_officer(), on=MARCH)


def test_a_unit_is_told_how_many_come_and_nobody_s_name(officer):
    vacancy = make_vacancy(officer=officer, total_places=2)
    for _ in range(2):
        make_serving(officer=officer, vacancy=vacancy)
    make_serving(officer=officer)

    text = open_unit_calendar(vacancy.unit_id, officer=officer, on=MARCH).decode()

    assert text.count("BEGIN:VEVENT") == text.count("SUMMARY:Vienen 2 personas a su jornada") == 2 * 12
    assert "DTSTART;TZID=America/Lima:20260321T080000" in text
    assert "quispe" not in text.lower()


def test_whom_the_office_has_not_presented_is_in_no_unit_s_calendar(officer):
    vacancy = make_vacancy(officer=officer)
    make_placement(officer=officer, vacancy=vacancy)

    assert b"VEVENT" not in open_unit_calendar(vacancy.unit_id, officer=officer, on=MARCH)


def test_another_office_s_unit_is_not_found(officer):
    with pytest.raises(NotFound):
        open_unit_calendar(make_vacancy(officer=officer).unit_id, officer=make_officer(), on=MARCH)

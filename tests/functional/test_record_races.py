"""Officers who write the same record in the same instant: one file a person, one save a version; on every database."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest
from flask import Flask

from registry.schemas.people.sheet_row import load_row
from registry.services.accounts.accounts import Account
from registry.services.importing.rows import ImportReport, RowOutcome, bring_in
from registry.services.importing.sheets import Row
from registry.services.institutions import units
from registry.services.people import persons, preferences, sentences
from registry.services.people.directory import list_people
from registry.services.people.imports import PEOPLE
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import CourtOrderKind, Stance
from tests.factories.accounts import make_officer
from tests.factories.institutions import (
    make_unit,
    make_vacancy,
    saturday_afternoon,
    saturday_morning,
    unit_details,
)
from tests.factories.people import (
    TODAY,
    make_person,
    make_sentence,
    order_details,
    person_details,
    sentence_details,
    sheet_cells,
)
from tests.functional.rivals import DONE, Act, check_registry, race

RIVALS = 8


@pytest.fixture
def officer(app: Flask) -> Account:
    """A case officer."""
    return make_officer()


def test_a_person_registered_by_all_at_once_has_one_file(app: Flask, officer: Account) -> None:
    details = person_details(document_number="45454545")

    outcomes = race(app, [partial(persons.register_person, details, officer=officer, on=TODAY)] * RIVALS)

    assert outcomes == [DONE] * RIVALS
    assert list_people(officer=officer).total == 1


def test_a_sentence_entered_twice_at_once_is_entered_once(app: Flask, officer: Account) -> None:
    person, details = make_person(officer=officer), sentence_details()

    outcomes = race(app, [partial(sentences.register_sentence, person.id, details, officer=officer, on=TODAY)] * RIVALS)

    assert Counter(outcomes) == {DONE: 1, "invalid_fields": RIVALS - 1}


def test_a_stay_entered_twice_at_once_is_entered_once(app: Flask, officer: Account) -> None:
    sentence, stay = make_sentence(officer=officer), order_details(kind=CourtOrderKind.STAY)

    outcomes = race(app, [partial(sentences.add_order, sentence.id, stay, officer=officer, on=TODAY)] * RIVALS)

    assert Counter(outcomes) == {DONE: 1, "invalid_fields": RIVALS - 1}


def test_a_preference_told_twice_at_once_is_kept_once(app: Flask, officer: Account) -> None:
    person = make_person(officer=officer)
    details = preferences.PreferenceDetails(Stance.PREFERENCE, task=Task.PAINTING)

    outcomes = race(app, [partial(preferences.record_preference, person.id, details, officer=officer)] * RIVALS)

    assert outcomes == [DONE] * RIVALS
    assert len(persons.get_person(person.id, officer=officer).preferences) == 1


def test_a_preference_withdrawn_twice_at_once_is_missing_the_second_time(app: Flask, officer: Account) -> None:
    person = make_person(officer=officer)
    details = preferences.PreferenceDetails(Stance.PREFERENCE, task=Task.PAINTING)
    told = preferences.record_preference(person.id, details, officer=officer)

    outcomes = race(app, [partial(preferences.withdraw_preference, told.id, officer=officer)] * RIVALS)

    assert Counter(outcomes) == {DONE: 1, "not_found": RIVALS - 1}


def test_of_those_who_change_one_record_the_others_are_told(app: Flask, officer: Account) -> None:
    person, sentence, unit = make_person(officer=officer), make_sentence(officer=officer), make_unit(officer=officer)
    details = sentence_details(case_number=sentence.case_number, court="Otro juzgado")
    changes: list[Act] = [
        partial(persons.change_person, person.id, person_details(), version=1, officer=officer, on=TODAY),
        partial(sentences.change_sentence, sentence.id, details, version=1, officer=officer, on=TODAY),
        partial(units.change_unit, unit.id, unit_details(), version=1, officer=officer),
    ]

    outcomes = [Counter(race(app, [change] * RIVALS)) for change in changes]

    assert outcomes == [{DONE: 1, "stale_version": RIVALS - 1}] * 3


def test_a_sheet_imported_twice_at_once_brings_everybody_in_once(app: Flask, officer: Account) -> None:
    shifts = (saturday_morning(40), saturday_afternoon(40))
    vacancy = make_vacancy(officer=officer, total_places=40, shifts=shifts)
    placed = {"unit": str(vacancy.unit_id), "attendances": "sábado", "starts_on": "02/02/2026"}
    rows = [(number, sheet_cells(**placed)) for number in range(2, 32)]
    reports: list[ImportReport] = []

    def bring(order: Sequence[Row]) -> None:
        reports.append(bring_in(PEOPLE, order, officer=officer, load=load_row, on=TODAY))

    outcomes = race(app, [partial(bring, rows), partial(bring, rows[::-1])])

    assert outcomes == [DONE] * 2
    tally = Counter(row.outcome for report in reports for row in report.rows)
    assert tally[RowOutcome.REFUSED] == 0
    assert list_people(officer=officer).total == 30
    check_registry()

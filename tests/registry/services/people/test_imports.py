from typing import Any

import pytest
from sqlalchemy import func, select

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence
from registry.schemas.people.sheet_row import load_row
from registry.services.importing.rows import ImportReport, RowOutcome, bring_in, rehearse
from registry.services.importing.sheets import BEYOND
from registry.services.people.imports import PEOPLE
from registry.vocabulary.institutions import Task
from registry.vocabulary.placements import PlacementState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import TODAY, make_person, sheet_cells

pytestmark = pytest.mark.usefixtures("app")

ADDED, COMPLETED, KNOWN, REFUSED = RowOutcome


def register(officer: Account, *rows: dict[str, str]) -> ImportReport:
    return bring_in(PEOPLE, list(enumerate(rows, start=2)), officer=officer, load=load_row, on=TODAY)


def outcomes(report: ImportReport) -> list[RowOutcome]:
    return [row.outcome for row in report.rows]


def how_many(table: type[Any]) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def placed_cells(unit: str, **overrides: str) -> dict[str, str]:
    placement = {
        "unit": unit,
        "task": "Áreas verdes y jardinería",
        "attendances": "sábado mañana; sábado tarde",
        "starts_on": "07/02/2026",
    }
    return sheet_cells(**(placement | overrides))


@pytest.fixture
def officer() -> Account:
    return make_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    unit = make_unit(officer=officer)
    make_vacancy(officer=officer, unit=unit)
    return unit


def test_a_row_registers_the_person_and_the_sentence(officer):
    report = register(officer, sheet_cells())

    assert outcomes(report) == [ADDED]
    assert (how_many(Person), how_many(Sentence)) == (1, 1)


def test_a_row_may_tell_the_person_alone(officer):
    cells = sheet_cells()
    person = {field: cells[field] for field in list(cells)[:8]}

    report = register(officer, person)

    assert outcomes(report) == [ADDED]
    assert how_many(Sentence) == 0


def test_a_bad_row_harms_no_other(officer):
    report = register(officer, sheet_cells(), sheet_cells(jornadas="500"), sheet_cells(offence="195"), sheet_cells())

    assert outcomes(report) == [ADDED, REFUSED, REFUSED, ADDED]
    assert how_many(Person) == 2


def test_a_refusal_names_the_column_and_what_to_do(officer):
    report = register(officer, sheet_cells(birth_date="31/02/1990", jornadas="10"))

    assert report.refused[0].number == 2
    assert report.refused[0].messages == (
        "fecha de nacimiento: Escriba la fecha como día/mes/año, por ejemplo 07/09/2026.",
    )


def test_a_person_twice_in_one_sheet_has_two_sentences(officer):
    first = sheet_cells()
    second = sheet_cells(document_number=first["document_number"])

    report = register(officer, first, second)

    assert outcomes(report) == [ADDED, COMPLETED]
    assert (how_many(Person), how_many(Sentence)) == (1, 2)
    assert report.rows[0].subject_id == report.rows[1].subject_id


def test_the_same_sheet_again_changes_nothing(officer, unit):
    rows = [sheet_cells(), placed_cells(str(unit.id))]
    register(officer, *rows)

    again = register(officer, *rows)

    assert outcomes(again) == [KNOWN, KNOWN]
    assert (how_many(Person), how_many(Sentence), how_many(Placement)) == (2, 2, 1)


def test_a_known_sentence_with_other_facts_is_left_and_told(officer):
    cells = sheet_cells()
    register(officer, cells)

    again = register(officer, {**cells, "jornadas": "70"})

    assert outcomes(again) == [KNOWN]
    assert "jornadas" in again.rows[0].messages[0]


def test_cells_beyond_the_headings_are_told_of_the_row(officer):
    report = register(officer, sheet_cells(**{BEYOND: "de más"}))

    assert report.refused[0].messages[0].startswith("fila: La fila tiene más celdas que columnas")


def test_a_person_of_another_office_is_refused(officer):
    elsewhere = make_person(officer=make_officer())

    report = register(officer, sheet_cells(document_number=elsewhere.document_number))

    assert "otra oficina" in report.refused[0].messages[0]


def test_rows_beyond_one_commit_are_all_brought_in(officer):
    report = register(officer, *(sheet_cells() for _ in range(130)))

    assert report.counts == {ADDED: 130, COMPLETED: 0, KNOWN: 0, REFUSED: 0}
    assert how_many(Person) == 130


def test_a_rehearsal_tells_the_same_and_leaves_the_registry_as_it_is(officer):
    first = sheet_cells()
    rows = [(2, first), (3, sheet_cells(document_number=first["document_number"])), (4, sheet_cells(jornadas="0"))]

    report = rehearse(PEOPLE, rows, officer=officer, load=load_row, on=TODAY)

    assert outcomes(report) == [ADDED, COMPLETED, REFUSED]
    assert how_many(Person) == 0


def test_a_placement_begins_active_and_takes_its_places(officer, unit):
    report = register(officer, placed_cells(str(unit.id)))

    with reading() as session:
        placement = session.scalars(select(Placement)).one()
    assert outcomes(report) == [ADDED]
    assert placement.state is PlacementState.ACTIVE
    assert placement.attendances == [[10, 480, 780], [11, 840, 1140]]


def test_a_placement_is_added_to_a_known_sentence(officer, unit):
    cells = placed_cells(str(unit.id))
    register(officer, {field: cells[field] for field in sheet_cells()})

    report = register(officer, cells)

    assert outcomes(report) == [COMPLETED]


def test_hours_written_are_cut_by_the_vacancys_half_days(officer, unit):
    register(officer, placed_cells(str(unit.id), attendances="sáb 9:00-17:00"))

    with reading() as session:
        placement = session.scalars(select(Placement)).one()
    assert placement.attendances == [[10, 540, 780], [11, 840, 1020]]


def test_a_unit_is_found_by_ruc_and_name(officer):
    institution = make_institution(officer=officer)
    make_registration(institution, officer=officer)
    for name in ("Vivero municipal", "Biblioteca"):
        make_vacancy(officer=officer, unit=make_unit(officer=officer, institution=institution, name=name))

    report = register(officer, placed_cells(f"{institution.ruc} vivero"), placed_cells(institution.ruc))

    assert outcomes(report) == [ADDED, REFUSED]
    assert "unidad:" in report.refused[0].messages[0]


def test_a_unit_of_another_office_is_not_known(officer):
    theirs = make_unit(officer=make_officer())

    report = register(officer, placed_cells(str(theirs.id)))

    assert report.refused[0].messages[0].startswith("unidad: No hay una unidad de su oficina")


@pytest.mark.parametrize(
    ("overrides", "column"),
    [
        ({"task": "Cocina y comedor"}, "tarea"),
        ({"attendances": "domingo mañana"}, "turnos de la ubicación"),
        ({"attendances": "sáb 6:00-13:00"}, "turnos de la ubicación"),
        ({"attendances": "cuando pueda"}, "turnos de la ubicación"),
        ({"starts_on": ""}, "inicio de la ubicación"),
        ({"starts_on": "01/01/2026"}, "inicio de la ubicación"),
    ],
)
def test_a_placement_that_the_unit_does_not_offer_is_refused_with_its_person(officer, unit, overrides, column):
    report = register(officer, placed_cells(str(unit.id), **overrides))

    assert report.refused[0].messages[0].startswith(f"{column}: ")
    assert how_many(Person) == 0


def test_a_full_vacancy_refuses_the_third_person_alone(officer, unit):
    report = register(officer, *(placed_cells(str(unit.id)) for _ in range(3)))

    assert outcomes(report) == [ADDED, ADDED, REFUSED]
    assert how_many(Placement) == 2


def test_a_sentence_served_elsewhere_is_not_placed_twice(officer, unit):
    cells = placed_cells(str(unit.id))
    register(officer, cells)
    other = make_unit(officer=officer)
    make_vacancy(officer=officer, unit=other)

    report = register(officer, {**cells, "unit": str(other.id)})

    assert "ya tiene otra ubicación" in report.refused[0].messages[0]


def test_two_vacancies_of_one_task_need_telling_apart(officer, unit):
    make_vacancy(officer=officer, unit=unit, task=Task.GREEN_AREAS)

    report = register(officer, placed_cells(str(unit.id)))

    assert report.refused[0].messages[0].startswith("tarea: ")

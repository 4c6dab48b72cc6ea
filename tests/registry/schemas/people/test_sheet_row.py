import pytest

from registry.schemas.people.sheet_row import load_row
from registry.services.people.columns import COLUMNS
from registry.services.people.details import PersonDetails, SentenceDetails
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import Skill
from tests.factories.people import sheet_cells


def test_a_row_becomes_a_person_and_a_sentence():
    loaded, refused = load_row(sheet_cells())

    assert refused == {}
    assert PersonDetails(**loaded["person"]).free_shifts == (10, 11)
    assert SentenceDetails(**loaded["sentence"]).jornadas == 60
    assert loaded["placement"] is None


def test_several_terms_stand_in_one_cell():
    loaded, _refused = load_row(sheet_cells(skills="Pintura; jardineria", unable="Cargar peso"))

    assert loaded["person"]["skills"] == (Skill.PAINTING, Skill.GARDENING)
    assert loaded["person"]["unable"] == (WorkDemand.HEAVY_LIFTING,)


def test_a_row_without_any_cell_of_a_sentence_has_none():
    cells = sheet_cells()

    loaded, refused = load_row({field: cells[field] for field in list(cells)[:8]})

    assert (loaded["sentence"], refused) == (None, {})


def test_a_placement_without_sentence_is_refused():
    cells = sheet_cells()
    person = {field: cells[field] for field in list(cells)[:8]}

    _loaded, refused = load_row(
        person | {"unit": "7", "attendances": "sábado", "starts_on": "07/02/2026"},
    )

    assert list(refused) == ["case_number"]


def test_refusals_of_every_part_come_together():
    _loaded, refused = load_row(
        sheet_cells(birth_date="ayer", free_shifts="nunca", jornadas="x", unit="7", attendances="?")
    )

    assert set(refused) == {"birth_date", "free_shifts", "jornadas", "attendances", "starts_on"}


@pytest.mark.parametrize("cell", ["=CONCATENATE(A1;B1)", "#REF!", "#N/A", "#¿NOMBRE?", "#DIV/0!"])
def test_what_a_spreadsheet_computed_or_failed_to_is_no_name(cell: str):
    _loaded, refused = load_row(sheet_cells(given_names=cell))

    assert refused == {"given_names": ["La celda tiene una fórmula o un error de la hoja. Escriba el dato."]}


def test_a_cell_beyond_the_columns_is_refused():
    assert "beyond" in load_row(sheet_cells(beyond="de más"))[1]


def test_every_column_of_the_template_is_read():
    cells = {column.field: "?" for column in COLUMNS}

    _loaded, refused = load_row(cells)

    assert not [texts for texts in refused.values() if "más celdas" in texts[0]]

"""Every table says where it comes from."""

from importlib.resources import files

import pytest

from registry.reference.sources import SOURCES, read_table

PACKAGE = files("registry.reference")


def test_every_table_is_listed_once_and_every_listed_table_exists():
    tables = sorted(table.name for table in (PACKAGE / "tables").iterdir())

    assert sorted(source.table for source in SOURCES) == tables


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.table)
def test_every_source_stands_in_the_document(source):
    assert f"`{source.table}`" in (PACKAGE / "SOURCES.md").read_text(encoding="utf-8")
    assert source.origin
    assert source.licence


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.table)
def test_every_table_is_rectangular_and_trimmed(source):
    for row in read_table(source.table):
        assert None not in row
        assert all(cell is not None and cell == cell.strip() for cell in row.values())


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.table)
def test_every_status_is_one_of_two(source):
    for row in read_table(source.table):
        statuses = {cell for column, cell in row.items() if column.endswith("status")}

        assert statuses <= {"norm", "to_confirm"}

import pytest

from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_institution
from tests.registry.api.programs import Program

FACTS = {"name": "Municipalidad de Ñuñoa", "nature": "public", "ubigeo": "211101"}


@pytest.fixture
def path(officer: Account) -> str:
    return f"/institutions/{make_institution(officer=officer).id}"


def test_a_change_names_the_version_that_was_read(program: Program, path: str):
    facts, tag = program.read(path)

    changed = program.change(path, {**FACTS, "ruc": facts["ruc"], "name": "Otro nombre"}, tag)

    assert changed["name"] == "Otro nombre"
    assert program.read(path)[1] != tag


def test_a_change_without_a_version_is_refused(program: Program, path: str):
    facts, _ = program.read(path)

    program.ask("PUT", path, {**FACTS, "ruc": facts["ruc"]}, status=428)


def test_of_two_changes_of_one_version_the_second_is_refused(program: Program, path: str):
    facts, tag = program.read(path)
    program.change(path, {**FACTS, "ruc": facts["ruc"], "name": "Primero"}, tag)

    program.change(path, {**FACTS, "ruc": facts["ruc"], "name": "Segundo"}, tag, status=412)

    assert program.read(path)[0]["name"] == "Primero"


@pytest.mark.parametrize("tag", ['"999999-1"', '"x"', '"1"', '"-"', "*", 'W/"1-1"'])
def test_a_tag_of_something_else_is_refused(program: Program, path: str, tag: str):
    facts, _ = program.read(path)

    program.change(path, {**FACTS, "ruc": facts["ruc"]}, tag, status=412)

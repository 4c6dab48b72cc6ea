from tests.factories.accounts import make_office
from tests.registry.api.programs import Program


def test_offices_are_listed_and_read(program: Program):
    office = make_office(name="EML Puno")

    assert "EML Puno" in [listed["name"] for listed in program.ask("GET", "/offices")]
    assert program.read(f"/offices/{office.id}")[0]["code"] == office.code


def test_an_office_that_is_not_there_is_not_found(program: Program):
    program.ask("GET", "/offices/999", status=404)

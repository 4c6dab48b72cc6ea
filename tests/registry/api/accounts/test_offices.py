from flask import Flask

from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_chief, make_office
from tests.registry.api.programs import Program


def test_offices_are_listed_and_read(program: Program):
    office = make_office(name="EML Puno")

    assert "EML Puno" in [listed["name"] for listed in program.ask("GET", "/offices")]
    assert program.read(f"/offices/{office.id}")[0]["code"] == office.code


def test_an_office_that_is_not_there_is_not_found(program: Program):
    program.ask("GET", "/offices/999", status=404)


def test_a_chief_corrects_the_own_office(app: Flask):
    chief = make_chief()
    program = Program(app, chief)
    path = f"/offices/{chief.office_id}"
    read, tag = program.read(path)
    facts = {name: read[name] for name in ("code", "name", "region", "ubigeo", "latitude", "longitude")}

    changed = program.change(path, facts | {"address": "Jr. Lima 100", "phone": "051 321456"}, tag)

    assert (changed["address"], changed["phone"]) == ("Jr. Lima 100", "051 321456")


def test_a_case_officer_corrects_no_office(program: Program, officer: Account):
    path = f"/offices/{officer.office_id}"
    read, tag = program.read(path)
    facts = {name: read[name] for name in ("code", "name", "region", "ubigeo", "address", "phone")}

    program.ask("PUT", path, facts, status=403, headers={"If-Match": tag})

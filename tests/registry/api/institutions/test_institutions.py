from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_institution, ruc
from tests.registry.api.programs import Program


def facts(number: int = 777) -> dict[str, str]:
    return {"ruc": ruc(number), "name": "Municipalidad de Ácora", "nature": "public", "ubigeo": "210102"}


def test_an_institution_is_registered_and_found(program: Program, officer: Account):
    make_institution(officer=officer, name="Otra")

    response = program.send("POST", "/institutions", facts(), status=201)

    assert program.read(response.headers["Location"].removeprefix("/api/v1"))[0]["name"] == "Municipalidad de Ácora"
    assert program.ask("GET", "/institutions?search=acora")["total"] == 1


def test_a_ruc_is_entered_once(program: Program):
    program.ask("POST", "/institutions", facts(), status=201)

    problem = program.ask("POST", "/institutions", facts(), status=422)

    assert list(problem["errors"]) == ["ruc"]


def test_a_list_comes_in_pages(program: Program, officer: Account):
    for _ in range(3):
        make_institution(officer=officer)

    page = program.ask("GET", "/institutions?per_page=2&page=2")

    assert (page["total"], page["page"], page["pages"], page["per_page"], len(page["items"])) == (3, 2, 2, 2, 1)

import pytest
from flask import Flask

from tests.registry.api.programs import Program, check_problem


@pytest.fixture
def bearer(program: Program) -> dict[str, str]:
    return {"Authorization": f"Bearer {program.token}"}


@pytest.mark.parametrize("sent", ["{", "[" * 100_000, "1" * 5_000, b"\xff", '{"a": 1}}'])
def test_broken_json_is_told(app: Flask, program: Program, bearer: dict[str, str], sent: str | bytes):
    headers = {**bearer, "Content-Type": "application/json"}

    response = program.client.post("/api/v1/people", data=sent, headers=headers)

    assert check_problem(app, response)["title"] == "No pudimos leer lo que envió"
    assert response.status_code == 400


@pytest.mark.parametrize("sent", ["a=1", ""])
def test_anything_but_json_is_told(app: Flask, program: Program, bearer: dict[str, str], sent: str):
    headers = {**bearer, "Content-Type": "application/x-www-form-urlencoded"}

    response = program.client.post("/api/v1/people", data=sent, headers=headers)

    assert check_problem(app, response)["status"] == 415


def test_a_name_that_comes_twice_is_told(app: Flask, program: Program, bearer: dict[str, str]):
    sent = '{"given_names": "Rosa", "given_names": "Julia"}'

    response = program.client.post("/api/v1/people", data=sent, headers={**bearer, "Content-Type": "application/json"})

    assert list(check_problem(app, response)["errors"]) == ["given_names"]


@pytest.mark.parametrize("body", [[], "texto", 5, None])
def test_a_body_that_is_no_object_is_told(program: Program, body: object):
    problem = program.ask("POST", "/people", body, status=415 if body is None else 422)

    assert problem["detail"]


@pytest.mark.parametrize("size", [300 * 1024, 17 * 1024 * 1024])
def test_too_much_is_told(app: Flask, program: Program, bearer: dict[str, str], size: int):
    headers = {**bearer, "Content-Type": "application/json"}

    response = program.client.post("/api/v1/people", data=b" " * size, headers=headers)

    assert check_problem(app, response)["status"] == 413


def test_a_method_that_an_address_lacks_is_told_with_those_it_has(app: Flask, program: Program, bearer: dict[str, str]):
    response = program.client.delete("/api/v1/people", headers=bearer)

    assert check_problem(app, response)["status"] == 405
    assert "POST" in response.headers["Allow"]


def test_a_format_that_is_not_offered_is_told(program: Program):
    program.ask("GET", "/people", status=406, headers={"Accept": "text/csv"})


@pytest.mark.parametrize("path", ["/nada", "/people/0", "/people/99999999999", "/people/x", "/rounds/7"])
def test_an_address_without_anything_is_told(app: Flask, program: Program, bearer: dict[str, str], path: str):
    response = program.client.get(f"/api/v1{path}", headers=bearer)

    assert check_problem(app, response)["status"] == 404


def test_every_refused_field_is_named(program: Program):
    problem = program.ask("POST", "/people", {"document_kind": "dni", "document_number": "1", "apodo": "x"}, status=422)

    assert problem["errors"]["document_number"] == ["El DNI tiene 8 dígitos. Escríbalos sin el dígito verificador."]
    assert problem["errors"]["apodo"] == ["Este dato no se espera aquí. Quítelo."]
    assert problem["errors"]["birth_date"] == ["Falta este dato. Complételo."]


def test_a_refused_field_within_a_row_is_named_by_its_path(program: Program):
    problem = program.ask("POST", "/units/1/vacancies", {"shifts": [{"shift": 99}]}, status=422)

    assert "shifts.0.shift" in problem["errors"]


def test_an_unknown_filter_is_told_and_not_skipped(program: Program):
    problem = program.ask("GET", "/people?apellido=quispe", status=422)

    assert list(problem["errors"]) == ["apellido"]


@pytest.mark.parametrize("query", ["page=0", "per_page=201", "page=x"])
def test_a_page_that_cannot_be_is_told(program: Program, query: str):
    program.ask("GET", f"/people?{query}", status=422)


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "ñ" * 3_000])
def test_any_name_can_be_told_back(program: Program, bearer: dict[str, str], name: str):
    response = program.client.post("/api/v1/people", json={name: 1}, headers=bearer)

    assert response.get_json()["errors"][name] == ["Este dato no se espera aquí. Quítelo."]

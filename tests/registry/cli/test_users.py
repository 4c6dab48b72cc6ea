import pytest
from click.testing import Result
from flask import Flask

from registry.cli.users import group
from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.services.accounts.accounts import find_account
from registry.services.accounts.sign_in import sign_in
from registry.services.accounts.tokens import officer_of_token
from tests.factories.accounts import PASSWORD, make_office, make_officer

NEW = "otra frase bastante larga"


@pytest.fixture
def run(app: Flask):
    def invoke(*words: str, typed: str = "") -> Result:
        return app.test_cli_runner().invoke(group, words, input=typed)

    return invoke


def add(run, username: str = "rosa", typed: str = f"{PASSWORD}\n{PASSWORD}\n", office: str = "EML-PUNO") -> Result:
    names = ("--name", "Rosa Medina", "--post", "Jefa", "--role", "chief", "--office", office)
    return run("add", username, *names, typed=typed)


def test_an_account_is_opened_without_showing_its_password(run):
    make_office(code="EML-PUNO", name="EML Puno")

    told = add(run).output

    assert "Cuenta abierta: rosa (Jefatura, EML Puno)." in told
    assert PASSWORD not in told
    assert sign_in("rosa", PASSWORD, at=now())
    assert find_account("rosa").office.code == "EML-PUNO"


def test_an_office_that_does_not_exist_is_told(run):
    result = add(run, office="EML-NADA")

    assert result.exit_code == 1
    assert "No hay una oficina con el código EML-NADA. Véalos con: reinserta offices list" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--role", "chief"), "Este rol pertenece a una oficina. Escriba su código con --office."),
        (("--role", "unit_supervisor", "--office", "EML-PUNO"), "Este rol no pertenece a una oficina. Quite --office."),
    ],
)
def test_an_office_too_many_or_missing_is_told_by_its_option(run, words: tuple[str, ...], told: str):
    make_office(code="EML-PUNO")

    result = run("invite", "rosa", "--name", "Rosa Medina", "--post", "Jefa", *words)

    assert (result.exit_code, told in result.output) == (1, True)


def test_a_weak_password_opens_no_account(run):
    make_office(code="EML-PUNO")

    result = add(run, typed="corta\ncorta\n")

    assert isinstance(result.exception, InvalidFields)
    assert find_account("rosa") is None


def test_a_token_is_all_that_its_command_prints(run):
    make_officer(username="rosa")

    token = run("token", "rosa", "--days", "3").output

    assert officer_of_token(token.strip(), at=now()).username == "rosa"
    assert token.count("\n") == 1


def test_accounts_are_listed_one_a_line(run):
    office = make_office(code="EML-PUNO")
    make_officer(username="luis", full_name="Luis Paz", office_id=office.id)
    make_officer(username="ana", full_name="Ana Ríos", office_id=office.id)
    run("close", "luis")

    assert run("list").output.splitlines() == [
        "ana\tAna Ríos\tOficial de casos\tEML-PUNO\tactiva",
        "luis\tLuis Paz\tOficial de casos\tEML-PUNO\tcerrada",
    ]


def test_a_password_is_changed_and_sessions_end(run):
    make_officer(username="rosa")

    result = run("password", "rosa", typed=f"{NEW}\n{NEW}\n")

    assert "Contraseña cambiada: rosa." in result.output
    assert sign_in("rosa", NEW, at=now())


def test_an_account_that_does_not_exist_is_told(run):
    result = run("close", "nadie")

    assert result.exit_code == 1
    assert "No hay una cuenta con el usuario «nadie»." in result.output


def test_an_invitation_without_mail_server_prints_its_link(run):
    make_office(code="EML-PUNO")

    told = run("invite", "rosa", "--name", "Rosa", "--post", "Jefa", "--email", "r@x.pe", "--office", "EML-PUNO").output

    assert told.startswith("http://127.0.0.1:8000/invitacion/")
    assert find_account("rosa").is_invited


def test_somebody_of_an_institution_has_no_office(run):
    names = ("--name", "Ana Ríos", "--post", "Gerente", "--role", "company_manager")

    told = run("add", "ana", *names, typed=f"{PASSWORD}\n{PASSWORD}\n").output

    assert "Cuenta abierta: ana (Responsable de empresa)." in told
    assert run("list").output.split("\t")[3] == "—"


def test_what_may_be_assigned_is_told_by_the_help(run):
    told = " ".join(run("add", "--help").output.split())

    assert "«Todo el país», «Oficina regional», «Oficina», «Establecimiento penitenciario», «Institución»," in told


def test_a_refused_fact_is_named_as_the_help_names_it(run):
    make_office(code="EML-PUNO")

    told = run("invite", "r", "--name", "Rosa", "--post", "Jefa", "--email", "no", "--office", "EML-PUNO").output

    assert "USUARIO: " in told
    assert "--email: " in told

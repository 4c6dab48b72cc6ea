import pytest
from click.testing import Result
from flask import Flask

from registry.cli.offices import group
from registry.services.accounts.offices import find_office

FACTS = {"--name": "EML Puno", "--region": "altiplano", "--ubigeo": "210101"}
CONTACT = {"--address": "Jr. Lima 100", "--phone": "051 321456"}


@pytest.fixture
def run(app: Flask):
    def invoke(*words: str) -> Result:
        return app.test_cli_runner().invoke(group, words)

    return invoke


def add(run, **changed: str) -> Result:
    given = FACTS | CONTACT | {f"--{name}": value for name, value in changed.items()}
    return run("add", "EML-PUNO", *(word for option in given.items() for word in option))


def test_an_office_is_opened_at_the_capital_of_its_district(run):
    told = add(run).output

    office = find_office("EML-PUNO")
    assert "Oficina abierta: EML-PUNO (EML Puno)." in told
    assert (office.address, round(office.latitude, 1)) == ("Jr. Lima 100", -15.8)


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [("ubigeo", "999999", "--ubigeo: No existe un distrito"), ("phone", "sin", "--phone: El teléfono lleva")],
)
def test_a_wrong_option_opens_nothing_and_says_what_to_write(run, option: str, value: str, words: str):
    result = add(run, **{option: value})

    assert result.exit_code == 1
    assert words in result.output
    assert find_office("EML-PUNO") is None


def test_offices_are_listed_one_a_line(run):
    add(run)

    assert run("list").output == "EML-PUNO\tEML Puno\taltiplano\t210101\n"

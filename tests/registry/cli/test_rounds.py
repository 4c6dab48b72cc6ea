import json

import pytest
from click.testing import Result
from flask import Flask

from registry.models import Account
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence


@pytest.fixture
def chief(app: Flask) -> Account:
    """The chief of an office where one person waits and two places are free."""
    chief = make_chief()
    make_vacancy(officer=chief)
    make_sentence(officer=chief)
    return chief


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["round", "run", "--time-limit", "10", *arguments])


def test_a_round_is_computed_on_the_spot_and_its_outcome_told(app: Flask, chief: Account) -> None:
    result = run(app, "--office", chief.office.code)

    assert result.exit_code == 0, result.output
    assert "Lista para revisar" in result.output
    assert "Ubicadas: 1 de 1" in result.output


def test_the_outcome_can_be_had_as_json(app: Flask, chief: Account) -> None:
    outcome = json.loads(run(app, "--office", chief.office.code, "--json").output)

    assert (outcome["state"], outcome["persons"], outcome["placed"]) == ("ready", 1, 1)


def test_an_officer_of_another_office_starts_no_round_here(app: Flask, chief: Account) -> None:
    stranger = make_officer()

    result = run(app, "--office", chief.office.code, "--officer", stranger.username)

    assert result.exit_code == 1
    assert "No hay un oficial activo" in result.output


def test_a_round_is_not_left_to_workers_when_none_lives(app: Flask, chief: Account) -> None:
    result = run(app, "--office", chief.office.code, "--enqueue")

    assert result.exit_code == 1
    assert "reinserta worker" in result.output

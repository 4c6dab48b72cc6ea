from flask.testing import FlaskClient

from registry.ledger.examples import examples
from registry.vocabulary.attendance import Outcome
from tests.pages import check_page, parse, visible_text


def help_page(client: FlaskClient) -> str:
    html = client.get("/ayuda/asistencia").get_data(as_text=True)
    check_page(html)
    return " ".join(visible_text(parse(html)).split())


def test_anybody_reads_every_outcome_with_its_help_and_example(client: FlaskClient):
    text = help_page(client)

    assert all(outcome.label in text and outcome.help in text and outcome.example in text for outcome in Outcome)


def test_the_thirty_examples_are_told(client: FlaskClient):
    text = help_page(client)

    assert all(f"{number}. {example.title}" in text for number, example in enumerate(examples(), 1))
    assert all(example.story in text for example in examples())


def test_an_example_tells_what_the_ledger_makes_of_it(client: FlaskClient):
    text = help_page(client)

    told = text.split("29. Resistencia")[1].split("30. Abandono")[0]
    assert "En total: 6 horas 30 min, 0.65 jornadas de las 40 que debía." in told
    assert "Incumplimiento: resistencia reiterada, el 21 mar. 2026." in told
    assert "Vino, pero no prestó el servicio" in told


def test_a_corrected_entry_is_told_as_such(client: FlaskClient):
    assert "Corregida por otra anotación" in help_page(client).split("19. ")[1].split("20. ")[0]


def test_rules_that_no_norm_confirms_are_marked(client: FlaskClient):
    assert "10 horas son una jornada (art. 34.3 CP, por confirmar)" in help_page(client)

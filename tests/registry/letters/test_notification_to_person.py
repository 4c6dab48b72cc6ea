import pytest

from tests.registry.letters.paper import text_of
from tests.registry.letters.samples import notification


@pytest.mark.parametrize(
    "words",
    [
        "NOTIFICACIÓN N.º 000123-2026-EML JULIACA",
        "Usted empieza su prestación de servicios a la comunidad el sábado 12 de setiembre de 2026",
        "Dirección Jr. Jáuregui 321, Juliaca, San Román, Puno",
        "Cómo llegar Frente a la plaza de Armas",
        "Lleve su DNI; este documento",
        "2 días seguidos o 3 días alternados",
        "10 días hábiles para explicar lo ocurrido",
        "Un programa de cómputo propuso esta ubicación. La revisó y la decidió Juan Condori Apaza, oficial de casos",
        "Queda a 2.3 km de su domicilio.",
        "Usted puede pedir que una persona revise esta decisión",
        "Plazo: por confirmar.",
        "Recibí este documento",
    ],
)
def test_the_notification_says(words: str):
    assert words in text_of("notification_to_person", notification())


def test_a_unit_without_address_is_told_by_its_district_once():
    place = notification()["place"] | {"address": "Juliaca, San Román, Puno"}

    text = text_of("notification_to_person", notification(place=place))

    assert "Dirección Juliaca, San Román, Puno Cómo llegar" in text


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("proposal_changed", "Un programa de cómputo propuso otra ubicación. La cambió y decidió esta Juan Condori"),
        ("officer_alone", "sin propuesta de un programa de cómputo"),
    ],
)
def test_the_notification_tells_the_part_of_the_program(origin: str, words: str):
    decision = notification()["decision"] | {"origin": origin}

    assert words in text_of("notification_to_person", notification(decision=decision))


def test_a_known_review_term_is_told_with_its_norm():
    review = notification()["review"] | {"business_days": 15, "legal_basis": "LPAG, art. 207"}

    text = text_of("notification_to_person", notification(review=review))

    assert "Plazo: 15 días hábiles desde que recibe este documento (LPAG, art. 207)." in text
    assert "por confirmar" not in text

from typing import Any

import pytest

from tests.registry.letters.executions import (
    SERVICE,
    certificate,
    change_to_person,
    change_to_unit,
    constancy,
    execution,
    explanation_request,
    warning,
)
from tests.registry.letters.paper import text_of
from tests.registry.letters.samples import notification

ON_TWELFTH = {"effective_on": "2026-09-12", "until": None}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("suspended", "deja de asistir por un tiempo desde el sábado 12 de setiembre de 2026"),
        (
            "resumed",
            "vuelve a asistir desde el sábado 12 de setiembre de 2026, en este horario: Horario semanal sábado",
        ),
        ("rescheduled", "asiste en otro horario desde el sábado 12 de setiembre de 2026: Horario semanal sábado"),
        (
            "restored",
            "queda sin efecto el cambio anunciado desde el sábado 12 de setiembre de 2026. Su horario:",
        ),
        ("completed", "cumplió lo que debía y ya no asiste desde el sábado 12"),
        ("moved", "ya no asiste a su institución desde el sábado 12"),
        ("excluded", "ya no asiste a su institución desde el sábado 12"),
        ("ended", "ya no asiste a su institución desde el sábado 12"),
    ],
)
def test_the_unit_is_told_each_change(code: str, words: str):
    assert words in text_of("change_to_unit", change_to_unit(change=ON_TWELFTH | {"code": code}))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("suspended", "queda suspendido desde el sábado 12 de setiembre de 2026. Mientras dure no tiene que asistir"),
        ("resumed", "vuelve a su servicio el sábado 12 de setiembre de 2026. Dónde y cuándo"),
        ("rescheduled", "Desde el sábado 12 de setiembre de 2026 usted asiste en otro horario. Dónde y cuándo"),
        ("restored", "Usted sigue en el lugar de antes: queda sin efecto el cambio anunciado desde el sábado 12"),
        ("completed", "Usted cumplió todo lo que debía. Desde el sábado 12"),
        ("reopened", "pero desde el sábado 12 de setiembre de 2026 vuelve a deber horas. Todavía no tiene que asistir"),
        ("moved", "Esto no es incumplimiento"),
        ("excluded", "Esto no es incumplimiento"),
        ("ended", "termina: desde el sábado 12 de setiembre de 2026 ya no asiste allí. Lo que cumplió se conserva"),
    ],
)
def test_the_person_is_told_each_change(code: str, words: str):
    assert words in text_of("change_to_person", change_to_person(change=ON_TWELFTH | {"code": code}))


def test_the_end_of_a_suspension_is_told_where_it_is_known():
    change = ON_TWELFTH | {"code": "suspended", "until": "2026-10-10"}

    assert "hasta el sábado 10 de octubre de 2026" in text_of("change_to_unit", change_to_unit(change=change))


def test_the_person_is_told_what_was_served_so_far():
    text = text_of("change_to_person", change_to_person())

    assert "Cumplido 12 jornadas y 3 h, hasta el 30 de setiembre de 2026 Por cumplir 27 jornadas y 7 h" in text


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("notification_to_person", notification()),
        ("change_to_person", change_to_person()),
        ("explanation_request", explanation_request()),
    ],
)
def test_the_letter_with_the_code_hides_the_end_of_the_document(kind: str, content: dict[str, Any]):
    text = text_of(kind, content)

    assert "https://reinserta.ejemplo.pe/mis-jornadas con su código K7QD4-2MX9A" in text
    assert "DNI 4012••••" in text
    assert "40123456" not in text


def test_a_letter_without_a_code_says_nothing_of_the_page():
    assert "mis-jornadas" not in text_of("notification_to_person", notification(own_page=None))


def test_the_warning_tells_what_was_noted_and_what_follows():
    text = text_of("written_warning", warning(words="Conversamos con usted el lunes."))

    assert "sábado 5 de setiembre de 2026, de 8:00 a. m. a 1:00 p. m.: vino y no quiso hacer la tarea." in text
    assert "Conversamos con usted el lunes." in text
    assert "Si vuelve a ocurrir 2 veces más" in text


def test_the_request_tells_the_absences_and_the_last_day_of_the_term():
    text = text_of("explanation_request", explanation_request())

    assert "domingo 6 de setiembre de 2026, de 8:00 a. m. a 1:00 p. m.: faltó sin justificar." in text
    assert "10 días hábiles para explicar lo ocurrido: hasta el lunes 21 de setiembre de 2026" in text


def test_the_constancy_is_signed_by_the_unit_and_tells_days_and_hours():
    text = text_of("unit_constancy", constancy())

    assert "Días de servicio 25" in text
    assert "123 h, que equivalen a 12 jornadas y 3 h" in text
    assert "Óscar Cáceres Rodríguez Representante de la Municipalidad" in text


def test_the_certificate_tells_jornadas_served_and_where():
    text = text_of("jornadas_certificate", certificate())

    assert "cumplió 12 jornadas y 3 h de prestación de servicios a la comunidad, de las 40 jornadas de 10 horas" in text
    assert "sáb. 06/06/2026 sáb. 26/09/2026 25 123 h" in text
    assert "Juzgado" not in text


def test_the_certificate_of_everything_says_when_it_was_done():
    told = execution(credited_minutes=24000, completed_on="2026-09-26", services=[SERVICE])

    assert "Cumplió todo lo que debía el 26 de setiembre de 2026" in text_of(
        "jornadas_certificate", certificate(execution=told)
    )

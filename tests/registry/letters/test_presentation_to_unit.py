import pytest

from tests.registry.letters.paper import text_of
from tests.registry.letters.samples import presentation


@pytest.mark.parametrize(
    "words",
    [
        "Instituto Nacional Penitenciario Establecimiento de Medio Libre de Juliaca",
        "OFICIO N.º 000123-2026-EML JULIACA",
        "Juliaca, 7 de setiembre de 2026",
        "Óscar Cáceres Rodríguez Alcalde provincial",
        "Rosa Quispe Mamani (DNI 40123456)",
        "Área Subgerencia de Parques y Jardines",
        "Regar y desyerbar los jardines",
        "40 jornadas de 10 horas cada una",
        "Primer día sábado 12 de setiembre de 2026",
        "sábado y domingo, de 8:00 a. m. a 1:00 p. m.",
        "La recibe Julia Apaza Huanca, jefa de parques y jardines",
        "arts. 247, 249, 258, 259 y 263",
        "El servicio es gratuito",
        "la devuelve cada mes a esta oficina",
        "Juan Condori Apaza, oficial de casos: teléfono 051 321 456, correo jcondori@ejemplo.pe",
        "Martha Yupanqui Ñaupari Jefa del Establecimiento de Medio Libre",
    ],
)
def test_the_presentation_says(words: str):
    assert words in text_of("presentation_to_unit", presentation())


def test_what_is_not_known_leaves_no_empty_line():
    content = presentation(supervisor=None, duties=[], year_name=None)

    text = text_of("presentation_to_unit", content)

    assert "La recibe" not in text
    assert "Funciones" not in text
    assert "None" not in text


def test_one_jornada_is_singular():
    assert "Jornadas 1 jornada de 10 horas Primer día" in text_of("presentation_to_unit", presentation(jornadas=1))


def test_different_hours_have_a_line_each():
    schedule = [
        {"weekday": 6, "start": "14:00", "end": "19:00"},
        {"weekday": 6, "start": "08:00", "end": "12:00"},
        {"weekday": 3, "start": "00:30", "end": "01:30"},
    ]

    text = text_of("presentation_to_unit", presentation(schedule=schedule))

    assert "miércoles, de 12:30 a. m. a 1:30 a. m." in text
    assert "sábado, de 8:00 a. m. a 12:00 p. m. y de 2:00 p. m. a 7:00 p. m." in text


def test_half_days_without_a_pause_read_as_one_stretch():
    whole_day = [{"weekday": 6, "start": "08:00", "end": "13:00"}, {"weekday": 6, "start": "13:00", "end": "18:00"}]

    text = text_of("presentation_to_unit", presentation(schedule=whole_day))

    assert "sábado, de 8:00 a. m. a 6:00 p. m." in text

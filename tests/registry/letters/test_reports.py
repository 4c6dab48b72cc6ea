import pytest

from tests.registry.letters.executions import PLACES, breach, completion, execution, line, month, monthly
from tests.registry.letters.paper import reader_of, text_of


@pytest.mark.parametrize(
    "words",
    [
        "Señor(a) juez(a) Tercer Juzgado de Investigación Preparatoria de San Román - Juliaca",
        "Informe mensual de ejecución: setiembre de 2026",
        "Expediente 00516-2026-0-2111-JR-PE-03",
        "Rosa Quispe Mamani (DNI 40123456)",
        "autónoma: 40 jornadas de 10 horas; sentencia del 14 de mayo de 2026",
        "asistió 5 de 8 veces; 1 falta justificada y 2 faltas sin justificar",
        "Cumplido 12 jornadas y 3 h, hasta el 30 de setiembre de 2026",
        "Por cumplir 27 jornadas y 7 h",
        "sáb. 05/09/2026 8:00–13:00 8:04 13:00 Asistió 4 h 56 min",
        "dom. 06/09/2026 8:00–13:00 Faltó sin justificar –",
        "agosto de 2026 8 5 1 2 0 0 24 h 40 min",
    ],
)
def test_the_monthly_report_says(words: str):
    assert words in text_of("monthly_report", monthly())


def test_the_reason_of_a_justified_absence_is_not_told():
    assert "salud" not in text_of("monthly_report", monthly())


def test_a_month_without_days_of_service_says_so():
    idle = execution(
        months=[month("2026-09", scheduled=0, attended=0, excused=0, unexcused=0, credited_minutes=0)], sessions=[]
    )

    text = text_of("monthly_report", monthly(execution=idle))

    assert "no tuvo días de servicio señalados" in text
    assert "Día por día" not in text


def test_hours_recovered_outside_the_pattern_are_told_as_such():
    recovered = line(
        "2026-09-20", "recovered", start=None, end=None, arrived="14:00", left="16:30", credited_minutes=150
    )
    told = execution(months=[month("2026-09")], sessions=[recovered])

    assert "fuera de horario 14:00 16:30 Recuperó horas 2 h 30 min" in text_of(
        "monthly_report", monthly(execution=told)
    )


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("consecutive_absences", "faltó sin justificación a 2 días de servicio seguidos. El hecho"),
        ("alternate_absences", "faltó sin justificación a 3 días de servicio en setiembre de 2026"),
        ("resistance", "no prestó el servicio como correspondía 2 veces, después de una advertencia escrita"),
        ("abandonment", "dejó de asistir desde el 5 de setiembre de 2026"),
    ],
)
def test_the_breach_report_tells_the_ground(ground: str, words: str):
    told = breach()["execution"]
    told["breach"] = told["breach"] | {"ground": ground}

    assert words in text_of("breach_report", breach(execution=told))


@pytest.mark.parametrize(
    ("explained_on", "words"),
    [
        (None, "No consta que haya presentado descargo."),
        ("2026-09-18", "Presentó su descargo el 18 de setiembre de 2026."),
    ],
)
def test_the_breach_report_tells_whether_the_person_explained(explained_on: str | None, words: str):
    explanation = breach()["explanation"] | {"explained_on": explained_on}

    assert words in text_of("breach_report", breach(explanation=explanation))


@pytest.mark.parametrize(
    ("origin", "days", "words"),
    [
        ("autonomous", 1, "pena autónoma: 1 día de privación de libertad por cada jornada no cumplida (art. 55 CP)"),
        ("converted", 7, "cada jornada cumplida descuenta 7 días de la pena privativa de libertad (arts. 52 y 53 CP)"),
    ],
)
def test_the_breach_report_tells_the_rule_of_revocation_by_the_origin(origin: str, days: int, words: str):
    told = breach()["execution"]
    told["conversion"] = told["conversion"] | {"origin": origin, "days_per_jornada": days}

    text = text_of("breach_report", breach(execution=told))

    assert words in text
    assert "Resultado 27 días" in text


def test_the_words_of_the_officer_are_told_as_theirs():
    text = text_of("breach_report", breach(words="Señaló que su madre estuvo hospitalizada."))

    assert "Consideraciones. Señaló que su madre estuvo hospitalizada." in text


def test_the_completion_report_annexes_a_sheet_a_month_and_unit():
    text = text_of("completion_report", completion())

    assert "cumplió todo lo que debía, el 26 de setiembre de 2026: 40 jornadas, es decir 400 h" in text
    assert "Por cumplir" not in text
    assert "Setiembre de 2026, Municipalidad Provincial de San Román" in text
    assert "Suma del mes: 4 h 56 min" in text


def test_twenty_six_months_at_three_units_keep_each_sheet_whole():
    places = [PLACES[0] | {"placement": number, "name": f"Unidad {number}"} for number in (7, 8, 9)]
    names = [f"{2024 + count // 12}-{count % 12 + 1:02}" for count in range(26)]
    sheets = [
        {
            "placement": 7 + position % 3,
            "month": name,
            "sessions": [line(f"{name}-{day:02}") for day in range(1, 9)],
            "credited_minutes": 2368,
        }
        for position, name in enumerate(names)
    ]
    told = execution(
        credited_minutes=24000, completed_on="2026-02-28", months=[month(name) for name in names], sheets=sheets
    )

    pages = reader_of("completion_report", completion(places=places, execution=told)).pages

    texts = [page.extract_text() for page in pages]
    assert sum("Suma del mes" in text for text in texts) >= 6
    assert all(text.count("Suma del mes") == text.count(", Unidad ") for text in texts[2:])

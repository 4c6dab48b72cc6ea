from registry.views.formats.refusals import field_id, messages_of, summary_lines

ERRORS = {
    "ruc": ["El RUC tiene 10 dígitos."],
    "places": {"10": ["Escriba un número."], "11": ["Escriba un número."]},
    "_schema": ["Ya tiene una solicitud."],
}


def test_a_field_finds_its_messages_in_those_of_its_form():
    assert messages_of(ERRORS, "ruc") == ["El RUC tiene 10 dígitos."]
    assert messages_of(ERRORS, "name") == []


def test_a_field_takes_its_own_messages_too():
    assert messages_of(["Falta la fecha."], "birth_date") == ["Falta la fecha."]
    assert messages_of("Falta la fecha.", "birth_date") == ["Falta la fecha."]
    assert messages_of(None, "birth_date") == []


def test_the_summary_tells_each_message_once_and_leads_to_its_field():
    assert summary_lines(ERRORS) == [
        ("ruc", "El RUC tiene 10 dígitos."),
        ("places", "Escriba un número."),
        ("", "Ya tiene una solicitud."),
    ]
    assert field_id("ruc") == "campo-ruc"


def test_an_accepted_form_has_no_summary():
    assert summary_lines(None) == summary_lines({}) == []

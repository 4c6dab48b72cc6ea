import pytest

from registry.views.formats.people import full_name, masked_dni, person_name, proper_case


def test_surnames_come_before_the_comma():
    assert person_name("Quispe Mamani", "Rosa") == "Quispe Mamani, Rosa"
    assert full_name("Rosa", "Quispe Mamani") == "Rosa Quispe Mamani"


def test_a_person_without_surnames_needs_no_comma():
    assert person_name("", "Rosa") == "Rosa"
    assert person_name(None, None) == "—"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("DE LA CRUZ ÑAUPARI", "De la Cruz Ñaupari"),
        ("MARÍA DEL CARMEN", "María del Carmen"),
        ("O'HIGGINS LÓPEZ-TORRES", "O'Higgins López-Torres"),
        ("McGregor", "McGregor"),
        ("  Rosa   María ", "Rosa María"),
    ],
)
def test_names_in_capitals_are_lowered_and_others_kept(typed: str, told: str):
    assert proper_case(typed) == told


def test_only_the_end_of_a_document_is_shown():
    assert masked_dni("40124821") == "••••4821"
    assert masked_dni(None) == "—"

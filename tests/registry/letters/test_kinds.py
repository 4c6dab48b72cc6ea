import pytest

from registry.letters import KINDS, UnknownKind, document_number, document_title
from registry.letters.rendering import letter_templates


def test_a_number_has_six_digits_year_and_office():
    assert document_number(123, 2026, "EML JULIACA") == "000123-2026-EML JULIACA"


def test_the_title_of_a_presentation_is_an_oficio():
    title = document_title("presentation_to_unit", "000123-2026-EML JULIACA")

    assert title == "OFICIO N.º 000123-2026-EML JULIACA"


def test_the_title_of_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind) as refusal:
        document_title("invoice", "000001-2026-X")

    assert refusal.value.kind == "invoice"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_template(kind: str):
    assert (letter_templates() / f"{kind}.typ").is_file()

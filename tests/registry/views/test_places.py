import pytest

from registry.views.places import area_suggestions, label_of, read_area


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("juliaca", "211101"),
        ("Juliaca, San Román, Puno", "211101"),
        ("211101", "211101"),
        ("Provincia de San Román, Puno", "2111"),
        ("2111", "2111"),
        ("Departamento de Puno", "21"),
        ("departamento de puno", "21"),
    ],
)
def test_words_and_codes_name_an_area(text: str, code: str):
    assert read_area(text).code == code


def test_a_name_of_several_places_offers_the_others():
    area = read_area("Santa Rosa")

    assert area.label.startswith("Santa Rosa")
    assert 1 <= len(area.others) <= 5
    assert area.code not in dict(area.others)


@pytest.mark.parametrize("text", ["Macondo", "99", "..."])
def test_what_names_nothing_is_unknown(text: str):
    area = read_area(text)

    assert (area.code, area.is_unknown) == ("", True)


def test_no_words_narrow_nothing():
    assert not read_area("").is_unknown


def test_a_filter_completes_provinces_and_districts_of_the_department():
    labels = area_suggestions("211101")

    assert "Provincia de San Román, Puno" in labels
    assert "Juliaca, San Román, Puno" in labels
    assert not any(label.endswith("Lima") for label in labels)


def test_a_code_that_is_none_has_no_words():
    assert label_of("x") == ""

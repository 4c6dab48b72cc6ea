import pytest

from registry.services.procedures.desk.likeness import ALIKE, likeness, name_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Municipalidad Distrital de Ñuñoa", "MUNICIPALIDAD DISTRITAL ÑUÑOA"),
        ("Asociación Manos Solidarias", "Asociacion Manos Solidaria"),
        ("Comedor Popular Virgen de la Candelaria", "Comedor popular «Virgen Candelaria»"),
        ("I. E. 70548", "Institución Educativa Primaria N.º 70548"),
    ],
)
def test_the_same_name_typed_otherwise_is_alike(one: str, other: str) -> None:
    assert likeness(name_of(one), name_of(other)) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institución Educativa 70548", "Institución Educativa 70549"),
        ("Municipalidad Distrital de Ñuñoa", "Centro de Salud Ñuñoa"),
        ("Comedor Popular Virgen de la Candelaria", "Comedor Popular San Martín"),
        ("", "Asociación Manos Solidarias"),
        ("", ""),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert likeness(name_of(one), name_of(other)) < ALIKE


def test_likeness_does_not_depend_on_which_comes_first() -> None:
    one, other = name_of("Asociación Manos Solidarias"), name_of("Manos Unidas")

    assert likeness(one, other) == likeness(other, one)

from datetime import date

import pytest
from marshmallow import ValidationError

from registry.schemas import fields
from registry.vocabulary.accounts import OfficeKind, Role
from registry.vocabulary.people import DocumentKind, Skill


def refusal(field, value):
    with pytest.raises(ValidationError) as caught:
        field.deserialize(value)
    return caught.value.messages[0]


def test_text_is_trimmed_and_its_spaces_are_single():
    assert fields.Text().deserialize("  Rosa \t  Quispe ") == "Rosa Quispe"


def test_text_of_several_lines_keeps_its_breaks():
    assert fields.Text(lines=True).deserialize("uno \r\ndos\n") == "uno\ndos"


def test_a_blank_text_counts_as_missing():
    assert refusal(fields.Text(required=True), "   ") == "Falta este dato. Complételo."


@pytest.mark.parametrize("damaged", ["a\x00b", "a\x1bb", "a\ud800b"])
def test_text_that_a_database_cannot_keep_is_refused(damaged):
    assert "no se pueden guardar" in refusal(fields.Text(), damaged)


def test_marks_that_nobody_sees_are_left_out():
    assert fields.Text().deserialize("\u202eRo\u200bsa\ufeff") == "Rosa"


def test_a_long_text_is_told_its_limit():
    assert refusal(fields.Text(5), "seis y") == "El texto es muy largo. Escriba como máximo 5 caracteres."


def test_a_text_must_be_text():
    assert refusal(fields.Text(), 7) == "Escriba este dato como texto."


def test_a_secret_is_kept_as_typed():
    assert fields.Secret().deserialize("  dos espacios  ") == "  dos espacios  "


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (7, 7), (7.0, 7), (" 7 ", 7)])
def test_a_whole_number_is_read_from_text_and_json(typed, number):
    assert fields.Whole().deserialize(typed) == number


@pytest.mark.parametrize("typed", [5.7, "5.7", "1_000", "٣", True, "", [1], float("inf"), "9" * 400])
def test_what_is_not_a_whole_number_is_never_cut(typed):
    assert refusal(fields.Whole(), typed).startswith(("Escriba un número", "El número es"))


def test_a_whole_number_is_told_its_limits():
    assert refusal(fields.Whole(18, 90), "17") == "Escriba un número entre 18 y 90."


def test_decimals_come_after_a_point_or_a_comma():
    assert fields.Decimal().deserialize("-12,05") == -12.05


@pytest.mark.parametrize("typed", ["nan", float("nan"), float("inf"), "1e5", "1_0", ""])
def test_what_is_not_a_plain_number_is_refused(typed):
    assert refusal(fields.Decimal(), typed) == "Escriba un número, por ejemplo 8.4."


@pytest.mark.parametrize("typed", ["07/09/2026", "7/9/2026", "2026-09-07", date(2026, 9, 7)])
def test_a_day_is_read_as_peru_writes_it_and_as_programs_send_it(typed):
    assert fields.Day().deserialize(typed) == date(2026, 9, 7)


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-9-7", "07-09-2026", "20260907", "hoy", 7, ""])
def test_what_is_no_day_is_told_how_to_write_one(typed):
    assert refusal(fields.Day(), typed) == "Escriba la fecha como día/mes/año, por ejemplo 07/09/2026."


@pytest.mark.parametrize("typed", ["0001-01-01", "07/09/0206", "9999-12-31"])
def test_a_year_that_nobody_means_is_told(typed):
    assert refusal(fields.Day(), typed) == "Revise el año: está entre 1900 y 2100."


def test_an_hour_becomes_minutes_and_back():
    field = fields.Clock()

    assert field.deserialize("8:05") == 485
    assert field._serialize(485, None, None) == "08:05"


@pytest.mark.parametrize("typed", ["24:00", "8", "8:60", "8:5", 480, "-1:00"])
def test_what_is_no_hour_is_told_how_to_write_one(typed):
    assert refusal(fields.Clock(), typed) == "Escriba la hora como 08:00, en 24 horas."


@pytest.mark.parametrize("typed", ["chief", "Jefatura", " jefatura "])
def test_a_choice_is_known_by_its_code_or_its_label(typed):
    assert fields.Choice(Role).deserialize(typed) is Role.CHIEF


@pytest.mark.parametrize("typed", ["boss", 3, [], ""])
def test_a_wrong_choice_is_told_the_labels(typed):
    labels = "Oficina regional, Establecimiento de medio libre"
    assert refusal(fields.Choice(OfficeKind), typed) == f"Elija una de estas opciones: {labels}."


def test_codes_are_a_tuple_without_repetitions():
    loaded = fields.Codes(Skill).deserialize(["sewing", "Costura", "cooking"])

    assert loaded == (Skill.SEWING, Skill.COOKING)


def test_yes_may_be_said_in_spanish():
    assert fields.YesNo().deserialize("sí") is True


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2010007097", "El RUC tiene 10 dígitos. Escriba los 11 de su ficha RUC."),
        ("20100070971", "El último dígito no corresponde a este RUC. Compárelo con su ficha RUC."),
        ("99100070970", "Un RUC empieza con 10, 15, 17 o 20. Escriba los 11 dígitos de su ficha RUC."),
        ("2010007097A", "El RUC lleva solo dígitos. Escriba los 11 de su ficha RUC."),
    ],
)
def test_a_wrong_ruc_is_told_what_is_wrong(typed, words):
    assert refusal(fields.Ruc(), typed) == words


def test_a_ruc_may_be_typed_with_spaces():
    assert fields.Ruc().deserialize("20 10007097 0") == "20100070970"


def test_a_document_is_judged_by_its_kind():
    number = fields.DocumentNumber().deserialize("ab 123456")

    assert fields.document_problem({"document_kind": DocumentKind.PASSPORT, "document_number": number}) is None
    assert "8 dígitos" in fields.document_problem({"document_kind": DocumentKind.DNI, "document_number": number})


def test_a_ubigeo_must_exist():
    assert fields.Ubigeo().deserialize("150122") == "150122"
    assert "No existe un distrito" in refusal(fields.Ubigeo(), "999999")


def test_a_case_number_is_told_in_its_canonical_form():
    assert fields.CaseNumber().deserialize("516–2016–0–0301–jr–pe–3") == "00516-2016-0-0301-JR-PE-03"
    assert "no está completo" in refusal(fields.CaseNumber(), "516-2016")


@pytest.mark.parametrize("typed", ["951 234 567", "051-321456", "+51 951234567", "(01) 4567890 anexo 12"])
def test_telephones_are_taken_as_people_write_them(typed):
    assert fields.Phone().deserialize(typed) == typed


def test_a_telephone_without_digits_is_refused():
    assert "de 6 a 15 dígitos" in refusal(fields.Phone(), "no tiene")


def test_an_address_without_domain_is_refused():
    assert refusal(fields.Email(), "rosa@") == "El correo no está completo. Escríbalo como nombre@ejemplo.pe."


def test_a_position_with_swapped_degrees_is_refused():
    assert fields.Latitude().deserialize("-12.05") == -12.05
    assert "cambiada por la longitud" in refusal(fields.Latitude(), -77.04)
    assert "cambiada por la latitud" in refusal(fields.Longitude(), -12.05)

"""The fields that schemas are made of: identifiers here, general ones from `basics`, closed lists from `choices`."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate
from stdnum import exceptions as stdnum
from stdnum.pe import ruc

from registry.reference.courts import MalformedCaseNumber, parse_case_number
from registry.reference.geography import EAST, NORTH, SOUTH, WEST
from registry.reference.places import district_label, is_known_ubigeo
from registry.schemas.basics import Clock, Day, Decimal, HalfDay, Key, Secret, Text, Whole, YesNo, refuse, words
from registry.schemas.choices import Choice, Codes, Label, Part, Rows
from registry.vocabulary.people import DocumentKind

__all__ = [
    "Area",
    "CaseNumber",
    "Choice",
    "Clock",
    "Codes",
    "Day",
    "Decimal",
    "DistrictName",
    "DocumentNumber",
    "Email",
    "HalfDay",
    "Key",
    "Label",
    "Latitude",
    "Longitude",
    "Part",
    "Phone",
    "Rows",
    "Ruc",
    "Secret",
    "Text",
    "Ubigeo",
    "Whole",
    "YesNo",
    "document_problem",
    "refuse",
]

DNI = re.compile(r"[0-9]{8}")
PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.,-]{4,30}(?: ?(?:anexo|anx\.?|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)
SEPARATORS = re.compile(r"[ .\-]")

#: What each document looks like, and how to say so.
DOCUMENT_FORMS = {
    DocumentKind.DNI: (DNI, "El DNI tiene 8 dígitos. Escríbalos sin el dígito verificador."),
    DocumentKind.FOREIGNER_CARD: (
        re.compile(r"[0-9]{9,12}"),
        "El carné de extranjería tiene de 9 a 12 dígitos. Escríbalos sin espacios.",
    ),
    DocumentKind.TEMPORARY_PERMIT: (
        re.compile(r"[A-Z0-9]{7,15}"),
        "El permiso temporal tiene de 7 a 15 letras o dígitos. Escríbalos como figuran en él.",
    ),
    DocumentKind.PASSPORT: (
        re.compile(r"[A-Z0-9]{5,15}"),
        "El pasaporte tiene de 5 a 15 letras o dígitos. Escríbalos como figuran en él.",
    ),
}


class DocumentNumber(Text):
    """The number of an identity document; `document_problem` judges it together with its kind."""

    def __init__(self, **options: Any) -> None:
        super().__init__(20, **options)

    def _clean(self, typed: str) -> str:
        return SEPARATORS.sub("", super()._clean(typed)).upper()


class Ruc(Text):
    """A taxpayer's number with a right check digit."""

    default_error_messages = words(
        length="El RUC tiene {digits} dígitos. Escriba los 11 de su ficha RUC.",
        format="El RUC lleva solo dígitos. Escriba los 11 de su ficha RUC.",
        beginning="Un RUC empieza con 10, 15, 17 o 20. Escriba los 11 dígitos de su ficha RUC.",
        check="El último dígito no corresponde a este RUC. Compárelo con su ficha RUC.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(20, **options)

    def _clean(self, typed: str) -> str:
        number = SEPARATORS.sub("", super()._clean(typed))
        if not number:
            return number
        if not number.isascii() or not number.isdigit():
            raise self.make_error("format")
        try:
            return str(ruc.validate(number))
        except stdnum.InvalidLength:
            raise self.make_error("length", digits=len(number)) from None
        except stdnum.InvalidComponent:
            raise self.make_error("beginning") from None
        except stdnum.InvalidChecksum:
            raise self.make_error("check") from None


class Ubigeo(Text):
    """INEI's code of a district, in force or retired."""

    default_error_messages = words(
        ubigeo="No existe un distrito con este código de ubigeo. Elíjalo de la lista.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(6, **options)

    def _clean(self, typed: str) -> str:
        code = super()._clean(typed)
        if code and not is_known_ubigeo(code):
            raise self.make_error("ubigeo")
        return code


class Area(Text):
    """First digits of a ubigeo, by which lists are narrowed."""

    def __init__(self, **options: Any) -> None:
        told = {"description": "Primeros dígitos: departamento, provincia o distrito"}
        super().__init__(6, load_default="", metadata=told, **options)


class DistrictName(fields.String):
    """District, province and department of the ubigeo held by *attribute*; only shown."""

    def __init__(self, attribute: str = "ubigeo") -> None:
        super().__init__(attribute=attribute, dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else district_label(value)


class CaseNumber(Text):
    """The number of a court file, told in its canonical form."""

    default_error_messages = words(
        case_number="El número de expediente no está completo. Escríbalo como 00516-2016-0-0301-JR-PE-03.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(40, **options)

    def _clean(self, typed: str) -> str:
        text = super()._clean(typed)
        try:
            return str(parse_case_number(text)) if text else text
        except MalformedCaseNumber:
            raise self.make_error("case_number") from None


class Phone(Text):
    """One telephone number, with its extension if it has one."""

    default_error_messages = words(
        phone="El teléfono lleva de 6 a 15 dígitos. Escríbalo como 951 234 567 o 051 321456.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(40, **options)

    def _clean(self, typed: str) -> str:
        text = super()._clean(typed)
        if text and not PHONE.fullmatch(text):
            raise self.make_error("phone")
        return text


class Email(Text):
    """One e-mail address."""

    default_error_messages = words(
        email="El correo no está completo. Escríbalo como nombre@ejemplo.pe.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(120, **options)
        self.is_address = validate.Email(error=str(self.error_messages["email"]))

    def _clean(self, typed: str) -> str:
        text = super()._clean(typed)
        if text:
            self.is_address(text)
        return text


class Latitude(Decimal):
    """Degrees north, within Peru's box: always negative or nil."""

    def __init__(self, **options: Any) -> None:
        words = f"La latitud está entre {SOUTH} y {NORTH}. Revise que no esté cambiada por la longitud."
        super().__init__(validate=validate.Range(SOUTH, NORTH, error=words), **options)


class Longitude(Decimal):
    """Degrees east, within Peru's box: always negative."""

    def __init__(self, **options: Any) -> None:
        words = f"La longitud está entre {WEST} y {EAST}. Revise que no esté cambiada por la latitud."
        super().__init__(validate=validate.Range(WEST, EAST, error=words), **options)


def document_problem(loaded: Mapping[str, Any]) -> str | None:
    """Words for a number that a document of its kind cannot have; None when it can.

    Looks at `document_kind` and `document_number` of what a schema loaded.
    """
    form, words = DOCUMENT_FORMS[loaded["document_kind"]]
    return None if form.fullmatch(loaded["document_number"]) else words

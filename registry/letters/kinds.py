"""The kinds of letter that exist, and how they are numbered."""

from dataclasses import dataclass

from registry.letters.content import NotificationToPerson, PresentationToUnit
from registry.letters.errors import UnknownKind


@dataclass(frozen=True)
class Kind:
    """One kind of letter; its template is named after it."""

    name: str
    heading: str
    """The noun before the number."""
    subject: str
    content: type


KINDS = {
    kind.name: kind
    for kind in (
        Kind("presentation_to_unit", "OFICIO", "Presentación de una persona asignada", PresentationToUnit),
        Kind("notification_to_person", "NOTIFICACIÓN", "Lugar y horario de su servicio", NotificationToPerson),
    )
}


def get_kind(name: str) -> Kind:
    """Look a kind up by its name.

    Raises:
        UnknownKind: No kind has this name.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def document_number(sequence: int, year: int, office_code: str) -> str:
    """Write a yearly number of an office: ``000123-2026-EML JULIACA``."""
    return f"{sequence:06d}-{year}-{office_code}"


def document_title(kind: str, number: str) -> str:
    """Write the heading of a letter: ``OFICIO N.º 000123-2026-EML JULIACA``.

    Raises:
        UnknownKind: No kind has this name.
    """
    return f"{get_kind(kind).heading} N.º {number}"

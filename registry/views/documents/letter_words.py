"""How letters are called on pages: the kind, and the month where it tells of one."""

from registry.reference.months import parse_month
from registry.views.formats.dates import month_text
from registry.vocabulary.placements import LetterKind

#: Letters to which the officer may add words.
WITH_WORDS = (
    LetterKind.WRITTEN_WARNING,
    LetterKind.EXPLANATION_REQUEST,
    LetterKind.MONTHLY_REPORT,
    LetterKind.BREACH_REPORT,
    LetterKind.COMPLETION_REPORT,
)
#: To whom each letter goes.
READERS = {
    LetterKind.PRESENTATION_TO_UNIT: "la unidad",
    LetterKind.NOTIFICATION_TO_PERSON: "la persona",
    LetterKind.CHANGE_TO_UNIT: "la unidad",
    LetterKind.CHANGE_TO_PERSON: "la persona",
    LetterKind.WRITTEN_WARNING: "la persona",
    LetterKind.EXPLANATION_REQUEST: "la persona",
    LetterKind.MONTHLY_REPORT: "el juzgado",
    LetterKind.BREACH_REPORT: "el juzgado",
    LetterKind.COMPLETION_REPORT: "el juzgado",
    LetterKind.UNIT_CONSTANCY: "el juzgado, firmada por la unidad",
    LetterKind.JORNADAS_CERTIFICATE: "la persona",
}


def letter_name(kind: LetterKind, period: str) -> str:
    """What a letter is, with its month: «Informe mensual al juez, octubre de 2026»."""
    month = parse_month(period) if kind is LetterKind.MONTHLY_REPORT else None
    return f"{kind.label}, {month_text(month)}" if month else str(kind.label)

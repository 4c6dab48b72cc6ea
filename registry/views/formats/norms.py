"""Figures of the law as pages tell them: with their article, and whether they are to be confirmed."""

from datetime import date

from registry.norms import NormStatus, norm_at
from registry.views.formats.numbers import plural


def legal_term(code: str, on: date) -> str:
    """Tell the term of business days in force on a day: «10 días hábiles (art. 255 RCEP, por confirmar)»."""
    norm = norm_at(code, on)
    doubt = ", por confirmar" if norm.status is NormStatus.TO_CONFIRM else ""
    return f"{plural(norm.value, 'día hábil', 'días hábiles')} ({norm.article}{doubt})"

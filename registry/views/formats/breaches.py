"""Norms and alerts of breach in the words of an officer's page."""

from registry.norms import Norm
from registry.views.formats.numbers import number

NORMS = {
    "consecutive_absences": "{value} días consecutivos de inasistencia injustificada",
    "alternate_absences": "{value} días alternados de inasistencia injustificada en un mes",
    "resistance_repeats": "{value} hechos después de una advertencia escrita",
    "abandonment_term": "{value} meses sin asistir",
}


def norm_text(norm: Norm) -> str:
    """What a norm of breach says: «2 días consecutivos de inasistencia injustificada (art. 267 RCEP)»."""
    return f"{NORMS[norm.code].format(value=number(norm.value))} ({norm.article})"

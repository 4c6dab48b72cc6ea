"""What an inspection visit asks, and its answers as the file's page tells them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.views.formats.dates import date_text

#: Questions of the visit's form, beside its words.
VISITED = {
    "is_accessible": "Se llega y se entra sin riesgo",
    "has_supervisor": "Hay una persona que supervisa en el horario ofrecido",
    "is_safe": "El ambiente de trabajo es seguro",
    "has_services": "Hay agua y servicios higiénicos",
}


def visit_sentences(facts: Mapping[str, Any]) -> Sequence[str]:
    """When the visit was, who received it, and each answer of its form."""
    told = []
    if facts.get("visited_on"):
        told.append(f"Visita del {date_text(date.fromisoformat(facts['visited_on']))}.")
    if facts.get("received_by"):
        told.append(f"Recibió {facts['received_by']}.")
    answers = {"yes": "sí", "no": "no"}
    return told + [f"{label}: {answers[facts[name]]}." for name, label in VISITED.items() if facts.get(name) in answers]

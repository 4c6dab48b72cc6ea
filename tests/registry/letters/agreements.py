"""A valid content of an agreement, of which a test changes only what it is about."""

from typing import Any

from tests.registry.letters.cases import LETTERHEAD


def agreement(**changes: Any) -> dict[str, Any]:
    """An agreement with a company about an activity."""
    own = {
        "agreement_number": "014-2026",
        "about": "productive_work",
        "title": "Taller de confección en el establecimiento penitenciario de Juliaca",
        "purpose": "Instalar y operar un taller de confección textil que dé trabajo y capacitación a personas privadas"
        " de libertad.",
        "party": {
            "name": "Confecciones del Altiplano S. A. C.",
            "ruc": "20448123456",
            "address": "Jr. Apurímac 512",
            "district": "Juliaca, San Román, Puno",
            "representative": {"name": "Elena Mamani Quispe", "post": "Gerenta general"},
        },
        "starts_on": "2026-10-01",
        "ends_on": "2028-09-30",
        "renews": None,
        "operator_obligations": [
            {"words": "Poner a disposición un área de 120 m².", "due_on": "2026-10-15"},
            {"words": "Garantizar la seguridad del taller.", "due_on": None},
        ],
        "institution_obligations": [
            {"words": "Dar trabajo a 12 personas.", "due_on": None},
            {"words": "Capacitar durante 40 horas a cada una.", "due_on": "2026-12-31"},
        ],
        "clauses": ["La energía eléctrica del taller la paga la empresa según medidor propio."],
        "annexes": ["Plan de trabajo inicial", "Inventario de máquinas"],
    }
    return LETTERHEAD | own | changes


SAMPLES = {"agreement": agreement}

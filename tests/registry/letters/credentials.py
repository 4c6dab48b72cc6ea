"""A valid content of a credential, of which a test changes only what it is about."""

from typing import Any

from tests.registry.letters.cases import LETTERHEAD


def credential(**changes: Any) -> dict[str, Any]:
    """An agent's card for a prison in Puno."""
    own = {
        "bearer": {"name": "Marta Ccori Huanca", "document_number": "40112233", "post": "Agente pastoral"},
        "group": "Prelatura de Ayaviri",
        "prison": {"name": "E. P. Juliaca", "district": "Juliaca, San Román, Puno"},
        "valid_from": "2026-10-01",
        "valid_to": "2027-09-30",
        "legal_basis": ["Artículo 6 del Reglamento de la Ley de Libertad Religiosa (DS 006-2016-JUS)"],
    }
    return LETTERHEAD | own | changes


SAMPLES = {"pastoral_credential": credential}

"""Valid contents of the documents of a case file, of which a test changes only what it is about."""

from typing import Any

from tests.registry.letters.samples import COMMON

LETTERHEAD = {
    name: COMMON[name]
    for name in (
        "is_demonstration",
        "operator",
        "year_name",
        "office",
        "number",
        "issued_on",
        "signatory",
        "contact",
        "verification",
    )
}
CASE: dict[str, Any] = LETTERHEAD | {
    "case_file": {
        "number": "EXP-2026-000412",
        "procedure": "Inscripción de unidad beneficiaria privada",
        "filed_on": "2026-08-24",
    },
    "applicant": {
        "name": "Asociación Hogar San José de Juliaca",
        "ruc": "20448123456",
        "representative": "Elena Mamani Quispe, presidenta",
        "address": "Jr. Apurímac 512, Juliaca",
    },
    "legal_basis": ["art. 34.2 CP", "arts. 243-249 RCEP"],
    "follow_url": "https://reinserta.ejemplo.pe/seguir",
    "means": "email",
}


def filing_receipt(**changes: Any) -> dict[str, Any]:
    """A receipt."""
    own = {
        "presented": ["Estatutos o partida registral", "Fotografía de la sede"],
        "declared": ["Declaración de que el servicio será gratuito"],
        "deciding": {"business_days": 30, "due_on": "2026-10-06", "deemed": "approved", "is_confirmed": False},
        "authority": COMMON["signatory"],
    }
    return CASE | own | changes


def observation_notice(**changes: Any) -> dict[str, Any]:
    """A notice of observations."""
    own = {
        "observations": [
            {"requirement": "Estatutos o partida registral", "remark": "Falta la página 3, donde consta el fin."},
            {"requirement": "Fotografía de la sede", "remark": "No se ve la entrada. Tome otra desde la calle."},
        ],
        "words": None,
        "cure": {"business_days": 2, "due_on": "2026-09-09"},
        "cure_basis": "LPAG, art. 125.1",
    }
    return CASE | own | changes


def resolution(**changes: Any) -> dict[str, Any]:
    """A resolution that approves."""
    own = {
        "outcome": "approved",
        "seen": [
            "La solicitud del lunes 24 de agosto de 2026 y los documentos que la acompañan.",
            "La visita de inspección del 2 de setiembre de 2026.",
        ],
        "grounds": "La institución tiene fin social y ofrece tareas específicas con responsable.",
        "decided": [
            "Inscribir a Asociación Hogar San José de Juliaca como unidad beneficiaria por dos años.",
            "Registrar su sede «Hogar San José», con 6 plazas.",
        ],
        "appeal": {"business_days": 15, "due_on": "2026-09-28"},
    }
    return CASE | own | changes


SAMPLES = {
    "filing_receipt": filing_receipt,
    "observation_notice": observation_notice,
    "resolution": resolution,
}

"""Valid contents of the papers about work in prison, of which a test changes only what it is about."""

from typing import Any

from tests.registry.letters.cases import LETTERHEAD

PERSON = {"name": "Rosa Quispe Mamani", "document_type": "DNI", "document_number": "40112233"}
SEGMENT = {
    "first": "2026-03-02",
    "last": "2026-03-06",
    "days_worked": 5,
    "ratio": 4,
    "why": None,
    "norm": "art. 49 CEP",
}
REDEEMED = {
    "rules": 1,
    "heads": {"entries": 5, "stages": 1, "authorised": 0, "file_sha256": "0" * 64},
    "as_of": "2026-03-31",
    "days_worked": 8,
    "days_redeemed": 1,
    "minutes_over": 120,
    "segments": [
        SEGMENT,
        SEGMENT | {"first": "2026-03-09", "last": "2026-03-11", "days_worked": 3, "ratio": 0, "why": "to_review"},
    ],
    "months": [{"month": "2026-03", "days": 9, "minutes": 2220}],
}


def redemption_certificate(**changes: Any) -> dict[str, Any]:
    """Eight days in maximum security, three of which nobody can reckon yet."""
    own = {
        "person": PERSON,
        "prison": "E. P. Juliaca",
        "inscribed_on": "2026-01-05",
        "folio": "118",
        "redemption": REDEEMED,
        "legal_basis": ["arts. 49 a 51 y 75 CEP"],
    }
    return LETTERHEAD | own | changes


def work_certificate(**changes: Any) -> dict[str, Any]:
    """Half a year of sewing."""
    job = {
        "employer": "Confecciones del Sur S.A.C.",
        "trade": "Costura",
        "first_on": "2026-01-05",
        "last_on": "2026-06-30",
        "minutes": 57_600,
    }
    return LETTERHEAD | {"person": PERSON, "jobs": [job]} | changes


SAMPLES = {"redemption_certificate": redemption_certificate, "work_certificate": work_certificate}

"""What programs send about case files: every step of a form, and what the office says of a file."""

from typing import Any

from tests.factories.procedures import example_answers

WORDS = {"words": "Motivo suficiente"}
VISIT = {"visited_on": "2026-06-01", "received_by": "Julia Apaza", "is_favourable": True, "words": "Local adecuado"}
CLOSURE = {"day": "2026-06-02", "decree": "DS 001-2026-PCM"}
SETTING = {
    "procedure": "public_unit",
    "detail": "term",
    "value": "30",
    "source": "TUPA",
    "valid_from": "2026-01-01",
}
UPLOAD = {"requirement": "appointment", "key": "clave-1", "file_name": "acta.pdf", "size_bytes": 99}


def written_answers() -> dict[str, Any]:
    """Answers to every step as programs write them: hours as a clock shows them."""
    given = example_answers()
    for shift in given["vacancies"]["vacancies"][0]["shifts"]:
        shift |= {"start": _clock(shift.pop("start_minute")), "end": _clock(shift.pop("end_minute"))}
    return given


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


#: By how the address ends.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(("PUT", f"/steps/{step}", answers) for step, answers in written_answers().items()),
    ("POST", "/own-case-files", {"procedure": "unit_renewal", "key": "matriz"}),
    ("POST", "case_file_id>/uploads", UPLOAD),
    ("POST", "case_file_id>/assignment", {"officer_id": 1}),
    ("PUT", "case_file_id>/checks/<string(maxlength=40):requirement>", {"state": "met"}),
    ("POST", "case_file_id>/observation", WORDS),
    ("POST", "case_file_id>/visit", VISIT),
    ("POST", "case_file_id>/opinion", {"kind": "legal", "is_favourable": True, **WORDS}),
    ("POST", "case_file_id>/notes", WORDS),
    ("POST", "case_file_id>/approval", {**WORDS, "valid_to": "2030-12-31"}),
    ("POST", "case_file_id>/denial", WORDS),
    ("POST", "/case-assignments", {"officer_id": 1, "case_files": [{"id": 1, "version": 1}]}),
    ("POST", "notice_id>/receipt", {"on": "2026-06-01", "proof": "Julia Apaza"}),
    ("POST", "/procedure-settings", SETTING),
    ("POST", "/closed-days", CLOSURE),
    ("POST", "/closed-days/effects", CLOSURE),
)

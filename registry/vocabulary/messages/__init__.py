"""Words for every refusal: what happened, then what to do. One file a topic; keys are the errors' codes."""

from collections.abc import Mapping
from typing import Any

from registry.vocabulary.messages import (
    accounts,
    agreements,
    applications,
    attendance,
    audit,
    breaches,
    deciding,
    documents,
    general,
    inmates,
    institutions,
    people,
    placements,
    procedures,
    redemption,
    religious,
    rounds,
    settings,
    work_rounds,
    workshops,
)

MESSAGES: dict[str, str] = {
    **general.MESSAGES,
    **accounts.MESSAGES,
    **audit.MESSAGES,
    **institutions.MESSAGES,
    **agreements.MESSAGES,
    **people.MESSAGES,
    **placements.MESSAGES,
    **attendance.MESSAGES,
    **breaches.MESSAGES,
    **procedures.MESSAGES,
    **deciding.MESSAGES,
    **religious.MESSAGES,
    **inmates.MESSAGES,
    **redemption.MESSAGES,
    **applications.MESSAGES,
    **rounds.MESSAGES,
    **documents.MESSAGES,
    **settings.MESSAGES,
    **work_rounds.MESSAGES,
    **workshops.MESSAGES,
}


def message(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """Tell a refusal in Spanish; a code without words is told as a general failure, never as itself."""
    words = MESSAGES.get(code) or MESSAGES["domain_error"]
    return words.format_map(_Facts(facts or {}))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"

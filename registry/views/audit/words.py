"""Who acted, as the oversight pages tell it."""

from typing import Any

from registry.extensions.actor import SYSTEM


def who(entry: Any) -> str:
    """Name and post; the registry's own work has no person behind it."""
    if entry.actor == SYSTEM.name:
        return "El sistema"
    return ", ".join(part for part in (entry.actor, entry.post) if part)

"""One-button acts on a record: done, or refused with a message that stays on the record's page."""

from collections.abc import Callable

from flask import flash

from registry.errors import StaleVersion, WrongState
from registry.vocabulary.messages import message

CHANGED_MEANWHILE = "Otra persona guardó cambios antes. Revise lo que ahora está guardado y repita su acción."


def act(take: Callable[[], object]) -> bool:
    """Take the act; where the record changed meanwhile, say so and let the officer look again."""
    try:
        take()
    except StaleVersion:
        flash(CHANGED_MEANWHILE, "warning")
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "warning")
    else:
        return True
    return False

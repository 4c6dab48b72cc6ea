"""Steps over the version that a page showed."""

from collections.abc import Callable

from registry.errors import StaleVersion
from registry.schemas.forms import WHOLE_FORM
from registry.views.filling import Errors, saved
from registry.views.institutions.acting import CHANGED_MEANWHILE


def taken(take: Callable[[], object]) -> Errors:
    """Take a step; what was refused, a rival's save included."""
    try:
        return saved(take)[1]
    except StaleVersion:
        return {WHOLE_FORM: [CHANGED_MEANWHILE]}

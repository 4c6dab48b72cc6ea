"""What can go wrong, as facts: a code and its values, no HTTP and no Spanish.

`vocabulary.messages` holds the words; `views.error_pages` and `api.problems` choose the status.
"""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """A refusal with a *code* that has words in `vocabulary.messages`, and the facts these words need."""

    code = "domain_error"

    def __init__(self, code: str | None = None, **facts: Any) -> None:
        self.code = code or type(self).code
        self.facts = facts
        super().__init__(f"{self.code} {facts}" if facts else self.code)


class NotFound(DomainError):
    """Nothing with this key, or nothing that this actor may see: the two are told alike."""

    code = "not_found"


class NotAllowed(DomainError):
    """The actor's role does not include this act."""

    code = "not_allowed"


class WrongState(DomainError):
    """The thing exists, but its present state does not admit the act."""

    code = "wrong_state"


class StaleVersion(DomainError):
    """Somebody saved the record after the actor read it."""

    code = "stale_version"


class PlaceTaken(DomainError):
    """A shift of the vacancy, or the vacancy itself, has no free place left."""

    code = "place_taken"


class InvalidFields(DomainError):
    """One or more fields break a rule of the registry.

    `problems` maps a field's name to the refusal of its value: (code, facts).
    """

    code = "invalid_fields"

    def __init__(self, problems: Mapping[str, tuple[str, Mapping[str, Any]]]) -> None:
        super().__init__(fields=sorted(problems))
        self.problems = dict(problems)


class Busy(DomainError):
    """Others hold what the act needs; nothing was done, and the same act may succeed in a moment."""

    code = "busy"


class UnsafeSettings(DomainError):
    """The environment's settings would endanger what the registry keeps; the process does not start."""

    code = "unsafe_settings"


class SignInRefused(DomainError):
    """Wrong name or password, an inactive account, or too many tries."""

    code = "sign_in_refused"

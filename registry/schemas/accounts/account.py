"""An account as whoever manages it writes it down."""

from collections.abc import Mapping
from typing import Any

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import words
from registry.schemas.fields import Choice, Email, Key, Label, Text, Whole
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.spelling import fold

KINDS = {fold(kind.label): kind for kind in ScopeKind}


class Given(Text):
    """What an account was given, a line each: «Institución 12», «Región lima», «Todo el país»."""

    default_error_messages = words(
        kind="No entendemos «{line}». Empiece cada línea con una de estas palabras: {kinds}.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(1000, lines=True, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        return tuple(self._scope(line) for line in text.split("\n") if line.strip())

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return "\n".join(f"{scope.kind.label} {scope.key}".strip() for scope in value)

    def _scope(self, line: str) -> tuple[ScopeKind, str]:
        folded = fold(line)
        for label, kind in sorted(KINDS.items(), key=lambda entry: len(entry[0]), reverse=True):
            if folded == label or folded.startswith(f"{label} "):
                return kind, line.strip()[len(label) :].strip()
        raise self.make_error("kind", line=line, kinds=", ".join(kind.label for kind in ScopeKind))


class AccountInput(InputSchema):
    """What a manager may correct."""

    full_name = Text(120, required=True)
    email = Email(required=True)
    post = Text(120, required=True)
    role = Choice(Role, required=True)
    office_id = Key(load_default=None)
    scopes = Given(load_default=())


class InvitationInput(AccountInput):
    """Whom a manager invites."""

    username = Text(60, shortest=3, required=True)


class AccountOutput(OutputSchema):
    """An account as its form shows it."""

    id = Key()
    version = Whole()
    username = Text()
    full_name = Text()
    email = Text()
    post = Text()
    role = Choice(Role)
    role_label = Label("role")
    office_id = Key()
    scopes = Given()

"""Pastoral agents and their credentials."""

from typing import Any

from marshmallow import fields, validate

from registry.extensions.clock import today
from registry.reference.prisons import UnknownPrison, get_prison
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.documents.document import DocumentOutput
from registry.schemas.fields import Day, DocumentNumber, Key, Part, Text, Whole, YesNo
from registry.schemas.paging import PageQuery
from registry.vocabulary.religious import CredentialState

MOST_SIGNED = 200


class PrisonCode(Text):
    """Code of a prison in the reference tables."""

    default_error_messages = words(prison="No existe un establecimiento con este código. Elíjalo de la lista.")

    def __init__(self, **options: Any) -> None:
        super().__init__(32, **options)

    def _clean(self, typed: str) -> str:
        code = super()._clean(typed)
        if code and not prison_name(code):
            raise self.make_error("prison")
        return code


class PrisonName(fields.String):
    """Name of the prison held by *attribute*; only shown."""

    def __init__(self, attribute: str = "prison") -> None:
        super().__init__(attribute=attribute, dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return prison_name(value) or str(value)


class PrisonCodes(Spanish, fields.List):  # type: ignore[type-arg]  # its codes are texts
    """Prisons, each once."""

    default_error_messages = words(invalid="Envíe una lista de códigos de establecimientos.")

    def __init__(self, **options: Any) -> None:
        super().__init__(PrisonCode(), post_load=distinct, **options)


class Keys(Spanish, fields.List):  # type: ignore[type-arg]  # its keys are numbers
    """Numbers of records, each once."""

    default_error_messages = words(invalid="Envíe una lista de números.")

    def __init__(self, **options: Any) -> None:
        super().__init__(Key(), post_load=distinct, **options)


class AgentInput(InputSchema):
    """An agent, and the prisons for which a credential is asked."""

    full_name = Text(120, required=True)
    document_number = DocumentNumber(required=True)
    post = Text(120, required=True)
    prisons = PrisonCodes(load_default=())


class AgentChangeInput(AgentInput):
    """An agent corrected; credentials are asked for apart."""

    class Meta:
        exclude = ("prisons",)


class PrisonsInput(InputSchema):
    """For which prisons a credential is asked."""

    prisons = PrisonCodes(required=True, error_messages={"required": "Elija al menos un establecimiento."})


class SigningInput(InputSchema):
    """Which credentials are signed."""

    credential_ids = Keys(
        required=True,
        validate=validate.Length(1, MOST_SIGNED, error=f"Elija de 1 a {MOST_SIGNED} credenciales."),
        error_messages={"required": "Elija al menos una credencial."},
    )


class CredentialQuery(PageQuery):
    """Which page of the credentials that wait."""


class CredentialStateToday(fields.String):
    """Where a credential stands today, its dates considered: the code, or its Spanish words."""

    _CHECK_ATTRIBUTE = False

    def __init__(self, *, is_label: bool = False) -> None:
        self.is_label = is_label
        super().__init__(dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        state: CredentialState = obj.state_on(today())
        return state.label if self.is_label else state.value


class CredentialOutput(OutputSchema):
    """A credential; without a day of signature it opens no door yet."""

    id = Key()
    version = Whole()
    agent_id = Key()
    prison = Text()
    prison_name = PrisonName()
    state = CredentialStateToday()
    state_label = CredentialStateToday(is_label=True)
    valid_from = Day()
    valid_to = Day()
    signed_on = Day(allow_none=True)
    reason = Text()


class AgentNameOutput(OutputSchema):
    """An agent in short."""

    id = Key()
    institution_id = Key()
    full_name = Text()
    post = Text()


class WaitingCredentialOutput(CredentialOutput):
    """A credential that waits to be signed, with its agent."""

    agent = Part(AgentNameOutput)


class AgentOutput(AgentNameOutput):
    """An agent as their group and the registry see them."""

    version = Whole()
    document_number = Text()
    is_active = YesNo()
    credentials = Part(CredentialOutput, many=True)


class SignedOutput(OutputSchema):
    """One credential of many that were signed; without a document it was refused."""

    credential_id = Key()
    agent = Text()
    prison = Text()
    document = Part(DocumentOutput, only=("id", "number", "issued_on"), allow_none=True)


def prison_name(code: str) -> str:
    """Name of the prison with a code; empty where there is none."""
    try:
        return get_prison(code).name
    except UnknownPrison:
        return ""

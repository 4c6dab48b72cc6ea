"""An agreement between the operator and an institution."""

from typing import Any

from marshmallow import fields, validate

from registry.extensions.clock import today
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.fields import Choice, Day, Key, Label, Part, Rows, Text, Whole
from registry.schemas.paging import SearchQuery
from registry.vocabulary.agreements import AgreementKind, AgreementState, Side, TerminationCause

MOST_PARTS = 40
NO_OBLIGATIONS = "Faltan las obligaciones. Escriba al menos una de cada parte."


class ObligationInput(InputSchema):
    """What a side owes; *position* only names the row."""

    position = Whole(load_default=0)
    side = Choice(Side, required=True)
    words = Text(500, lines=True, required=True)
    due_on = Day(load_default=None, allow_none=True)


class Texts(Spanish, fields.List):  # type: ignore[type-arg]  # texts
    """Texts in their order; in a form, every box of the name."""

    default_error_messages = words(invalid="Envíe una lista de textos.")

    def __init__(self) -> None:
        limits = validate.Length(0, MOST_PARTS, error=f"Deje hasta {MOST_PARTS}.")
        super().__init__(Text(2_000, lines=True), validate=limits, load_default=(), post_load=tuple)


class AgreementInput(InputSchema):
    """An agreement before anybody signs."""

    kind = Choice(AgreementKind, required=True)
    title = Text(200, required=True)
    purpose = Text(2_000, lines=True, required=True)
    counterpart = Text(120, required=True)
    counterpart_post = Text(120, required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    obligations = Rows(
        ObligationInput,
        key="position",
        longest=MOST_PARTS,
        required=True,
        error_messages={"required": NO_OBLIGATIONS},
    )
    clauses = Texts()
    annexes = Texts()


class AgreementRenewalInput(InputSchema):
    """Until when an agreement is prolonged by another."""

    ends_on = Day(required=True)


class SignatureInput(InputSchema):
    """On which day the institution signed; the signed copy goes beside it."""

    signed_on = Day(required=True)


class TerminationInput(InputSchema):
    """Why an agreement ends early, and from which day."""

    cause = Choice(TerminationCause, required=True)
    on_day = Day(required=True)
    words = Text(500, lines=True, required=True)


class FulfilmentInput(InputSchema):
    """When an obligation was met, and how that is known."""

    done_on = Day(required=True)
    proof = Text(300, required=True)


class AgreementQuery(SearchQuery):
    """What a list of agreements is narrowed to."""

    kind = Choice(AgreementKind, load_default=None)
    state = Choice(AgreementState, load_default=None)
    institution_id = Key(load_default=None)


class PublishedQuery(InputSchema):
    """Which quarter's list, and what of it."""

    as_of = Day(load_default=None, metadata={"description": "Último día del trimestre; si falta, el más reciente"})
    kind = Choice(AgreementKind, load_default=None)
    search = Text(80, load_default="", metadata={"description": "Palabras que se buscan, sin importar tildes"})


class AgreementStateToday(fields.String):
    """Where an agreement stands today, its dates considered: the code, or its Spanish words."""

    _CHECK_ATTRIBUTE = False

    def __init__(self, *, is_label: bool = False) -> None:
        self.is_label = is_label
        super().__init__(dump_only=True)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        state: AgreementState = obj.state_on(today())
        return state.label if self.is_label else state.value


class ObligationOutput(OutputSchema):
    """What a side owes, and whether it was done."""

    id = Key()
    side = Choice(Side)
    side_label = Label("side")
    words = Text()
    due_on = Day(allow_none=True)
    done_on = Day(allow_none=True)
    proof = Text()


class AgreementPartyOutput(OutputSchema):
    """The institution of an agreement, in short."""

    id = Key()
    ruc = Text()
    name = Text()


class PublishedAgreementOutput(OutputSchema):
    """An agreement as everybody may read it (RPROD art. 31)."""

    shown_number = Text(data_key="number")
    institution = Part(AgreementPartyOutput, only=("ruc", "name"))
    kind = Choice(AgreementKind)
    kind_label = Label("kind")
    title = Text()
    purpose = Text()
    starts_on = Day()
    ends_on = Day()
    signed_on = Day(allow_none=True)


class AgreementOutput(PublishedAgreementOutput):
    """An agreement as its office and its institution see it."""

    id = Key()
    version = Whole()
    office_id = Key()
    institution = Part(AgreementPartyOutput)
    state = AgreementStateToday()
    state_label = AgreementStateToday(is_label=True)
    case_file_id = Key(allow_none=True)
    renews_id = Key(allow_none=True)
    counterpart = Text()
    counterpart_post = Text()
    clauses = fields.List(fields.String())
    annexes = fields.List(fields.String())
    obligations = Part(ObligationOutput, many=True)
    termination = Choice(TerminationCause, allow_none=True)
    termination_label = Label("termination", allow_none=True)
    terminated_on = Day(allow_none=True)
    termination_words = Text()

"""Inductions: one session, and everybody who was there."""

from marshmallow import fields

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import Decimal, Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.fields import Day, DocumentNumber, Key, Part, Text
from registry.schemas.paging import PageQuery
from registry.schemas.prison_work.application import ApplicantOutput
from registry.schemas.religious.agent import PrisonCode, PrisonName


class DocumentNumbers(Spanish, fields.List):  # type: ignore[type-arg]  # its numbers are texts
    """Numbers of documents, each once."""

    default_error_messages = words(invalid="Envíe una lista de documentos.")

    def __init__(self) -> None:
        super().__init__(
            DocumentNumber(),
            required=True,
            post_load=distinct,
            error_messages={"required": "Escriba quiénes vinieron."},
        )


class SessionInput(InputSchema):
    """One session of induction; those who were there, by document number."""

    given_on = Day(required=True)
    hours = Decimal(required=True)
    given_by = Text(120, required=True)
    documents = DocumentNumbers()


class InductionInput(SessionInput):
    """The same with its prison."""

    prison = PrisonCode(required=True)


class InductionsQuery(PageQuery):
    """Of which prison."""

    prison = PrisonCode(required=True)


class InductionOutput(OutputSchema):
    """An induction as noted."""

    id = Key()
    inmate_id = Key()
    prison = Text()
    prison_name = PrisonName()
    given_on = Day()
    hours = Decimal()
    given_by = Text()
    account_name = Text()


class InductedOutput(OutputSchema):
    """An induction with whom it was given to."""

    induction = Part(InductionOutput)
    inmate = Part(ApplicantOutput)

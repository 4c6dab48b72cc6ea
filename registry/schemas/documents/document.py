"""A numbered document: what its office sees of it, and what anybody with its code is told."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Codes, Day, Key, Label, Text, Whole, YesNo
from registry.vocabulary.documents import LetterFault
from registry.vocabulary.placements import DocumentState, LetterKind


class DocumentOutput(OutputSchema):
    """A document without its bytes."""

    id = Key()
    version = Whole()
    kind = Choice(LetterKind)
    kind_label = Label("kind")
    state = Choice(DocumentState)
    state_label = Label("state")
    placement_id = Key()
    period = Text()
    year = Whole()
    number = Whole()
    issued_on = Day()
    signatory_name = Text()
    signatory_post = Text()
    content_sha256 = Text()
    template_version = Text()


class LetterInput(InputSchema):
    """A letter to be signed: its kind, the month or alert that it tells of, and what the officer adds."""

    kind = Choice(LetterKind, required=True)
    period = Text(20, load_default="")
    words = Text(1000, lines=True, load_default="")


class MonthInput(InputSchema):
    """The month whose missing reports one signature issues."""

    month = Text(7, required=True)


class VerdictOutput(OutputSchema):
    """What checking a document against its hash, its PDF and the ledger found."""

    document_id = Key()
    number = Text()
    holds = YesNo()
    faults = Codes(LetterFault)
    is_overtaken = YesNo()
    is_of_ledger = YesNo()


class VerificationInput(InputSchema):
    """The code printed under a document's QR."""

    code = Text(40, required=True)


class VerificationOutput(OutputSchema):
    """What the public is told of a document; nothing of the person."""

    title = Text()
    office = Text()
    issued_on = Day()
    signatory = Text()
    post = Text()
    state = Choice(DocumentState)
    state_label = Label("state")
    visible_hash = Text()

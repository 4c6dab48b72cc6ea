"""A numbered document: what its office sees of it, and what anybody with its code is told."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text, Whole
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
    year = Whole()
    number = Whole()
    issued_on = Day()
    signatory_name = Text()
    signatory_post = Text()
    content_sha256 = Text()
    template_version = Text()


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

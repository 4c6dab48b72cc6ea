"""Papers handed in: what is said of them, and what the API shows."""

from marshmallow import fields

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Key, Label, Text, Whole
from registry.schemas.keys import Moment
from registry.vocabulary.documents import AttachmentKind, MediaType


class AttachmentInput(InputSchema):
    """What the paper is; the file comes beside it."""

    kind = Choice(AttachmentKind, required=True)


class FileInput(InputSchema):
    """A file by itself; what it is follows from where it is sent."""

    file = fields.Raw(
        required=True,
        metadata={"type": "string", "format": "binary", "description": "PDF, JPEG o PNG de hasta 10 MB"},
        error_messages={"required": "Falta el archivo. Elija uno en PDF, JPEG o PNG."},
    )


class AttachmentOutput(OutputSchema):
    """A paper without its bytes."""

    id = Key()
    institution_id = Key(allow_none=True)
    sentence_id = Key(allow_none=True)
    sheet_id = Key(allow_none=True)
    kind = Choice(AttachmentKind)
    kind_label = Label("kind")
    file_name = Text()
    media_type = Choice(MediaType)
    size_bytes = Whole()
    sha256 = Text()
    added_by_name = Text()
    added_by_post = Text()
    created_at = Moment()
    withdrawn_at = Moment(allow_none=True)
    withdrawal_reason = Text(allow_none=True)

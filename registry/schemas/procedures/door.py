"""What opens a case file without an account, and what its page takes."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Text, Whole


class CaseDoorInput(InputSchema):
    """The number of a file and its code."""

    number = Text(30, required=True)
    code = Text(30, required=True)


class WithdrawalReason(InputSchema):
    """Why a request is given up."""

    reason = Text(1_000, required=True, lines=True)


class UploadStart(InputSchema):
    """A file that is about to come in pieces."""

    key = Text(64, required=True)
    file_name = Text(1_000, required=True)
    size_bytes = Whole(1, required=True)

"""What records are taken out for, and in which form."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Text


class ExportInput(InputSchema):
    """The purpose, which the audit keeps, and the button pressed: `csv` or `xlsx`."""

    purpose = Text(200, shortest=10, required=True)
    formato = Text(4, load_default="csv")

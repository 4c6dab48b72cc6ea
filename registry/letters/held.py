"""Sets what is held on a person as an accessible PDF; it carries no number: it answers one person's request."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

from registry.letters.legibility import PDF_STANDARD, TYPEFACES, embedded_fonts, legible
from registry.letters.rendering import letter_templates

TEMPLATE = "held_on_person.typ"


def render_held(content: Mapping[str, object], *, made_at: datetime, templates: Path | None = None) -> bytes:
    """Set the sections of *content* in their order; texts reach the template as data, so none can act as markup."""
    folder = templates or letter_templates()
    return typst.compile(
        folder / TEMPLATE,
        root=folder,
        format="pdf",
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "content": json.dumps(legible(content), ensure_ascii=False),
            "typefaces": json.dumps(TYPEFACES),
        },
        pdf_standards=PDF_STANDARD,
        timestamp=made_at.replace(microsecond=0),
    )

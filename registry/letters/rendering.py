"""Sets a letter with Typst: the same content always gives the same bytes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import cast

import typst

from registry.config import templates_folder
from registry.letters.canonical import content_sha256, visible_hash
from registry.letters.checking import check_content
from registry.letters.content import Paper
from registry.letters.kinds import document_title, get_kind
from registry.letters.legibility import PDF_STANDARD, TYPEFACES, embedded_fonts, legible
from registry.letters.seal import qr_svg
from registry.letters.words import WORDS

LIMA = timezone(timedelta(hours=-5))
SHARED_TEMPLATES = ("letter.typ", "execution.typ", "case_file.typ")


def render(
    kind: str, content: Mapping[str, object], templates: Path | None = None, *, is_preview: bool = False
) -> bytes:
    """Set *content* as an accessible PDF (PDF/UA-1), dated on its day of issue.

    Texts reach the template as data, so nothing in them can act as markup.
    *templates* is the folder of the ``.typ`` files, by default the product's own.
    A preview says on every page that nobody issued it, and carries no seal.

    Raises:
        UnknownKind: No kind has this name.
        ContentRefused: The content does not have exactly the fields of its kind.
    """
    check_content(kind, content)
    folder = templates or letter_templates()
    return typst.compile(
        folder / f"{kind}.typ",
        root=folder,
        format="pdf",
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(kind, content) | {"is_preview": json.dumps(is_preview)},
        pdf_standards=PDF_STANDARD,
        timestamp=datetime.fromisoformat(str(content["issued_on"])).replace(tzinfo=LIMA),
    )


def template_version(kind: str, templates: Path | None = None) -> str:
    """Digest the template of *kind* with what it shares: it changes when the look or the words do.

    Raises:
        UnknownKind: No kind has this name.
    """
    folder = templates or letter_templates()
    own = folder / f"{get_kind(kind).name}.typ"
    sources = (*(folder / name for name in SHARED_TEMPLATES), own)
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:12]


def letter_templates() -> Path:
    """Folder of the letters' templates, in the wheel as in a checkout."""
    return templates_folder() / "letters"


def _inputs(kind: str, content: Mapping[str, object]) -> dict[str, str]:
    paper = cast(Paper, content)
    return {
        "content": json.dumps(legible(paper), ensure_ascii=False),
        "heading": str(legible(document_title(kind, paper["number"]))),
        "subject": get_kind(kind).subject,
        "typefaces": json.dumps(TYPEFACES),
        "words": json.dumps(WORDS, ensure_ascii=False),
        "sha256": content_sha256(content),
        "visible_hash": visible_hash(content),
        "qr": qr_svg(paper["verification"]["url"]),
    }

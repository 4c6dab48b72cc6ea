"""The papers that institutions of the demonstration bring: each says what it would be, and that it is invented."""

import json
from io import BytesIO
from typing import Literal

import typst
from PIL import Image

from registry.letters.legibility import TYPEFACES, embedded_fonts
from registry.services.documents.uploads import Upload, accept
from registry.vocabulary.procedures import Evidence

#: A page of paper, or one as wide as a photograph; its words come as data.
PAGE = """
#set text(size: 14pt, lang: "es", font: json(bytes(sys.inputs.typefaces)))
#set page(paper: "a4", margin: 2.5cm)
#set page(width: 24cm, height: 18cm, fill: rgb("#b9d3c4")) if sys.inputs.form == "png"
#set document(title: sys.inputs.title)
#text(size: 18pt, weight: "bold", sys.inputs.title)

Documento inventado para la demostración.
""".encode()
PIXELS_PER_INCH = 100.0


def paper_for(evidence: Evidence, title: str) -> Upload:
    """A page or a photograph of this title; each requirement's is another."""
    if evidence is Evidence.PHOTO:
        return accept("sede.jpg", _photographed(title))
    return accept("documento.pdf", _set(title, "pdf"))


def _photographed(title: str) -> bytes:
    taken = BytesIO()
    Image.open(BytesIO(_set(title, "png"))).convert("RGB").save(taken, "JPEG")
    return taken.getvalue()


def _set(title: str, form: Literal["pdf", "png"]) -> bytes:
    """Set a page with the letters' typefaces, so that every accent has its glyph; a PNG is a photograph."""
    return typst.compile(
        PAGE,
        format=form,
        ppi=PIXELS_PER_INCH,
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"title": title, "form": form, "typefaces": json.dumps(TYPEFACES)},
    )

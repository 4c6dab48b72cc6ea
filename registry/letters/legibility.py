"""Text that prints: what no embedded font can show is named instead of dropped."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

import typst

PDF_STANDARD: Final = "ua-1"
TYPEFACES = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
LINE_CHARACTERS = "\n\t"
HIDDEN_CATEGORIES = {"Cc", "Cf", "Co", "Cn", "Cs"}


@cache
def embedded_fonts() -> typst.Fonts:
    """Load the fonts that come with Typst, and none of the machine's: a letter looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False)


def legible(value: object) -> object:
    """Copy *value* with every character that cannot be printed written as its code point: ``[U+1F642]``.

    A strange character in a name must neither stop a letter nor vanish from it.
    Invisible ones, which could reorder the line, are written out too.
    """
    match value:
        case str():
            composed = unicodedata.normalize("NFC", value)
            return "".join(c if is_printable(c) else f"[U+{ord(c):04X}]" for c in composed)
        case Mapping():
            return {name: legible(part) for name, part in value.items()}
        case list() | tuple():
            return [legible(part) for part in value]
        case _:
            return value


def is_printable(character: str) -> bool:
    """Tell whether *character* can stand in an accessible PDF."""
    if (character.isascii() and character.isprintable()) or character in LINE_CHARACTERS:
        return True
    return unicodedata.category(character) not in HIDDEN_CATEGORIES and _has_glyph(character)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    """Ask the typesetter itself (about a millisecond): its accessible output refuses a text without a glyph."""
    source = b'#set document(title: "glyph")\n#set text(font: json(bytes(sys.inputs.typefaces)))\n#sys.inputs.text'
    inputs = {"text": character, "typefaces": json.dumps(TYPEFACES)}
    try:
        typst.compile(source, format="pdf", font_paths=embedded_fonts(), sys_inputs=inputs, pdf_standards=PDF_STANDARD)
    except typst.TypstError:
        return False
    return True

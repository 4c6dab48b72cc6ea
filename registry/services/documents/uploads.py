"""Files that come from outside: taken only as what their bytes are, and without anything that acts.

OWASP ASVS 4.0.3, sections 5.1 and 12. A PDF is kept byte for byte, since it may carry a digital signature; an image is
drawn anew, which leaves behind where and with what it was taken.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from registry.errors import InvalidFields
from registry.vocabulary.documents import MediaType

LARGEST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 300
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4_000
LONGEST_NAME = 80
#: What a PDF may carry beside its pages and would act on who opens it.
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/SubmitForm"}
MOST_OBJECTS = 200_000
UNSAFE_LETTERS = re.compile(r"[^\w .()-]+")
UNREADABLE = (OSError, SyntaxError, ValueError)
TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
#: What the file says with which antivirus programs are tried out (EICAR): whoever sends it wants to know if we look.
VIRUS_TEST = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
SIGNATURES = {b"%PDF-": MediaType.PDF, b"\xff\xd8\xff": MediaType.JPEG, b"\x89PNG\r\n\x1a\n": MediaType.PNG}


@dataclass(frozen=True)
class Upload:
    """A file as the registry keeps it."""

    name: str
    media_type: MediaType
    content: bytes


def accept(name: str, content: bytes) -> Upload:
    """Take a file for what its bytes are.

    Raises:
        InvalidFields: Names the field `file` and what to bring instead.
    """
    if not content:
        _refuse("file_empty")
    require_size(len(content))
    if VIRUS_TEST in content:
        _refuse("file_virus")
    media_type = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)
    if media_type is None:
        raise _refusal("file_type")
    return Upload(clean_name(name, media_type), media_type, _CHECKS[media_type](content))


def require_size(size_bytes: int) -> None:
    """Refuse a file that is larger than any that is kept, before its bytes are sent where the size is known.

    Raises:
        InvalidFields: Names the field `file` and how to make it smaller.
    """
    if size_bytes > LARGEST_BYTES:
        _refuse("file_too_large", megabytes=LARGEST_BYTES // 1024 // 1024)


def clean_name(name: str, media_type: MediaType) -> str:
    """The last part of a name without anything that a system could read otherwise; the ending is the type's."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = unicodedata.normalize("NFC", last).rpartition(".")[0] or last
    plain = UNSAFE_LETTERS.sub(" ", stem).replace(".", " ")
    return f"{' '.join(plain.split())[:LONGEST_NAME].strip() or 'documento'}.{media_type.label}"


def _checked_pdf(content: bytes) -> bytes:
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            _refuse("file_locked")
        if not 1 <= len(reader.pages) <= MOST_PAGES:
            _refuse("file_pages", most=MOST_PAGES)
        is_active = any(name in ACTIVE for name in _names_in(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise _refusal("file_damaged") from error
    if is_active:
        _refuse("file_active")
    return content


def _names_in(reader: PdfReader) -> Iterator[str]:
    """Every key and name of the file's objects, each object looked at once."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            if len(seen) >= MOST_OBJECTS:
                raise ValueError("too many objects")
            seen.add(place)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield from found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found
        elif isinstance(found, str):
            yield found


def _redrawn(image_format: str) -> Callable[[bytes], bytes]:
    def redraw(content: bytes) -> bytes:
        drawn = BytesIO()
        try:
            with Image.open(BytesIO(content), formats=[image_format]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Image.DecompressionBombError
                _upright(image).save(drawn, image_format, quality=85, optimize=True)
        except TOO_MANY_PIXELS as error:
            raise _refusal("file_pixels", megapixels=MOST_PIXELS // 1_000_000) from error
        except UNREADABLE as error:
            raise _refusal("file_damaged") from error
        return drawn.getvalue()

    return redraw


def _upright(image: Image.Image) -> Image.Image:
    """The picture alone, turned as it was meant to be seen and no larger than a page needs."""
    turned = ImageOps.exif_transpose(image)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = turned.convert("RGB" if image.format == "JPEG" else "RGBA")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


_CHECKS: dict[MediaType, Callable[[bytes], bytes]] = {
    MediaType.PDF: _checked_pdf,
    MediaType.JPEG: _redrawn("JPEG"),
    MediaType.PNG: _redrawn("PNG"),
}


def _refuse(code: str, **facts: Any) -> None:
    raise _refusal(code, **facts)


def _refusal(code: str, **facts: Any) -> InvalidFields:
    return InvalidFields({"file": (code, facts)})

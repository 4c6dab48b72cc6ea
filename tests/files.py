"""Files as people send them, and as people should not."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

GPS = "-15.4908, -70.1331"


def plain_pdf(pages: int = 1) -> bytes:
    """A PDF of blank pages."""
    return _written(_blank(pages))


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = _blank(1)
    writer.encrypt("secreta")
    return _written(writer)


def scripted_pdf() -> bytes:
    """A PDF that runs a program when it is opened."""
    return _acting("/JavaScript", "/JS", "app.alert('hola');")


def launching_pdf() -> bytes:
    """A PDF whose page starts another program."""
    return _acting("/Launch", "/F", "cmd.exe")


def carrying_pdf() -> bytes:
    """A PDF with another file inside."""
    writer = _blank(1)
    writer.add_attachment("planilla.exe", b"MZ")
    return _written(writer)


def virus_test() -> bytes:
    """What antivirus programs are tried out with, put together here so that none of them takes this file away."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"-".join((b"EICAR", b"STANDARD", b"ANTIVIRUS", b"TEST", b"FILE!$H+H*"))


def photo(kind: str = "JPEG", place: str = GPS) -> bytes:
    """A photo that tells where it was taken."""
    image, drawn = Image.new("RGB", (40, 30), "green"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = place
    image.save(drawn, kind, exif=exif)
    return drawn.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 × 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def _acting(kind: str, key: str, value: str) -> bytes:
    """A PDF that does something when it is opened."""
    writer = _blank(1)
    action = {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(value)}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return _written(writer)


def _blank(pages: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


def _written(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()

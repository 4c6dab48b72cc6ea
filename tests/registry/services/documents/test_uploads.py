from io import BytesIO

import pytest
from PIL import Image

from registry.errors import InvalidFields
from registry.services.documents.uploads import LARGEST_BYTES, MOST_PAGES, accept
from registry.vocabulary.documents import MediaType
from tests.files import GPS, bomb, carrying_pdf, launching_pdf, locked_pdf, photo, plain_pdf, scripted_pdf, virus_test


def test_a_pdf_is_kept_byte_for_byte() -> None:
    content = plain_pdf()

    upload = accept("Resolución 012.pdf", content)

    assert (upload.name, upload.media_type, upload.content) == ("Resolución 012.pdf", MediaType.PDF, content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_keeps_its_picture_and_forgets_where_it_was_taken(kind: str) -> None:
    upload = accept("sede.jpg", photo(kind))

    with Image.open(BytesIO(upload.content)) as image:
        assert (image.format, image.size, dict(image.getexif())) == (kind, (40, 30), {})
    assert GPS.encode() not in upload.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-" + b"0" * LARGEST_BYTES, "file_too_large"),
        (b"<html><script>alert(1)</script></html>", "file_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_type"),
        (b"<?php system($_GET['c']);", "file_type"),
        (b"GIF89a<script>", "file_type"),
        (b"MZ\x90\x00", "file_type"),
        (b"%PDF-1.7 <html>alert(1)</html>", "file_damaged"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj", "file_damaged"),
        (plain_pdf()[:200], "file_damaged"),
        (plain_pdf(MOST_PAGES + 1), "file_pages"),
        (locked_pdf(), "file_locked"),
        (scripted_pdf(), "file_active"),
        (launching_pdf(), "file_active"),
        (carrying_pdf(), "file_active"),
        (b"\xff\xd8\xff\xe0not a picture", "file_damaged"),
        (photo()[:150], "file_damaged"),
        (bomb(), "file_pixels"),
        (virus_test(), "file_virus"),
        (plain_pdf() + virus_test(), "file_virus"),
        (photo(place=virus_test().decode()), "file_virus"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        accept("documento.pdf", content)

    assert refusal.value.problems["file"][0] == code


def test_what_hides_behind_a_picture_is_left_behind() -> None:
    upload = accept("foto.jpg", photo() + b"<?php system('id'); ?>")

    assert b"php" not in upload.content


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ana\\hoja.exe", "hoja.pdf"),
        ("informe.pdf.php", "informe pdf.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x 1.pdf"),
        ("…", "documento.pdf"),
        ("", "documento.pdf"),
        ("ñ" * 300 + ".pdf", "ñ" * 80 + ".pdf"),
        ("=cmd|'/c calc'!A1.pdf", "c calc A1.pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, kept: str) -> None:
    assert accept(name, plain_pdf()).name == kept

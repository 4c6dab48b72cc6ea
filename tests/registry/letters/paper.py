"""Reads a letter back as its reader, or a screen reader, gets it."""

import io
import re
from typing import Any

from pypdf import PdfReader

from registry.letters import render


def reader_of(kind: str, content: dict[str, Any]) -> PdfReader:
    return PdfReader(io.BytesIO(render(kind, content)))


def text_of(kind: str, content: dict[str, Any]) -> str:
    """The words of all pages, each run of white space as one space."""
    pages = reader_of(kind, content).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))

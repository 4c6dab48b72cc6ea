"""Official documents: plain content in, the bytes of an accessible PDF out."""

from registry.letters.canonical import canonical_json, content_sha256, visible_hash
from registry.letters.checking import check_content
from registry.letters.content import NotificationToPerson, PresentationToUnit
from registry.letters.errors import ContentRefused, Problem, UnknownKind
from registry.letters.kinds import KINDS, Kind, document_number, document_title, get_kind
from registry.letters.rendering import render, template_version

__all__ = [
    "KINDS",
    "ContentRefused",
    "Kind",
    "NotificationToPerson",
    "PresentationToUnit",
    "Problem",
    "UnknownKind",
    "canonical_json",
    "check_content",
    "content_sha256",
    "document_number",
    "document_title",
    "get_kind",
    "render",
    "template_version",
    "visible_hash",
]

"""Names and identity documents of people, never in capitals nor whole in lists."""

import re

from registry.views.formats.numbers import MISSING

PARTICLES = {"de", "del", "la", "las", "los", "y", "e", "da", "do", "dos", "van", "von"}
VISIBLE_DIGITS = 4


def person_name(surnames: str | None, given_names: str | None = "") -> str:
    """Tell a person's name in a list: «Quispe Mamani, Rosa»."""
    parts = [proper_case(part) for part in (surnames, given_names) if part and part.strip()]
    return ", ".join(parts) or MISSING


def full_name(given_names: str | None, surnames: str | None = "") -> str:
    """Tell a person's name in a sentence: «Rosa Quispe Mamani»."""
    parts = [proper_case(part) for part in (given_names, surnames) if part and part.strip()]
    return " ".join(parts) or MISSING


def proper_case(text: str) -> str:
    """Lower a name written wholly in capitals, as the identity register prints it; leave any other as typed."""
    words = text.split()
    if text != text.upper():
        return " ".join(words)
    cased = [_cased(word.lower()) for word in words]
    return " ".join([cased[0][:1].upper() + cased[0][1:], *cased[1:]]) if cased else ""


def masked_dni(dni: str | None) -> str:
    """Tell a document number in a list: «••••4821»."""
    return MISSING if not dni else f"••••{dni[-VISIBLE_DIGITS:]}"


def _cased(word: str) -> str:
    if word in PARTICLES:
        return word
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word)

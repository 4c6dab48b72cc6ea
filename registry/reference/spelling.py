"""Comparison of words regardless of capitals and accents."""

import unicodedata


def fold(text: str) -> str:
    """Lower-case *text* without accents or repeated spaces; ñ becomes n."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())

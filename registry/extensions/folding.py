"""Text without accents or case, so that «Ñahui» is found by «nahui» on every database."""

import unicodedata


def fold(*parts: str) -> str:
    """Join the parts, lowered, stripped of accents and of doubled spaces."""
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().split())

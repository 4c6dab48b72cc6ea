"""Words compared regardless of capitals and accents, so that «Ñahui» is found by «nahui» on every database."""

import unicodedata


def fold(*parts: str) -> str:
    """Join the parts, in lower case, without accents or doubled spaces; ñ becomes n."""
    decomposed = unicodedata.normalize("NFKD", " ".join(parts))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())

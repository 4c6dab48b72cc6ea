"""Secrets that are shown or sent once: the registry keeps only what recognises them."""

import hashlib
import secrets

#: Letters and digits that nobody mistakes for one another; sixteen of them carry some 79 bits.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A code that people copy by hand, «k7qd-42mx-9abc-def3»: too long to be tried out, so a plain digest keeps it."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def digest_of(secret: str) -> str:
    """What recognises a secret without telling it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def plain_code(typed: str) -> str:
    """A code as issued, however it was copied: with spaces, in capitals, without dashes."""
    signs = "".join(sign for sign in typed.lower() if sign.isalnum())
    return "-".join(signs[start : start + GROUP_LENGTH] for start in range(0, len(signs), GROUP_LENGTH))

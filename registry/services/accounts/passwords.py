"""Passwords: Argon2id hashes, and which passwords are refused."""

import re
from functools import lru_cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from registry.reference.passwords import common_words
from registry.services.saving import refuse
from registry.vocabulary.spelling import fold

#: Key of the configuration with other costs of Argon2id than the library's; the suite lowers them.
COSTS = "PASSWORD_COSTS"
SHORTEST = 12
LONGEST = 200
FEWEST_SIGNS = 5
#: Letters that are left without the words that others know.
FEWEST_OWN_SIGNS = 6
NO_LETTER = re.compile(r"[^a-z0-9]+")
#: Figures written for letters.
LOOKALIKES = str.maketrans("013457", "oieast")
#: What everybody here thinks of first.
SERVICE_WORDS = ("reinserta", "inpe", "sunir", "peru", "medio libre", "contrasena", "clave", "password")


def hash_password(password: str) -> str:
    """Hash a password with the costs in force."""
    return _hasher().hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; without a hash it takes as long and says no."""
    hasher = _hasher()
    try:
        matches = hasher.verify(password_hash or _decoy(hasher), password)
    except (VerificationError, InvalidHashError):
        return False
    return matches and bool(password_hash)


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other costs than those in force."""
    return _hasher().check_needs_rehash(password_hash)


def check_password(password: str, *about: str) -> None:
    """Refuse a password that is short, that strangers try first, or that is little more than what it is *about*.

    *about* is what others know: the user's name, address and office. What is left without these words and the
    service's own counts; no mixture of signs is asked for (NIST SP 800-63B 5.1.1.2, ASVS 2.1).

    Raises:
        InvalidFields: Names the field `password`.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        refuse({"password": ("password_length", {"shortest": SHORTEST, "longest": LONGEST})})
    if about and fold(about[0]) in fold(password):
        refuse({"password": ("password_holds_username", {})})
    if len(set(password)) < FEWEST_SIGNS:
        refuse({"password": ("password_too_plain", {"signs": FEWEST_SIGNS})})
    if is_common(password):
        refuse({"password": ("password_common", {})})
    if len(_without(password, about)) < FEWEST_OWN_SIGNS:
        refuse({"password": ("password_about_owner", {})})


def is_common(password: str) -> bool:
    """Whether it is a password of published breaches or a single word, also with figures or said twice."""
    whole = "".join(NO_LETTER.split(fold(password)))
    core = whole.strip("0123456789")
    without_year = len(whole.rstrip("0123456789"))
    tried = {whole, core} | {whole[:end].translate(LOOKALIKES) for end in range(without_year, len(whole) + 1)}
    tried |= {half for text in (whole, core) if (half := _repeated(text))}
    return bool(tried & common_words()) or whole in RUNS or not core


def _without(password: str, about: tuple[str, ...]) -> str:
    """Letters of a password that are not of these words nor of the service's."""
    left = "".join(NO_LETTER.split(fold(password)))
    words = {word for text in (*about, *SERVICE_WORDS) for word in NO_LETTER.split(fold(text)) if len(word) > 3}
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left.strip("0123456789")


def _repeated(text: str) -> str:
    """The shortest piece that makes the text when said again and again; empty where there is none."""
    length = (text + text).find(text, 1)
    return text[:length] if 0 < length < len(text) else ""


def _runs() -> frozenset[str]:
    """Keys that lie side by side and letters in their order, from wherever they begin."""
    rows = (
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "1234567890" * 3,
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    )
    both = [text for row in rows for text in (row, row[::-1])]
    return frozenset(
        text[start:end] for text in both for start in range(len(text)) for end in range(start + SHORTEST, len(text) + 1)
    )


RUNS = _runs()


def _hasher() -> PasswordHasher:
    costs: dict[str, Any] = current_app.config.get(COSTS, {})
    return _hasher_of(tuple(sorted(costs.items())))


@lru_cache(maxsize=4)
def _hasher_of(costs: tuple[tuple[str, Any], ...]) -> PasswordHasher:
    return PasswordHasher(**dict(costs))


@lru_cache(maxsize=4)
def _decoy(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody signs in with this")

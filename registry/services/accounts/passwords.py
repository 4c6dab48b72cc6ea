"""Passwords: Argon2id hashes, and which passwords are refused."""

from functools import lru_cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from registry.services.saving import refuse
from registry.vocabulary.spelling import fold

#: Key of the configuration with other costs of Argon2id than the library's; the suite lowers them.
COSTS = "PASSWORD_COSTS"
SHORTEST = 12
LONGEST = 200
FEWEST_SIGNS = 5


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


def check_password(password: str, username: str) -> None:
    """Refuse a password that is short, too plain, or made of the officer's name.

    Raises:
        InvalidFields: Names the field `password`.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        refuse({"password": ("password_length", {"shortest": SHORTEST, "longest": LONGEST})})
    if fold(username) in fold(password):
        refuse({"password": ("password_holds_username", {})})
    if len(set(password)) < FEWEST_SIGNS:
        refuse({"password": ("password_too_plain", {"signs": FEWEST_SIGNS})})


def _hasher() -> PasswordHasher:
    costs: dict[str, Any] = current_app.config.get(COSTS, {})
    return _hasher_of(tuple(sorted(costs.items())))


@lru_cache(maxsize=4)
def _hasher_of(costs: tuple[tuple[str, Any], ...]) -> PasswordHasher:
    return PasswordHasher(**dict(costs))


@lru_cache(maxsize=4)
def _decoy(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody signs in with this")

"""The code of a letter, with which a person sees on any phone what they serve, and nobody else does.

Only a digest is kept, under a key that no database holds: the code is short enough to be typed on a
phone, so that whoever has the table alone must not be able to try codes out. With it goes the end of
the person's identity document, which the letter does not show.
"""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.extensions.actor import acting, current_actor
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Person, PersonalCode, Sentence
from registry.services import audit
from registry.services.accounts import tries
from registry.services.accounts.one_time import SIGNS, digest_of
from registry.vocabulary.accounts import AuditAction

PURPOSE = b"reinserta personal code 1"
#: Two groups of five, «K7QD4-2MX9A»: some 49 bits.
GROUPS, GROUP_LENGTH = 2, 5
#: Signs at the end of the identity document that are asked for beside the code.
DOCUMENT_END = 4
#: What an unknown code is compared with, so that it takes as long as a known one.
NOBODY = "·" * DOCUMENT_END
#: How the audit names whoever shows both.
BEARER = "La persona, con el código de su carta"


class Cause(StrEnum):
    """Why a code opened nothing: kept in the audit, never told to whoever tries."""

    UNKNOWN = "unknown"
    WRONG_DOCUMENT = "wrong_document"
    LOCKED = "locked"


class OpenedFile(NamedTuple):
    """The sentence that a code opens, and what recognises the code while it is in force."""

    sentence_id: int
    digest: str


def fresh_code(session: Session, sentence_id: int) -> str:
    """A new code for a letter about a sentence, told this once; the code of an earlier letter opens nothing anymore.

    The caller holds the sentence's row.
    """
    code = "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)).upper()
    row = session.get(PersonalCode, sentence_id) or PersonalCode(sentence_id=sentence_id)
    row.digest, row.issued_at = _digest_of(code), now()
    session.add(row)
    session.flush()
    return code


def open_file(code: str, document_end: str, *, at: datetime, address: str) -> OpenedFile:
    """The sentence that a code and the end of the person's document open; failures are counted and make wait.

    A code that was never issued, one that was replaced, the end of another document and a shut gate get
    the same answer.

    Raises:
        InvalidFields: In every case but one.
    """
    digest = _digest_of(code)
    gates = [tries.Gate(f"personal:{digest[:48]}"), _address_gate(address)]
    with transaction() as session:
        is_shut = tries.are_shut(session, gates, at)
        sentence_id, person_id, known_end = _find(session, digest)
        is_right = hmac.compare_digest(known_end.encode(), _plain(document_end).encode("utf-8", "surrogatepass"))
        cause = Cause.LOCKED if is_shut else _cause(sentence_id, is_right=is_right)
        if cause is None and sentence_id is not None:
            tries.forget_failures(session, gates[:1])
            _note(AuditAction.SIGNED_IN, person_id)
            return OpenedFile(sentence_id, digest)
        if cause is not Cause.LOCKED:
            tries.count_failure(session, gates, at)
        _note(AuditAction.SIGN_IN_REFUSED, person_id, cause=cause)
    raise InvalidFields({"code": ("personal_code_wrong", {})})


def is_in_force(opened: OpenedFile) -> bool:
    """Whether the code with which a file was opened still opens it."""
    with reading() as session:
        digest = session.scalar(select(PersonalCode.digest).where(PersonalCode.sentence_id == opened.sentence_id))
    return hmac.compare_digest(digest or "", opened.digest)


@contextmanager
def as_bearer() -> Iterator[None]:
    """Do the work of the block as the person who showed the code, whom no account stands for."""
    with acting(replace(current_actor(), name=BEARER)):
        yield


def _digest_of(code: str) -> str:
    key = hmac.digest(current_app.config["DIGEST_KEY"], PURPOSE, "sha256")
    return hmac.digest(key, _plain(code).encode("utf-8", "surrogatepass"), "sha256").hex()


def _plain(typed: str) -> str:
    """What was typed, however it was copied: with spaces, dashes, in capitals."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())


def _address_gate(address: str) -> tries.Gate:
    return tries.Gate(f"personal-from:{digest_of(tries.address_gate(address).key)[:48]}", tries.FREE_TRIES_OF_ADDRESS)


def _find(session: Session, digest: str) -> tuple[int | None, int | None, str]:
    """Sentence and person of a code, and the end of the person's document; nobody's for a code that is not known."""
    statement = (
        select(Sentence.id, Person.id, Person.document_number)
        .join(PersonalCode, PersonalCode.sentence_id == Sentence.id)
        .join(Person, Person.id == Sentence.person_id)
        .where(PersonalCode.digest == digest)
    )
    found = session.execute(statement).first()
    return (found[0], found[1], _plain(found[2])[-DOCUMENT_END:]) if found else (None, None, NOBODY)


def _cause(sentence_id: int | None, *, is_right: bool) -> Cause | None:
    if sentence_id is None:
        return Cause.UNKNOWN
    return None if is_right else Cause.WRONG_DOCUMENT


def _note(action: AuditAction, person_id: int | None, **facts: object) -> None:
    with as_bearer():
        audit.record(action, "person", person_id, by="personal_code", **facts)

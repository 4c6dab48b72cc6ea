"""Who files: somebody with an account, or whoever shows the number and the code of one case file.

The code is derived from the file under a key that no database holds, and kept nowhere: the receipt can show
it again, and whoever has the table alone opens nothing. Wrong tries are counted and make wait.
"""

import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from registry.errors import InvalidFields, NotFound
from registry.extensions.actor import acting, current_actor
from registry.extensions.database import reading, transaction
from registry.models import Account, CaseFile
from registry.services import audit
from registry.services.accounts import tries
from registry.services.accounts.one_time import SIGNS, digest_of
from registry.services.accounts.policy import Act, Owner, require, require_within
from registry.services.procedures.transitions import Author, author_of
from registry.vocabulary.accounts import OUTSIDERS, AuditAction

PURPOSE = b"reinserta case file code 1"
#: Two groups of five, «K7QD4-2MX9A»: some 49 bits, and tries are counted.
GROUPS, GROUP_LENGTH = 2, 5
NUMBER = re.compile(r"(?:exp)?(20\d{2})(\d{1,9})")
#: How the history and the audit name whoever shows the code.
BEARER = "La institución, con el código del expediente"


@dataclass(frozen=True)
class Applicant:
    """Somebody who files: an account, or the bearer of the code of one case file."""

    account: Account | None = None
    case_file_id: int | None = None
    #: Network address of somebody without an account who begins a file.
    address: str = ""

    @property
    def author(self) -> Author:
        """How the history names them."""
        return author_of(self.account) if self.account is not None else Author(None, BEARER)


class OpenedCase(NamedTuple):
    """The file that a code opened, and what tells whether the code still does."""

    case_file_id: int
    code_serial: int


def code_of(case_file: CaseFile) -> str:
    """The code with which whoever filed opens a file without an account."""
    key = hmac.digest(current_app.config["DIGEST_KEY"], PURPOSE, "sha256")
    left = int.from_bytes(hmac.digest(key, f"{case_file.id}:{case_file.code_serial}".encode(), "sha256"), "big")
    signs = []
    for _ in range(GROUPS * GROUP_LENGTH):
        left, place = divmod(left, len(SIGNS))
        signs.append(SIGNS[place].upper())
    return "".join(signs[:GROUP_LENGTH]) + "-" + "".join(signs[GROUP_LENGTH:])


def open_with_code(number: str, code: str, *, at: datetime, address: str) -> OpenedCase:
    """The file that a number and its code open; a wrong number, a wrong code and a shut gate get one answer.

    Raises:
        InvalidFields: In every case but one.
    """
    wanted = _wanted(number)
    gates = [tries.Gate(f"case:{digest_of(str(wanted))[:48]}"), _address_gate(address)]
    with transaction() as session:
        is_shut = tries.are_shut(session, gates, at)
        case = _by_number(session, wanted)
        is_right = hmac.compare_digest(_plain(code_of(case or _nobody())).encode(), _encoded(code))
        if case is not None and is_right and not is_shut:
            tries.forget_failures(session, gates[:1])
            _note(AuditAction.SIGNED_IN, case.id)
            return OpenedCase(case.id, case.code_serial)
        if not is_shut:
            tries.count_failure(session, gates, at)
        _note(AuditAction.SIGN_IN_REFUSED, case.id if case else None, locked=is_shut)
    raise InvalidFields({"code": ("case_code_wrong", {})})


def is_in_force(opened: OpenedCase) -> bool:
    """Whether the code with which a file was opened still opens it."""
    with reading() as session:
        serial = session.scalar(select(CaseFile.code_serial).where(CaseFile.id == opened.case_file_id))
    return serial == opened.code_serial


def replace_code(case_file_id: int, *, officer: Account) -> str:
    """A new code, told this once at the desk to whoever lost theirs; the old one opens nothing anymore.

    Raises:
        NotAllowed, NotFound: The officer may not review the file, or there is none.
    """
    with transaction() as session:
        case = session.scalars(select(CaseFile).where(CaseFile.id == case_file_id).with_for_update()).first()
        if case is None:
            raise NotFound(case_file_id=case_file_id)
        require_within(session, officer, Act.REVIEW_CASES, owner_of(case))
        case.code_serial += 1
        session.flush()
        return code_of(case)


def owner_of(case: CaseFile) -> Owner:
    """Whose a file is: of the office of its territory, and of the institution that files."""
    return Owner(office_id=case.office_id, institution_id=case.institution_id, ubigeo=case.ubigeo)


def hold_own(session: Session, case_file_id: int, by: Applicant) -> CaseFile:
    """The applicant's own file with its answers; nobody else changes it until the caller's transaction ends.

    Raises:
        NotAllowed, NotFound: The account may not file, it is another's, or there is none.
    """
    return _own(session, _whole(case_file_id).with_for_update(), by)


def read_own(session: Session, case_file_id: int, by: Applicant) -> CaseFile:
    """The applicant's own file with its answers.

    Raises:
        NotAllowed, NotFound: As in `hold_own`.
    """
    return _own(session, _whole(case_file_id), by)


@contextmanager
def as_applicant(by: Applicant) -> Iterator[None]:
    """Do the work of the block as the applicant: the audit names the bearer where no account stands for them."""
    with acting(current_actor() if by.account is not None else replace(current_actor(), name=BEARER)):
        yield


def _own(session: Session, statement: Select[CaseFile], by: Applicant) -> CaseFile:
    case = session.scalars(statement).first()
    if case is None:
        raise NotFound
    if by.account is None:
        if by.case_file_id != case.id:
            raise NotFound(case_file_id=case.id)
    elif case.account_id != by.account.id:
        _require_answers_for(by.account, case)
    return case


def _require_answers_for(account: Account, case: CaseFile) -> None:
    """Refuse another's file; staff file for somebody only what they began themselves."""
    require(account, Act.FILE_PROCEDURES, owner_of(case))
    if account.role not in OUTSIDERS:
        raise NotFound(case_file_id=case.id)


def _whole(case_file_id: int) -> Select[CaseFile]:
    statement = select(CaseFile).where(CaseFile.id == case_file_id).options(undefer(CaseFile.answers))
    return statement.execution_options(populate_existing=True)


def _wanted(typed: str) -> tuple[int, int]:
    """Year and number, however they were typed; none of any file where they are neither."""
    found = NUMBER.fullmatch(_plain(typed))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _by_number(session: Session, wanted: tuple[int, int]) -> CaseFile | None:
    own = CaseFile.year == wanted[0], CaseFile.number == wanted[1]
    return session.scalars(select(CaseFile).where(*own)).first()


def _nobody() -> CaseFile:
    """What an unknown number is compared with, so that it takes as long as a known one."""
    return CaseFile(id=0, code_serial=0)


def _plain(typed: str) -> str:
    """What was typed, however it was copied: with spaces, dashes, in capitals."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())


def _encoded(typed: str) -> bytes:
    return _plain(typed).encode("utf-8", "surrogatepass")


def _address_gate(address: str) -> tries.Gate:
    return tries.Gate(f"case-from:{digest_of(tries.address_gate(address).key)[:48]}", tries.FREE_TRIES_OF_ADDRESS)


def _note(action: AuditAction, case_file_id: int | None, **facts: object) -> None:
    with as_applicant(Applicant()):
        audit.record(action, CaseFile.__tablename__, case_file_id, by="case_code", **facts)

"""Number and code of a file by mail, to whoever began it without an account; the letter is written when it is sent.

The address is known from the step that asks for it, before anything is presented, so that nobody loses a draft with
the sheet of paper on which they noted its code. Whoever types a stranger's address sends them one letter at most, and
few in all, however many files they begin.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import CaseFile, OutgoingMail
from registry.services.accounts import outbox
from registry.services.procedures.applicants import code_of
from registry.services.procedures.applying.forgetting import draft_until
from registry.vocabulary.procedures import CaseState, ProcedureCode
from registry.vocabulary.sign_in import MailKind

#: Letters with the code of one file, each to another address.
MOST_OF_FILE = 3
#: Letters with codes that one address is sent in a day, whatever file they are of.
MOST_OF_ADDRESS = 5
ONE_DAY = timedelta(days=1)


class CodeLetter(NamedTuple):
    """What the letter tells; it is kept nowhere."""

    number: str
    code: str
    procedure: ProcedureCode
    #: Until when the draft is kept; None where it was presented.
    kept_until: date | None


def follow(session: Session, case: CaseFile, before: str, *, at: datetime) -> bool:
    """Owe number and code to the file's address, which was *before*, in the caller's transaction; whether one is owed.

    None is owed to whoever filed with an account, twice to one address unless the code is new, or beyond what a file
    and an address are sent. Whoever corrects the address before presenting gets a new code, since a stranger has the
    old one, or may get it.
    """
    to_before = OutgoingMail.case_file_id == case.id, OutgoingMail.recipient == before
    is_replaced = case.state is CaseState.DRAFT and before != case.email and _count(session, *to_before) > 0
    if is_replaced:
        case.code_serial += 1
    return _owe(session, case, at, is_new=is_replaced)


def letter_of(case_file_id: int, recipient: str) -> CodeLetter | None:
    """What the letter to an address tells; None where the file has another address by now."""
    with reading() as session:
        case = session.get_one(CaseFile, case_file_id)
        if case.email != recipient:
            return None
        kept_until = draft_until(case) if case.state is CaseState.DRAFT else None
        return CodeLetter(case.shown_number, code_of(case), case.procedure, kept_until)


def _owe(session: Session, case: CaseFile, at: datetime, *, is_new: bool) -> bool:
    own = OutgoingMail.case_file_id == case.id
    if case.account_id is not None or not case.email:
        return False
    if not is_new and _count(session, own, OutgoingMail.recipient == case.email):
        return False
    lately = OutgoingMail.kind == MailKind.CASE_CODE, OutgoingMail.created_at > at - ONE_DAY
    of_address = _count(session, OutgoingMail.recipient == case.email, *lately)
    if _count(session, own) >= MOST_OF_FILE or of_address >= MOST_OF_ADDRESS:
        return False
    outbox.owe(session, MailKind.CASE_CODE, recipient=case.email, at=at, case_file_id=case.id)
    return True


def _count(session: Session, *wanted: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(OutgoingMail).where(*wanted)) or 0

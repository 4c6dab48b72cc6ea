"""How many files one network address begins without an account: a school's or a café's day, not a machine's.

Counted as wrong codes are, in the database, so that a new start of the server forgets nothing.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.services.accounts import tries
from registry.services.accounts.one_time import digest_of
from registry.services.procedures.applicants import Applicant

#: Drafts that an address begins in a day without waiting; from then on each makes it wait longer, as wrong codes do.
FREE_DRAFTS = 20


def count_draft(session: Session, by: Applicant, *, at: datetime) -> None:
    """Count a draft that somebody without an account begins, within the caller's transaction.

    Raises:
        WrongState: Their address began too many lately.
    """
    if by.account is not None or by.case_file_id is not None or not by.address:
        return
    gates = [tries.Gate(f"draft-from:{digest_of(tries.address_gate(by.address).key)[:48]}", FREE_DRAFTS)]
    if tries.are_shut(session, gates, at):
        raise WrongState("case_drafts_crowded")
    tries.count_failure(session, gates, at)

"""The browser's side of a case file opened by its code: half an hour in the session's cookie from the last use on."""

from flask import session

from registry.extensions.clock import now
from registry.services.accounts.policy import Act, is_allowed
from registry.services.procedures.applicants import Applicant, OpenedCase, is_in_force
from registry.web.identity import find_officer

KEY = "case_file"
SECONDS = 30 * 60


def keep_open(opened: OpenedCase) -> None:
    """Let this browser see and change the file for half an hour; one file at a time."""
    session.permanent = True
    session[KEY] = [opened.case_file_id, opened.code_serial, int(now().timestamp()) + SECONDS]


def find_open() -> OpenedCase | None:
    """The file that this browser opened, if its half hour is not over and its code was not replaced."""
    kept = session.get(KEY)
    if kept is None:
        return None
    opened = OpenedCase(kept[0], kept[1])
    if kept[2] > now().timestamp() and is_in_force(opened):
        keep_open(opened)
        return opened
    leave()
    return None


def find_applicant(case_file_id: int) -> Applicant | None:
    """Who asks for a file: whoever opened it with its code, else an account that may file; nobody else."""
    opened = find_open()
    if opened is not None and opened.case_file_id == case_file_id:
        return Applicant(case_file_id=case_file_id)
    account = find_officer()
    return Applicant(account=account) if account is not None and is_allowed(account, Act.FILE_PROCEDURES) else None


def leave() -> None:
    """Forget the file."""
    session.pop(KEY, None)

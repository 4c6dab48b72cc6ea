"""Who asks for a case file, and the file as they may see it."""

from typing import Any

from registry.api.versions import tagged
from registry.errors import NotAllowed, NotFound
from registry.extensions.clock import today
from registry.services.accounts.policy import Act, is_allowed
from registry.services.procedures import reading
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.reading import CaseView
from registry.web.identity import current_officer


def applicant() -> Applicant:
    """Whoever calls, as somebody who files."""
    return Applicant(account=current_officer())


def read(case_file_id: int) -> CaseView:
    """The file for the office that sees to it, else for whoever began it.

    Raises:
        NotAllowed, NotFound: It is not theirs to read, or there is none.
    """
    officer = current_officer()
    try:
        return reading.get_case(case_file_id, by=officer, on=today())
    except (NotAllowed, NotFound):
        if not is_allowed(officer, Act.FILE_PROCEDURES):
            raise
        return reading.get_case(case_file_id, by=applicant(), on=today())


def shown(view: CaseView, status: int = 200) -> Any:
    """Answer a file with the tag of its version."""
    _, status, headers = tagged(view.file, status)
    return view, status, headers


def present(case_file_id: int) -> Any:
    """Answer a file as it is now."""
    return shown(read(case_file_id))


def own(case_file_id: int) -> Any:
    """Answer the caller's own file as it is now."""
    return shown(reading.get_case(case_file_id, by=applicant(), on=today()))

"""Electronic notices: the consent to them can be taken back at any time, without touching what was presented."""

from registry.extensions.database import transaction
from registry.models import CaseFile
from registry.services.procedures.applicants import Applicant, as_applicant, hold_own


def withdraw_consent(case_file_id: int, *, by: Applicant) -> CaseFile:
    """Tell the applicant on paper from now on; what was sent already stays sent.

    Raises:
        NotFound: There is no such file of theirs.
    """
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        case.consented_at = None
        if "contact" in case.answers:
            case.answers = {**case.answers, "contact": {**case.answers["contact"], "consents": False}}
        session.flush()
        return case

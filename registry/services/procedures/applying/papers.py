"""Papers of a case file: each meets one requirement, and can be taken back until it is presented."""

import hashlib
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Attachment, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.procedures.procedure import Requirement
from registry.services.documents import attachments
from registry.services.documents.attachments import Bringer, Subject
from registry.services.documents.uploads import Upload
from registry.services.procedures.applicants import Applicant, as_applicant, hold_own, read_own
from registry.services.procedures.applying.tasks import DECLARATION, DOCUMENTS, WITH_FILES, observed_parts, require_open
from registry.vocabulary.documents import AttachmentKind, MediaType
from registry.vocabulary.procedures import CaseState, Evidence

#: Of one requirement.
MOST_PAPERS = 10
TAKEN_BACK = "Lo quitó quien presenta la solicitud"


def attach(case_file_id: int, requirement: str, upload: Upload, *, by: Applicant) -> Attachment:
    """Keep a file that `uploads.accept` took, as what a requirement asks for; the same one sent twice is there once.

    Raises:
        NotFound: There is no such file of theirs, or the procedure does not ask for this.
        WrongState: The paper was presented already.
        InvalidFields: It is not what is asked for, or too many are there.
    """
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        wanted = require_wanted(session, case, requirement)
        _require_kind(wanted, upload)
        kept = session.scalars(_in_use(case.id, requirement)).all()
        digest = hashlib.sha256(upload.content).hexdigest()
        same = next((paper for paper in kept if paper.sha256 == digest), None)
        if same is not None:
            return same
        if len(kept) >= MOST_PAPERS:
            raise InvalidFields({"file": ("paper_too_many", {"most": MOST_PAPERS})})
        subject = Subject(case_file_id=case.id, requirement=requirement)
        paper = attachments.add(session, subject, wanted.paper or AttachmentKind.OTHER, upload, Bringer(*by.author))
        _touch(case, now())
        return paper


def take_back(attachment_id: int, *, by: Applicant) -> Attachment:
    """Take a paper out of a draft, or out of what is being cured; that it was there stays known.

    Raises:
        NotFound: There is no such paper of theirs.
        WrongState: It was presented already.
    """
    with as_applicant(by), transaction() as session:
        paper = session.get(Attachment, attachment_id)
        if paper is None or paper.case_file_id is None or paper.requirement is None:
            raise NotFound(attachment_id=attachment_id)
        case = hold_own(session, paper.case_file_id, by)
        session.refresh(paper)
        require_wanted(session, case, paper.requirement)
        if paper.withdrawn_at is None:
            paper.withdrawn_at, paper.withdrawal_reason = now(), TAKEN_BACK
            _touch(case, now())
        session.flush()
        return paper


def open_paper(attachment_id: int, *, by: Applicant) -> Attachment:
    """A paper of the applicant's own file with its bytes.

    Raises:
        NotFound: There is no such paper of theirs, or it was taken back.
    """
    with reading() as session:
        statement = select(Attachment).where(Attachment.id == attachment_id, Attachment.withdrawn_at.is_(None))
        paper = session.scalars(statement.options(undefer(Attachment.content))).first()
        if paper is None or paper.case_file_id is None or paper.requirement is None:
            raise NotFound(attachment_id=attachment_id)
        read_own(session, paper.case_file_id, by)
        return paper


def require_wanted(session: Session, case: CaseFile, requirement: str) -> Requirement:
    """The requirement, if files for it may be brought now.

    Raises:
        NotFound: The procedure does not ask for such a file.
        WrongState: It was presented already, and was not observed.
    """
    try:
        wanted = get_procedure(case.procedure).requirement(requirement)
    except LookupError as error:
        raise NotFound(requirement=requirement) from error
    if wanted.evidence not in WITH_FILES:
        raise NotFound(requirement=requirement)
    require_open(session, case, DOCUMENTS)
    if case.state is CaseState.OBSERVED and not _is_observed(session, case, requirement):
        raise WrongState("case_step_closed")
    return wanted


def _is_observed(session: Session, case: CaseFile, requirement: str) -> bool:
    observed = observed_parts(session, case.id)
    return not observed or requirement in observed or DOCUMENTS in observed


def _require_kind(wanted: Requirement, upload: Upload) -> None:
    if wanted.evidence is Evidence.PHOTO and upload.media_type is MediaType.PDF:
        raise InvalidFields({"file": ("file_photo_only", {})})


def _in_use(case_file_id: int, requirement: str) -> Select[Attachment]:
    own = Attachment.case_file_id == case_file_id, Attachment.requirement == requirement
    return select(Attachment).where(*own, Attachment.withdrawn_at.is_(None))


def _touch(case: CaseFile, at: datetime) -> None:
    """What was declared of a draft holds no more once its papers change; and the draft is kept from now on."""
    case.updated_at = at
    if case.state is CaseState.DRAFT:
        case.answers = {name: value for name, value in case.answers.items() if name != DECLARATION}

"""Looking at a case file: the applicant sees what is theirs to see, the office everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Account, Attachment, CaseCheck, CaseEvent, CaseFile
from registry.models.procedures.case_file import OPEN_STATES
from registry.procedures.catalogue import get_procedure
from registry.procedures.procedure import Procedure
from registry.services import audit
from registry.services.accounts.policy import Act, require_within, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.procedures.applicants import Applicant, owner_of, read_own
from registry.services.procedures.applying.tasks import Task, tasks_of
from registry.services.procedures.deadlines import settings, terms
from registry.services.procedures.deadlines.clock import Reckoning
from registry.services.procedures.deadlines.settings import Detail
from registry.vocabulary.accounts import OUTSIDERS, AuditAction
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureDetail


@dataclass(frozen=True)
class CaseView:
    """A case file as its reader may see it."""

    file: CaseFile
    procedure: Procedure
    #: In their order; internal notes and the day's assignments are the office's alone.
    events: Sequence[CaseEvent]
    checks: Mapping[str, CaseCheck]
    #: Its papers without their bytes, the newest first; withdrawn ones are the office's alone.
    papers: Sequence[Attachment]
    tasks: Sequence[Task]
    clock: Reckoning
    #: Details that bind for it, each with its source and whether it is to be confirmed.
    details: Mapping[ProcedureDetail, Detail]
    is_inside: bool

    @property
    def last(self) -> CaseEvent | None:
        """The last thing that happened to it, of which the reader knows."""
        return self.events[-1] if self.events else None

    @property
    def is_overdue(self) -> bool:
        """Whether the operator's term is over without a decision."""
        return any(event.kind is CaseEventKind.OVERDUE for event in self.events) and self.file.is_open

    def papers_of(self, requirement: str) -> Sequence[Attachment]:
        """Papers in use that meet a requirement."""
        return [paper for paper in self.papers if paper.requirement == requirement and paper.withdrawn_at is None]


def get_case(case_file_id: int, *, by: Applicant | Account, on: date | None = None) -> CaseView:
    """A case file for whoever filed it, or for an officer; an officer's look is noted.

    Raises:
        NotAllowed: The role does not include case files.
        NotFound: There is no such file within reach; a draft is within its applicant's alone.
    """
    reader = _reader(by)
    with reading() as session:
        if isinstance(reader, Applicant):
            return _view(session, read_own(session, case_file_id, reader), on or today(), is_inside=False)
        case = _within_reach(session, case_file_id, reader)
        view = _view(session, case, on or today(), is_inside=True)
    audit.record(AuditAction.VIEWED, CaseFile.__tablename__, case_file_id)
    return view


def list_own(*, account: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[CaseFile]:
    """Files of an account and of the institutions that it answers for, the newest first.

    Raises:
        NotAllowed: The role does not include filing.
    """
    with reading() as session:
        return cut(session, _own(account).order_by(CaseFile.id.desc()), page, per_page)


def list_open_own(*, account: Account) -> Sequence[CaseFile]:
    """Those of them that still wait for somebody, the newest first; no more than a page has.

    Raises:
        NotAllowed: The role does not include filing.
    """
    waiting = _own(account).where(CaseFile.state.in_(OPEN_STATES))
    with reading() as session:
        return session.scalars(waiting.order_by(CaseFile.id.desc()).limit(PER_PAGE)).all()


def _own(account: Account) -> Select[CaseFile]:
    reached = within(account, Act.FILE_PROCEDURES, institution=CaseFile.institution_id)
    own = CaseFile.account_id == account.id
    return select(CaseFile).where(own | reached if account.role in OUTSIDERS else own)


def _reader(by: Applicant | Account) -> Applicant | Account:
    """Whoever belongs to an institution reads as its applicant, account or not."""
    return Applicant(account=by) if isinstance(by, Account) and by.role in OUTSIDERS else by


def _within_reach(session: Session, case_file_id: int, officer: Account) -> CaseFile:
    statement = select(CaseFile).where(CaseFile.id == case_file_id).options(undefer(CaseFile.answers))
    case = session.scalars(statement).first()
    if case is None or (case.state is CaseState.DRAFT and case.account_id != officer.id):
        raise NotFound(case_file_id=case_file_id)
    require_within(session, officer, Act.READ_CASES, owner_of(case))
    return case


def _view(session: Session, case: CaseFile, on: date, *, is_inside: bool) -> CaseView:
    events = select(CaseEvent).where(CaseEvent.case_file_id == case.id).order_by(CaseEvent.id)
    papers = select(Attachment).where(Attachment.case_file_id == case.id).order_by(Attachment.id.desc())
    if not is_inside:
        events = events.where(CaseEvent.is_public)
        papers = papers.where(Attachment.withdrawn_at.is_(None), Attachment.requirement.is_not(None))
    checks = session.scalars(select(CaseCheck).where(CaseCheck.case_file_id == case.id)).all()
    return CaseView(
        file=case,
        procedure=get_procedure(case.procedure),
        events=session.scalars(events).all(),
        checks={check.requirement: check for check in checks},
        papers=session.scalars(papers).all(),
        tasks=tasks_of(case),
        clock=terms.reckoning_of(session, case, on),
        details=settings.details_at(case.procedure, case.filed_on or on),
        is_inside=is_inside,
    )

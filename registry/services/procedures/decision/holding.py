"""A case file in an officer's hands: held while the officer's transaction lasts."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from registry.errors import NotFound, WrongState
from registry.models import Account, CaseEvent, CaseFile
from registry.services.accounts.policy import Act, require, require_within
from registry.services.procedures.applicants import owner_of
from registry.services.saving import require_version
from registry.vocabulary.procedures import CaseEventKind, CaseState


def hold(session: Session, case_file_id: int, act: Act, *, version: int, officer: Account) -> CaseFile:
    """The file with answers, checks and history; nobody else changes it until the caller's transaction ends.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is no such file within the act's reach; a draft is within nobody's.
        StaleVersion: Somebody changed it after *version*.
    """
    require(officer, act)
    statement = select(CaseFile).where(CaseFile.id == case_file_id).with_for_update(of=CaseFile)
    case = session.scalars(statement.execution_options(populate_existing=True)).first()
    if case is None or case.state is CaseState.DRAFT:
        raise NotFound(case_file_id=case_file_id)
    require_within(session, officer, act, owner_of(case))
    require_version(case.version, version)
    return load(session, case)


def load(session: Session, case: CaseFile) -> CaseFile:
    """The file with answers, checks and history as they are now."""
    whole = undefer(CaseFile.answers), selectinload(CaseFile.checks), selectinload(CaseFile.events)
    statement = select(CaseFile).where(CaseFile.id == case.id).options(*whole)
    return session.scalars(statement.execution_options(populate_existing=True)).one()


def require_taken(case: CaseFile) -> None:
    """Refuse what is done to a file that nobody has taken up yet.

    Raises:
        WrongState: It waits to be taken, or was decided.
    """
    if case.state is CaseState.SUBMITTED:
        raise WrongState("case_take_first")
    if not case.is_open:
        raise WrongState("case_over", state=case.state.label.lower())


def events_of(case: CaseFile, kinds: Collection[CaseEventKind]) -> Sequence[CaseEvent]:
    """What happened to a loaded file of these kinds, the oldest first."""
    return [event for event in case.events if event.kind in kinds]

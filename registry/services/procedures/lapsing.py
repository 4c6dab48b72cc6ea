"""What becomes of case files by the calendar alone: cures that did not come, terms that are over.

Nothing is decided silently: where the operator's term is over this is noted once, the file goes to the top of the
desk, and an officer decides.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.database import reading, transaction
from registry.extensions.logs import frames_of, log
from registry.models import CaseEvent, CaseFile
from registry.services.procedures import transitions
from registry.services.procedures.applying import forgetting
from registry.services.procedures.deadlines import terms
from registry.services.procedures.deadlines.clock import IN_HAND
from registry.services.procedures.telling import notices
from registry.services.procedures.transitions import PROCESS, Told
from registry.vocabulary.procedures import CaseEventKind, CaseState

LAPSED = "No se subsanó lo observado en el plazo, que venció el {due_on:%d/%m/%Y} (art. 125 LPAG)."
OVERDUE = "El plazo para resolver venció el {due_on:%d/%m/%Y}."


class Done(NamedTuple):
    """How many files moved by the calendar, and at how many that failed, as the log tells."""

    done: int
    failed: int = 0


def run_due(*, on: date, at: datetime) -> Done:
    """Do a day's work on case files; may be run any number of times, each file by itself."""
    with transaction() as session:
        terms.rewrite(session, on)
    moved = failed = 0
    for case_file_id in _due(on):
        try:
            moved += _move(case_file_id, on, at)
        except Exception as error:
            log().error(
                "case_file_not_moved", case_file=case_file_id, kind=type(error).__name__, frames=frames_of(error)
            )
            failed += 1
    return Done(moved + forgetting.forget_old(at=at), failed)


def _due(on: date) -> Sequence[int]:
    """Files whose term was over before the day began."""
    over = CaseFile.state.in_(terms.WAITING), CaseFile.due_on < on
    with reading() as session:
        return session.scalars(select(CaseFile.id).where(*over).order_by(CaseFile.id)).all()


def _move(case_file_id: int, on: date, at: datetime) -> bool:
    """Bring about what the calendar says, once the file is held and looked at again."""
    with transaction() as session:
        held = select(CaseFile).where(CaseFile.id == case_file_id).with_for_update()
        case = session.scalars(held).one()
        kind = _kind(session, case, on)
        if kind is None:
            return False
        words = (LAPSED if kind is CaseEventKind.LAPSED else OVERDUE).format(due_on=case.due_on)
        event = transitions.apply(session, case, kind, on=on, actor=PROCESS, told=Told(words=words))
        if kind is CaseEventKind.LAPSED:
            notices.tell(session, case, event, at=at)
        return True


def _kind(session: Session, case: CaseFile, on: date) -> CaseEventKind | None:
    """What the calendar brings about; nothing where somebody acted, word was not received, or it is noted already."""
    reckoning = terms.reckoning_of(session, case, on)
    if reckoning.due_on is None or reckoning.due_on >= on:
        return None
    if case.state is CaseState.OBSERVED:
        return CaseEventKind.LAPSED if reckoning.is_told else None
    noted = CaseEvent.case_file_id == case.id, CaseEvent.kind == CaseEventKind.OVERDUE
    is_noted = session.scalars(select(CaseEvent.id).where(*noted).limit(1)).first() is not None
    return CaseEventKind.OVERDUE if case.state in IN_HAND and not is_noted else None

"""A reconsideration that is granted: the contested decision is revoked, and its file is under review again."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.models import CaseFile, Document
from registry.services.procedures import transitions
from registry.services.procedures.decision.effects.grant import Brought, Effect, Grant
from registry.services.procedures.transitions import Told
from registry.vocabulary.placements import DocumentState, LetterKind
from registry.vocabulary.procedures import CaseEventKind, CaseState


def require_possible(session: Session, grant: Grant) -> None:
    """Refuse where the contested decision stands no more.

    Raises:
        WrongState: Its file was not denied, or is open again.
    """
    if _contested(session, grant).state is not CaseState.DENIED:
        raise WrongState("case_not_contestable")


def articles(session: Session, grant: Grant) -> Sequence[str]:
    """Which decision is revoked."""
    number = _contested(session, grant).shown_number
    return [f"Dejar sin efecto la resolución del expediente {number} y volver a evaluarlo."]


def carry_out(session: Session, grant: Grant) -> Brought:
    """Put the contested file back into the hands of its officer."""
    contested = _contested(session, grant, is_held=True)
    told = Told(words=f"Se revocó la resolución por la reconsideración {grant.case.shown_number}.")
    _replace_resolution(session, contested)
    transitions.apply(session, contested, CaseEventKind.ASSIGNED, on=grant.on, actor=grant.officer, told=told)
    session.flush()
    return Brought()


def _replace_resolution(session: Session, contested: CaseFile) -> None:
    """Whoever checks the revoked resolution reads that it holds no more."""
    own = Document.case_file_id == contested.id, Document.kind == LetterKind.RESOLUTION
    for resolution in session.scalars(select(Document).where(*own)):
        resolution.state = DocumentState.REPLACED


def _contested(session: Session, grant: Grant, *, is_held: bool = False) -> CaseFile:
    statement = select(CaseFile).where(CaseFile.id == grant.case.about_id)
    return session.scalars(statement.with_for_update(of=CaseFile) if is_held else statement).one()


EFFECT = Effect(require_possible, articles, carry_out)

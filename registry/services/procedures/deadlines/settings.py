"""Details of the procedures on a day: what the administrator entered, else what a norm says, else unknown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import ClosedDay, ProcedureSetting
from registry.norms import NoNormInForce, NormStatus, norm_at
from registry.procedures.catalogue import get_procedure
from registry.procedures.procedure import Procedure
from registry.services.procedures.deadlines.clock import Terms
from registry.vocabulary.procedures import DeemedDecision, ProcedureCode, ProcedureDetail

#: The general law's rule on silence, until the administrator confirms what the operator's own list of procedures says.
SILENCE_SOURCE = "arts. 33-35 LPAG"

#: Those that a file's clock needs, as `Terms` has them: how long to decide, and how long to cure.
TERM_DETAILS = ProcedureDetail.TERM, ProcedureDetail.CURE_TERM


@dataclass(frozen=True)
class Detail:
    """A detail of a procedure: its value, whence it comes, and whether it still is to be confirmed."""

    #: A whole number in the detail's unit, or the code of a deemed decision; empty where nobody settled it.
    value: str = ""
    source: str = ""
    is_confirmed: bool = False

    @property
    def number(self) -> int | None:
        """The value as a number; None where it is not known."""
        return int(self.value) if self.value.isdigit() else None

    @property
    def deemed(self) -> DeemedDecision | None:
        """The value as a deemed decision; None where it is something else."""
        return DeemedDecision(self.value) if self.value in DeemedDecision.values() else None


UNKNOWN = Detail()


def detail_at(procedure: ProcedureCode, detail: ProcedureDetail, day: date) -> Detail:
    """What binds on a day; nothing is invented where neither the administrator nor a norm says it."""
    with reading() as session:
        return _entered(session, procedure, day).get(detail) or _by_law(get_procedure(procedure), detail, day)


def details_at(procedure: ProcedureCode, day: date) -> Mapping[ProcedureDetail, Detail]:
    """Every detail of a procedure as it binds on a day."""
    with reading() as session:
        entered = _entered(session, procedure, day)
    found = get_procedure(procedure)
    return {detail: entered.get(detail) or _by_law(found, detail, day) for detail in ProcedureDetail}


def terms_at(procedure: ProcedureCode, day: date) -> Terms:
    """The terms of a file that is filed on a day, in business days."""
    details = details_at(procedure, day)
    return Terms(*(details[detail].number for detail in TERM_DETAILS))


def terms_by_day() -> Callable[[ProcedureCode, date], Terms]:
    """The terms of files by their procedure and the day of their filing, read once for many files."""
    with reading() as session:
        statement = select(ProcedureSetting).order_by(ProcedureSetting.valid_from, ProcedureSetting.id)
        rows = session.scalars(statement.where(ProcedureSetting.detail.in_(TERM_DETAILS))).all()

    @cache
    def tell(procedure: ProcedureCode, day: date) -> Terms:
        entered = {row.detail: row.value for row in rows if row.procedure is procedure and row.valid_from <= day}
        by_law = get_procedure(procedure)
        found = [
            Detail(entered[detail]) if detail in entered else _by_law(by_law, detail, day) for detail in TERM_DETAILS
        ]
        return Terms(*(detail.number for detail in found))

    return tell


def closed_days() -> frozenset[date]:
    """Days decreed closed after the tables of this release were made."""
    with reading() as session:
        return frozenset(session.scalars(select(ClosedDay.day)))


def _entered(session: Session, procedure: ProcedureCode, day: date) -> dict[ProcedureDetail, Detail]:
    """What the administrator entered, the last first day of each detail binding."""
    statement = (
        select(ProcedureSetting)
        .where(ProcedureSetting.procedure == procedure, ProcedureSetting.valid_from <= day)
        .order_by(ProcedureSetting.valid_from, ProcedureSetting.id)
    )
    return {row.detail: Detail(row.value, row.source, row.is_confirmed) for row in session.scalars(statement)}


def _by_law(procedure: Procedure, detail: ProcedureDetail, day: date) -> Detail:
    if detail is ProcedureDetail.DEEMED:
        return Detail(procedure.deemed.value, SILENCE_SOURCE)
    code = procedure.norms.get(detail)
    try:
        norm = norm_at(code, day) if code else None
    except NoNormInForce:
        norm = None
    return Detail(str(norm.value), norm.article, norm.status is NormStatus.NORM) if norm else UNKNOWN

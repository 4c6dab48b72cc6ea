"""What the administrator enters: details of procedures with their source, and days decreed closed.

Either may move the last day of files that wait for somebody; these are written anew at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, ClosedDay, ProcedureSetting
from registry.reference.holidays import is_business_day
from registry.services.accounts.policy import Act, require
from registry.services.procedures.deadlines import terms
from registry.services.procedures.deadlines.settings import closed_days
from registry.services.saving import Problems, refuse, saving
from registry.vocabulary.procedures import DeemedDecision, ProcedureCode, ProcedureDetail

#: Longest value of a detail: terms in business days, a fee in hundredths of a sol, a validity in months.
MOST = {
    ProcedureDetail.TERM: 365,
    ProcedureDetail.CURE_TERM: 365,
    ProcedureDetail.FEE: 10_000_00,
    ProcedureDetail.VALIDITY: 120,
}


@dataclass(frozen=True)
class Entry:
    """A detail as the administrator enters it."""

    value: str
    source: str
    valid_from: date
    is_confirmed: bool = False


def enter_detail(
    procedure: ProcedureCode, detail: ProcedureDetail, entry: Entry, *, officer: Account, on: date
) -> ProcedureSetting:
    """Enter a detail of a procedure, with the norm or act that says so; what bound before stays told.

    Raises:
        NotAllowed: The role does not keep procedures.
        InvalidFields: It is no such value, it has no source, or another one binds from the same day.
    """
    require(officer, Act.KEEP_PROCEDURES)
    refuse(_problems(detail, entry))
    with transaction() as session:
        with saving(session, refuse_rival=_refuse_same_day):
            setting = ProcedureSetting(
                procedure=procedure,
                detail=detail,
                value=entry.value.strip(),
                source=entry.source.strip(),
                is_confirmed=entry.is_confirmed,
                valid_from=entry.valid_from,
                account_id=officer.id,
            )
            session.add(setting)
        terms.rewrite(session, on)
        return setting


def list_settings(*, officer: Account) -> Sequence[ProcedureSetting]:
    """Everything that was entered, by procedure and detail, the newest first.

    Raises:
        NotAllowed: The role does not keep procedures.
    """
    require(officer, Act.KEEP_PROCEDURES)
    order = ProcedureSetting.procedure, ProcedureSetting.detail, ProcedureSetting.valid_from.desc()
    with reading() as session:
        return session.scalars(select(ProcedureSetting).order_by(*order)).all()


def foresee_closing(day: date, decree: str, *, officer: Account, on: date) -> int:
    """How many files would get another last day, were the day noted as closed.

    Raises:
        NotAllowed, InvalidFields: As in `close_day`.
    """
    require(officer, Act.KEEP_PROCEDURES)
    refuse(_day_problems(day, decree))
    known = closed_days()
    if day in known:
        _refuse_known_day()
    with reading() as session:
        return terms.count_moved(session, on, known | {day})


def foresee_opening(day: date, *, officer: Account, on: date) -> int:
    """How many files would get another last day, were the day counted again.

    Raises:
        NotAllowed: The role does not keep procedures.
        NotFound: The day is not noted.
    """
    require(officer, Act.KEEP_PROCEDURES)
    known = closed_days()
    if day not in known:
        raise NotFound(day=day)
    with reading() as session:
        return terms.count_moved(session, on, known - {day})


def close_day(day: date, decree: str, *, officer: Account, on: date) -> ClosedDay:
    """Note a day that a decree closed for the public sector; no term counts it anymore.

    Raises:
        NotAllowed: The role does not keep procedures.
        InvalidFields: No decree is named, or the day is none on which terms run.
    """
    require(officer, Act.KEEP_PROCEDURES)
    refuse(_day_problems(day, decree))
    with transaction() as session:
        with saving(session, refuse_rival=_refuse_known_day):
            closed = ClosedDay(day=day, decree=decree.strip(), account_id=officer.id)
            session.add(closed)
        terms.rewrite(session, on)
        return closed


def open_day(day: date, *, officer: Account, on: date) -> None:
    """Take back a day that was noted as closed by mistake.

    Raises:
        NotAllowed: The role does not keep procedures.
        NotFound: The day is not noted.
    """
    require(officer, Act.KEEP_PROCEDURES)
    with transaction() as session:
        closed = session.scalars(select(ClosedDay).where(ClosedDay.day == day).with_for_update()).first()
        if closed is None:
            raise NotFound(day=day)
        session.delete(closed)
        session.flush()
        terms.rewrite(session, on)


def list_closed_days(*, officer: Account) -> Sequence[ClosedDay]:
    """Days that were noted as closed, the latest first.

    Raises:
        NotAllowed: The role does not keep procedures.
    """
    require(officer, Act.KEEP_PROCEDURES)
    with reading() as session:
        return session.scalars(select(ClosedDay).order_by(ClosedDay.day.desc())).all()


def _problems(detail: ProcedureDetail, entry: Entry) -> Problems:
    problems: Problems = {}
    if not entry.source.strip():
        problems["source"] = ("required", {})
    if not _is_value(detail, entry.value.strip()):
        problems["value"] = ("setting_wrong", {})
    return problems


def _is_value(detail: ProcedureDetail, value: str) -> bool:
    if detail is ProcedureDetail.DEEMED:
        return value in DeemedDecision.values()
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MOST[detail]))
    least = 0 if detail is ProcedureDetail.FEE else 1
    return is_number and least <= int(value) <= MOST[detail]


def _day_problems(day: date, decree: str) -> Problems:
    problems: Problems = {}
    if not decree.strip():
        problems["decree"] = ("required", {})
    if not is_business_day(day):
        problems["day"] = ("closed_day_rest", {})
    return problems


def _refuse_same_day() -> None:
    raise InvalidFields({"valid_from": ("setting_known", {})})


def _refuse_known_day() -> None:
    raise InvalidFields({"day": ("closed_day_known", {})})

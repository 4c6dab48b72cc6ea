"""Reminders to the supervisors of units whose sheet of a month is missing: no names, at most weekly by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from registry.extensions.clock import PERU
from registry.extensions.database import reading, transaction
from registry.extensions.mail import find_mailer
from registry.models import Account, AccountScope, AttendanceSheet, BeneficiaryUnit
from registry.reference.holidays import is_business_day
from registry.services.accounts import outbox
from registry.services.accounts.policy import Act, within
from registry.services.attendance.lateness import missing_sheets, months_due, months_over
from registry.services.attendance.papers import hold_sheet
from registry.services.rounds.desk import Tally
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.sign_in import MailKind

#: Between two reminders of one sheet that nobody asked for.
PAUSE = timedelta(days=7)


@dataclass(frozen=True)
class Reminded:
    """How many units were reminded, and how many have nobody with an address to remind."""

    units: int = 0
    without_address: int = 0


@dataclass(frozen=True)
class MissingSheet:
    """A sheet that is missing."""

    unit: str
    month: date


def count_missing(*, officer: Account, on: date) -> Tally:
    """How many sheets of the office's units should have come and did not, and the oldest month.

    Raises:
        NotAllowed: The role does not include closing sheets.
    """
    missing = missing_sheets(months_due(on), _of_office(officer)).subquery()
    with reading() as session:
        counted = select(func.count(), func.min(missing.c.month)).select_from(missing)
        return Tally(*session.execute(counted).one())


def can_remind() -> bool:
    """Whether a mail server is named; without one nobody is reminded."""
    return find_mailer() is not None


def remind(*, officer: Account, on: date, at: datetime) -> Reminded:
    """Remind the supervisors of the office's units whose sheet should have come, those of today left out.

    Raises:
        NotAllowed: The role does not include closing sheets.
    """
    start_of_day = datetime.combine(on, time(), PERU)
    return _remind(months_due(on), start_of_day, at, _of_office(officer))


def remind_due(*, on: date, at: datetime) -> Reminded:
    """Remind whoever was not for a week, from the first business day after a month; nothing more the second time."""
    return _remind(months_over(on), at - PAUSE, at) if is_business_day(on) else Reminded()


def list_missing_of(account: Account, *, on: date) -> Sequence[MissingSheet]:
    """The sheets that a supervisor's units lack: what a reminder tells when it is sent."""
    own = BeneficiaryUnit.id.in_({int(key) for key in account.scope_keys(ScopeKind.UNIT)})
    missing = missing_sheets(months_over(on), own).subquery()
    statement = select(BeneficiaryUnit.name, missing.c.month).join(missing, missing.c.id == BeneficiaryUnit.id)
    with reading() as session:
        rows = session.execute(statement.order_by(missing.c.month, BeneficiaryUnit.name))
        return [MissingSheet(unit, month) for unit, month in rows]


def _of_office(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.CLOSE_SHEETS, office=BeneficiaryUnit.office_id)


def _remind(months: Sequence[date], before: datetime, at: datetime, *own: ColumnElement[bool]) -> Reminded:
    """Remind of each missing sheet of which nobody was reminded after *before*, a unit a transaction."""
    if not can_remind():
        return Reminded()
    with reading() as session:
        by_unit = _by_unit(session.execute(_unreminded(months, before, own)))
        holders = _supervisors(session, by_unit)
    reachable = {unit_id: months for unit_id, months in by_unit.items() if unit_id in holders}
    done = sum(_remind_unit(unit_id, months, holders[unit_id], before, at) for unit_id, months in reachable.items())
    return Reminded(done, len(by_unit) - len(reachable))


def _unreminded(months: Sequence[date], before: datetime, own: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    missing, sheet = missing_sheets(months, *own).subquery(), AttendanceSheet
    kept = and_(sheet.unit_id == missing.c.id, sheet.month == missing.c.month)
    statement = select(missing.c.id, missing.c.month).join(sheet, kept, isouter=True)
    return statement.where(or_(sheet.reminded_at.is_(None), sheet.reminded_at <= before)).order_by(missing.c.id)


def _by_unit(rows: Iterable[Any]) -> dict[int, list[date]]:
    found = defaultdict[int, list[date]](list)
    for unit_id, month in rows:
        found[unit_id].append(month)
    return found


def _supervisors(session: Session, unit_ids: Iterable[int]) -> dict[int, list[Account]]:
    """Active supervisors with an address, by the unit that they were given."""
    named = AccountScope.kind == ScopeKind.UNIT, AccountScope.key.in_([str(unit_id) for unit_id in unit_ids])
    able = Account.role == Role.UNIT_SUPERVISOR, Account.is_active, Account.email.is_not(None)
    statement = select(AccountScope.key, Account).join(Account, Account.id == AccountScope.account_id)
    found = defaultdict[int, list[Account]](list)
    for key, account in session.execute(statement.where(*named, *able).order_by(Account.id)):
        found[int(key)].append(account)
    return found


def _remind_unit(
    unit_id: int, months: Sequence[date], holders: Sequence[Account], before: datetime, at: datetime
) -> int:
    """Owe the letters and note it on the sheets, in one go; nothing where somebody else has just done so."""
    with transaction() as session:
        sheets = [hold_sheet(session, unit_id, month, to_close=True) for month in months]
        due = [sheet for sheet in sheets if sheet.reminded_at is None or sheet.reminded_at <= before]
        for sheet in due:
            sheet.reminded_at = at
        for holder in holders if due else ():
            _owe(session, holder, at)
        session.flush()
    return 1 if due else 0


def _owe(session: Session, holder: Account, at: datetime) -> None:
    """One letter tells of all the units that somebody looks after."""
    address = holder.email or ""
    if not outbox.was_owed_lately(session, MailKind.SHEET_REMINDER, address, at=at):
        outbox.owe(session, MailKind.SHEET_REMINDER, recipient=address, account_id=holder.id, at=at)

"""Who may do what, looked over every six months and signed (art. 46 RPDP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from registry.extensions.clock import in_peru, now, today
from registry.extensions.database import reading, transaction
from registry.models import Account, AuditEntry, PrivilegeReview
from registry.norms import norm_at
from registry.reference.months import add_months
from registry.services.accounts.policy import Act, reach_of, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.accounts import AuditAction

#: An account that nobody signed in with for so long is one to close.
UNUSED_DAYS = 90


@dataclass(frozen=True)
class Privilege:
    """An account, and when somebody last signed in with it."""

    account: Account
    signed_in_at: datetime | None
    is_unused: bool


@dataclass(frozen=True)
class Standing:
    """The last review within an officer's reach, and when the next one is due."""

    last: PrivilegeReview | None
    due_on: date
    is_due: bool
    article: str


def list_privileges(*, officer: Account, at: datetime | None = None) -> Sequence[Privilege]:
    """The open accounts within reach, with role, scopes and last sign-in, by name.

    Raises:
        NotAllowed: The role does not review privileges.
    """
    reached = within(officer, Act.REVIEW_PRIVILEGES, office=Account.office_id)
    whole = (joinedload(Account.office), selectinload(Account.scopes))
    statement = select(Account).where(reached, Account.is_active.is_(True)).options(*whole)
    last = select(AuditEntry.subject_id, func.max(AuditEntry.at).label("at")).where(
        AuditEntry.action == AuditAction.SIGNED_IN, AuditEntry.subject == Account.__tablename__
    )
    with reading() as session:
        accounts = session.scalars(statement.order_by(Account.full_name, Account.id)).all()
        numbers = [account.id for account in accounts]
        found = session.execute(last.where(AuditEntry.subject_id.in_(numbers)).group_by(AuditEntry.subject_id))
        signed_in = {row.subject_id: row.at for row in found}
    before = (at or now()) - timedelta(days=UNUSED_DAYS)
    return [_privilege(account, signed_in.get(account.id), before) for account in accounts]


def sign_off(*, remark: str, officer: Account, on: date | None = None) -> PrivilegeReview:
    """Sign that the accounts within reach were looked over; they are kept as they then were.

    Raises:
        NotAllowed: The role does not review privileges.
    """
    require(officer, Act.REVIEW_PRIVILEGES)
    rows = [_kept(privilege) for privilege in list_privileges(officer=officer)]
    review = PrivilegeReview(
        office_id=_reviewed_office(officer),
        reviewed_on=on or today(),
        reviewer=officer.full_name,
        reviewer_post=officer.post,
        accounts=rows,
        remark=remark,
    )
    with transaction() as session:
        session.add(review)
        session.flush()
        return review


def standing(*, officer: Account, on: date | None = None) -> Standing:
    """When the accounts within reach were last reviewed, and when they must be again; at once where never."""
    day = on or today()
    norm = norm_at("privilege_review_interval", day)
    with reading() as session:
        last = session.scalars(_reviews(officer).limit(1)).first()
    due_on = add_months(last.reviewed_on, norm.value) if last else day
    return Standing(last, due_on, due_on <= day, norm.article)


def list_reviews(*, officer: Account, page: int = 1) -> Page[PrivilegeReview]:
    """The signed reviews of what is within reach, the newest first."""
    with reading() as session:
        return cut(session, _reviews(officer), page, PER_PAGE)


def _reviews(officer: Account) -> Select[PrivilegeReview]:
    require(officer, Act.REVIEW_PRIVILEGES)
    office_id = _reviewed_office(officer)
    own = PrivilegeReview.office_id.is_(None) if office_id is None else PrivilegeReview.office_id == office_id
    newest = (PrivilegeReview.reviewed_on.desc(), PrivilegeReview.id.desc())
    return select(PrivilegeReview).where(own).order_by(*newest)


def _reviewed_office(officer: Account) -> int | None:
    """Office that a review by this officer is of; none where it is of all."""
    return None if reach_of(officer, Act.REVIEW_PRIVILEGES).is_nation else officer.office_id


def _privilege(account: Account, last: datetime | None, before: datetime) -> Privilege:
    return Privilege(account, last, (last or account.created_at) < before)


def _kept(privilege: Privilege) -> list[str | None]:
    account, last = privilege.account, privilege.signed_in_at
    return [account.username, account.role.value, account.office_name, in_peru(last).isoformat() if last else None]

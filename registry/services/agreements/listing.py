"""Agreements found: one in hand, a list, and what asks for somebody's look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Agreement, AgreementObligation, Institution
from registry.models.agreements.agreement import NOTICE
from registry.services.accounts.policy import Act, Owner, is_allowed, require_within, within
from registry.services.institutions.searching import holding
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import require_version
from registry.vocabulary.agreements import AgreementKind, AgreementState

#: How long before its day an obligation is told.
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class AgreementFilter:
    """What a list of agreements is narrowed to; an empty field narrows nothing. *state* is as told on *on*."""

    on: date
    search: str = ""
    kind: AgreementKind | None = None
    state: AgreementState | None = None
    institution_id: int | None = None


@dataclass(frozen=True)
class Due:
    """What an office has to see to: agreements about to end without another, and obligations whose day comes."""

    ending: Sequence[Agreement]
    obligations: Sequence[tuple[Agreement, AgreementObligation]]


def get_agreement(agreement_id: int, *, officer: Account, act: Act = Act.READ_AGREEMENTS) -> Agreement:
    """The agreement with its institution and obligations, for somebody who reads it, or is about to do the act.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        agreement = _found(session.scalars(_whole().where(Agreement.id == agreement_id)).first(), agreement_id)
        _require(session, agreement, act, officer)
        return agreement


def may(agreement: Agreement, act: Act, *, officer: Account) -> bool:
    """Whether the officer's act reaches the agreement: everybody reads it, its office alone keeps it."""
    if not is_allowed(officer, act):
        return False
    with reading() as session:
        try:
            _require(session, agreement, act, officer)
        except NotFound:
            return False
    return True


def find_renewal(agreement_id: int) -> Agreement | None:
    """The agreement that follows this one."""
    with reading() as session:
        return session.scalars(select(Agreement).where(Agreement.renews_id == agreement_id)).first()


def list_agreements(
    wanted: AgreementFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[Agreement]:
    """Agreements within reach, those that end first before the others."""
    reached = within(officer, Act.READ_AGREEMENTS, office=Agreement.office_id, institution=Agreement.institution_id)
    statement = _whole().join(Agreement.institution).where(reached, *_narrowed(wanted))
    with reading() as session:
        return cut(session, statement.order_by(Agreement.ends_on, Agreement.id), page, per_page)


def due_agreements(officer: Account, on: date) -> Due:
    """What the officer's office has to see to in the weeks to come.

    Raises:
        NotAllowed: The role does not include agreements.
    """
    reached = within(officer, Act.KEEP_AGREEMENTS, office=Agreement.office_id, institution=Agreement.institution_id)
    renewed = select(Agreement.renews_id).where(Agreement.renews_id.is_not(None))
    with reading() as session:
        of_reach = _whole().where(reached, Agreement.state == AgreementState.IN_FORCE)
        ending = of_reach.where(Agreement.ends_on < on + NOTICE, Agreement.ends_on >= on, Agreement.id.not_in(renewed))
        waiting = and_(AgreementObligation.done_on.is_(None), AgreementObligation.due_on <= on + AHEAD)
        owing = session.scalars(of_reach.where(Agreement.obligations.any(waiting)).order_by(Agreement.id))
        found = [(agreement, part) for agreement in owing for part in agreement.obligations if _waits(part, on)]
        return Due(
            ending=session.scalars(ending.order_by(Agreement.ends_on, Agreement.id)).all(),
            obligations=sorted(found, key=lambda pair: (pair[1].due_on or on, pair[1].id)),
        )


def hold(session: Session, agreement_id: int, act: Act, *, officer: Account, version: int | None = None) -> Agreement:
    """The agreement, nobody else's until the caller's transaction ends.

    Raises:
        NotFound: There is none with this key within the act's reach.
        StaleVersion: Somebody saved it after *version*.
    """
    statement = _whole().where(Agreement.id == agreement_id).with_for_update(of=Agreement)
    agreement = _found(session.scalars(statement).first(), agreement_id)
    _require(session, agreement, act, officer)
    if version is not None:
        require_version(agreement.version, version)
    return agreement


def _whole() -> Select[Agreement]:
    return select(Agreement).options(joinedload(Agreement.institution), selectinload(Agreement.obligations))


def _found(agreement: Agreement | None, agreement_id: int) -> Agreement:
    if agreement is None:
        raise NotFound(agreement_id=agreement_id)
    return agreement


def _require(session: Session, agreement: Agreement, act: Act, officer: Account) -> None:
    owner = Owner(office_id=agreement.office_id, institution_id=agreement.institution_id)
    require_within(session, officer, act, owner)


def _narrowed(wanted: AgreementFilter) -> list[ColumnElement[bool]]:
    conditions = holding(Institution.search_text, wanted.search)
    if wanted.kind is not None:
        conditions.append(Agreement.kind == wanted.kind)
    if wanted.institution_id is not None:
        conditions.append(Agreement.institution_id == wanted.institution_id)
    if wanted.state is not None:
        conditions.append(_is_told(wanted.state, wanted.on))
    return conditions


def _is_told(state: AgreementState, on: date) -> ColumnElement[bool]:
    """Agreements that are told as being in a state on a day."""
    in_force = Agreement.state == AgreementState.IN_FORCE
    soon = Agreement.ends_on < on + NOTICE
    told = {
        AgreementState.EXPIRED: and_(in_force, Agreement.ends_on < on),
        AgreementState.EXPIRING: and_(in_force, Agreement.ends_on >= on, soon),
        AgreementState.IN_FORCE: and_(in_force, Agreement.ends_on >= on + NOTICE),
    }
    return told.get(state, Agreement.state == state)


def _waits(part: AgreementObligation, on: date) -> bool:
    return part.done_on is None and part.due_on is not None and part.due_on <= on + AHEAD

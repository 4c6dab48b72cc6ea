"""What an evaluator may know of an applicant: what the profession needs, and the reserved part for a stated purpose."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, undefer

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import reading
from registry.models import Account, Inmate, WorkApplication
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require
from registry.services.people.reserved import SHORTEST_PURPOSE
from registry.services.prison_work.professions import profession_of
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.prison_work import Profession

#: Health weighs what the body cannot do; psychology and social work, the motive of the offence (RPROD art. 19).
NEEDED: dict[Profession, InstrumentedAttribute[Any]] = {
    Profession.HEALTH: Inmate.unable,
    Profession.PSYCHOLOGY: Inmate.offences,
    Profession.SOCIAL: Inmate.offences,
}


@dataclass(frozen=True)
class Looked:
    """The reserved facts that an evaluator was shown; None is what their profession does not see."""

    inmate: Inmate
    unable: tuple[str, ...] | None = None
    offences: tuple[str, ...] | None = None


def needs_reserved(profession: Profession) -> bool:
    """Whether the profession weighs anything reserved."""
    return profession in NEEDED


def look(application_id: int, *, purpose: str, officer: Account) -> Looked:
    """Show an evaluator what their profession weighs of an applicant; the look is noted.

    Raises:
        NotAllowed: The account evaluates nothing.
        NotFound: There is no such application in its prisons.
        WrongState: Its profession weighs nothing reserved.
        InvalidFields: The purpose says nothing.
    """
    require(officer, Act.READ_INMATE_RESERVED)
    column = NEEDED.get(profession_of(officer))
    inmate = _inmate_of(application_id, column, officer)
    if column is None:
        raise WrongState("work_nothing_reserved")
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise InvalidFields({"purpose": ("purpose_required", {})})
    with audit.for_purpose(purpose):
        audit.record(AuditAction.VIEWED, "inmate", inmate.id, facts=column.key, application=application_id)
    return Looked(inmate, **{column.key: tuple(getattr(inmate, column.key) or ())})


def _inmate_of(application_id: int, column: InstrumentedAttribute[Any] | None, officer: Account) -> Inmate:
    shown = joinedload(WorkApplication.inmate)
    shown = shown if column is None else shown.options(undefer(column))
    with reading() as session:
        application = session.scalars(
            select(WorkApplication).options(shown).where(WorkApplication.id == application_id)
        ).first()
        if application is None:
            raise NotFound(application_id=application_id)
        require(officer, Act.READ_INMATE_RESERVED, Owner(prison=application.prison))
        return application.inmate

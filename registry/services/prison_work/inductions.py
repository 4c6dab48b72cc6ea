"""The compulsory induction (RPROD art. 20): noted once for everybody who was there, and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Induction, Inmate
from registry.services.accounts.policy import Act, Owner, require
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.religious.details import prison_problems
from registry.services.saving import Problems, refuse

MOST_HOURS = 40
MOST_AT_ONCE = 300


@dataclass(frozen=True)
class InductionDetails:
    """One session of induction and who was there, by document number."""

    prison: str
    given_on: date
    hours: float
    given_by: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Inducted:
    """An induction with whom it was given to."""

    induction: Induction
    inmate: Inmate


def register(details: InductionDetails, *, officer: Account, on: date | None = None) -> Sequence[Induction]:
    """Note a session for everybody who was there; all of them or, where one is unknown, none.

    Raises:
        NotAllowed, NotFound: The role keeps no applications, or those of other prisons.
        InvalidFields: A field breaks a rule, or somebody is not held there or was noted for that day already.
    """
    require(officer, Act.KEEP_APPLICATIONS, Owner(prison=details.prison))
    refuse(induction_problems(details, on or today()))
    with transaction() as session:
        present = _present(session, details)
        _refuse_again(session, present, details)
        given = [_induction(inmate, details, officer) for inmate in present]
        session.add_all(given)
        session.flush()
        return given


def list_inductions(prison: str, *, officer: Account, page: int = 1, per_page: int = PER_PAGE) -> Page[Inducted]:
    """Inductions given in a prison, the latest first.

    Raises:
        NotAllowed, NotFound: The role reads no applications, or those of other prisons.
    """
    require(officer, Act.READ_APPLICATIONS, Owner(prison=prison))
    newest = select(Induction).where(Induction.prison == prison)
    newest = newest.order_by(Induction.given_on.desc(), Induction.id.desc())
    with reading() as session:
        found = cut(session, newest, page, per_page)
        keys = {one.inmate_id for one in found.items}
        people = {one.id: one for one in session.scalars(select(Inmate).where(Inmate.id.in_(keys)))}
        return Page(
            [Inducted(one, people[one.inmate_id]) for one in found.items], found.total, found.number, found.per_page
        )


def induction_problems(details: InductionDetails, on: date) -> Problems:
    """What is wrong with a session as entered."""
    problems: Problems = prison_problems("prison", details.prison)
    if details.given_on > on:
        problems["given_on"] = ("work_day_to_come", {})
    if not 0 < details.hours <= MOST_HOURS:
        problems["hours"] = ("induction_hours", {"most": MOST_HOURS})
    if not details.given_by.strip():
        problems["given_by"] = ("required", {})
    if not 1 <= len(set(details.documents)) <= MOST_AT_ONCE:
        problems["documents"] = ("induction_people", {"most": MOST_AT_ONCE})
    return problems


def _present(session: Session, details: InductionDetails) -> Sequence[Inmate]:
    wanted = set(details.documents)
    held = Inmate.prison == details.prison, Inmate.document_number.in_(wanted), Inmate.released_on.is_(None)
    found = session.scalars(select(Inmate).where(*held).order_by(Inmate.id).with_for_update()).all()
    if unknown := sorted(wanted - {inmate.document_number for inmate in found}):
        raise InvalidFields({"documents": ("induction_unknown", {"documents": ", ".join(unknown)})})
    return found


def _refuse_again(session: Session, present: Sequence[Inmate], details: InductionDetails) -> None:
    keys = [inmate.id for inmate in present]
    noted = select(Induction.inmate_id).where(
        Induction.inmate_id.in_(keys), Induction.prison == details.prison, Induction.given_on == details.given_on
    )
    again = set(session.scalars(noted))
    if names := [inmate.document_number for inmate in present if inmate.id in again]:
        raise InvalidFields({"documents": ("induction_known", {"documents": ", ".join(names)})})


def _induction(inmate: Inmate, details: InductionDetails, officer: Account) -> Induction:
    return Induction(
        inmate_id=inmate.id,
        prison=details.prison,
        given_on=details.given_on,
        hours=details.hours,
        given_by=details.given_by.strip(),
        account_id=officer.id,
        account_name=officer.full_name,
    )

"""Handing files out: many at once, each by itself, with what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.errors import DomainError, InvalidFields
from registry.extensions.database import reading
from registry.models import Account, CaseFile
from registry.services.accounts.policy import Act, require
from registry.services.procedures.decision import reviewing
from registry.services.procedures.desk import narrowing
from registry.services.procedures.desk.narrowing import CaseFilter

#: Most files that are handed out at once.
MOST_ASSIGNED = 500


@dataclass(frozen=True)
class Assigned:
    """What became of one file that was handed out; `refusal` where it could not be."""

    number: str
    refusal: DomainError | None = None


def list_officers(*, officer: Account) -> Sequence[Account]:
    """Officers who review files, those of one's own office first; each file is held against its officer's reach.

    Raises:
        NotAllowed: The role does not assign files.
    """
    require(officer, Act.ASSIGN_CASES)
    reviewers = select(Account).where(Account.role.in_(reviewing.REVIEWERS), Account.is_active)
    own_first = Account.office_id.is_distinct_from(officer.office_id)
    with reading() as session:
        return session.scalars(reviewers.order_by(own_first, Account.full_name, Account.id)).all()


def versions_of(wanted: CaseFilter, *, officer: Account, on: date) -> Mapping[int, int]:
    """Keys and present versions of the files that a filter leaves, the most urgent first, no more than may be given.

    Raises:
        NotAllowed: The role does not assign files.
    """
    require(officer, Act.ASSIGN_CASES)
    due = narrowing.due_on(on)
    columns = select(CaseFile.id, CaseFile.version).where(*narrowing.conditions(wanted, officer, due))
    with reading() as session:
        rows = session.execute(columns.order_by(*narrowing.ordered(officer, due)).limit(MOST_ASSIGNED))
        return {row.id: row.version for row in rows}


def assign_many(versions: Mapping[int, int], officer_id: int, *, officer: Account, on: date) -> Sequence[Assigned]:
    """Give files, by their keys with the versions that were seen, to an officer; each by itself.

    Raises:
        NotAllowed: The role does not assign files.
        InvalidFields: None is named, or too many are.
    """
    require(officer, Act.ASSIGN_CASES)
    if not versions:
        raise InvalidFields({"case_files": ("required", {})})
    if len(versions) > MOST_ASSIGNED:
        raise InvalidFields({"case_files": ("case_too_many", {"most": MOST_ASSIGNED})})
    numbers = _numbers(versions, officer)
    results = []
    for case_file_id, version in versions.items():
        refusal = None
        try:
            reviewing.assign(case_file_id, officer_id, version=version, officer=officer, on=on)
        except DomainError as refused:
            refusal = refused
        results.append(Assigned(numbers.get(case_file_id, ""), refusal))
    return results


def _numbers(versions: Mapping[int, int], officer: Account) -> Mapping[int, str]:
    """How the files are called that the officer reaches."""
    own = CaseFile.id.in_(versions), narrowing.reached(officer, Act.ASSIGN_CASES)
    with reading() as session:
        return {found.id: found.shown_number for found in session.scalars(select(CaseFile).where(*own))}

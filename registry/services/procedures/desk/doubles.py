"""Doubles: files and institutions with the same RUC, or with nearly the same name in the same district."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, CaseFile, Institution
from registry.services.accounts.policy import Act, require, require_within, within
from registry.services.procedures.applicants import owner_of
from registry.services.procedures.desk.likeness import ALIKE, likeness, name_of
from registry.vocabulary.procedures import CaseState

#: Most that are told of each kind.
MOST_TOLD = 10


@dataclass(frozen=True)
class Double:
    """An institution or a file like the one in hand; `likeness` is 1 where the RUC is the same."""

    found: Any
    has_same_ruc: bool
    likeness: float


@dataclass(frozen=True)
class Doubles:
    """What resembles a file: institutions of the register, other files, and what the same RUC filed before."""

    institutions: Sequence[Double]
    files: Sequence[Double]
    earlier: Sequence[CaseFile]


@dataclass(frozen=True)
class Pair:
    """Two institutions of one district under nearly the same name, each with a RUC of its own."""

    one: Institution
    other: Institution
    likeness: float


def find_doubles(case_file_id: int, *, officer: Account) -> Doubles:
    """What resembles a file in hand; files out of the officer's reach are left out.

    Raises:
        NotAllowed: The role does not include case files.
        NotFound: There is no such file within reach.
    """
    with reading() as session:
        case = session.get(CaseFile, case_file_id)
        if case is None or case.state is CaseState.DRAFT:
            raise NotFound(case_file_id=case_file_id)
        require_within(session, officer, Act.READ_CASES, owner_of(case))
        others = [Institution.id != case.institution_id] if case.institution_id is not None else []
        own = CaseFile.id != case.id, *_readable(officer)
        is_same = CaseFile.ruc == case.ruc
        return Doubles(
            institutions=_alike(session, case, Institution, Institution.name, others),
            files=_alike(session, case, CaseFile, CaseFile.applicant, [*own, ~is_same] if case.ruc else own),
            earlier=_newest_first(session, [*own, is_same]) if case.ruc else [],
        )


def list_pairs(*, officer: Account) -> Sequence[Pair]:
    """Institutions that may be entered twice, the most alike first; only of the districts that the officer keeps.

    Raises:
        NotAllowed: The role does not keep institutions.
    """
    require(officer, Act.KEEP_INSTITUTIONS)
    own = within(officer, Act.KEEP_INSTITUTIONS, institution=Institution.id, ubigeo=Institution.ubigeo)
    with reading() as session:
        rows = session.scalars(select(Institution).where(own).order_by(Institution.ubigeo, Institution.id)).all()
    found = [pair for _, district in groupby(rows, attrgetter("ubigeo")) for pair in _pairs(district)]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one.id, pair.other.id))


def _pairs(district: Iterable[Institution]) -> Iterator[Pair]:
    named = [(one, name_of(one.name)) for one in district]
    for (one, name), (other, other_name) in combinations(named, 2):
        alike = likeness(name, other_name)
        if alike >= ALIKE:
            yield Pair(one, other, alike)


def _resembles(kind: Any, case: CaseFile) -> ColumnElement[bool]:
    """Rows of the same RUC, or of the same district, whose names are compared."""
    condition: ColumnElement[bool] = kind.ubigeo == case.ubigeo
    return condition | (kind.ruc == case.ruc) if case.ruc else condition


def _readable(officer: Account) -> Sequence[ColumnElement[bool]]:
    columns = {"office": CaseFile.office_id, "institution": CaseFile.institution_id, "ubigeo": CaseFile.ubigeo}
    return CaseFile.state != CaseState.DRAFT, within(officer, Act.READ_CASES, **columns)


def _newest_first(session: Session, conditions: Sequence[ColumnElement[bool]]) -> Sequence[CaseFile]:
    return session.scalars(select(CaseFile).where(*conditions).order_by(CaseFile.id.desc())).all()


def _alike(
    session: Session, case: CaseFile, kind: Any, column: Any, others: Sequence[ColumnElement[bool]]
) -> Sequence[Double]:
    """The rows of the same RUC or of nearly the same name, the most alike first; only these are read whole."""
    name, found = name_of(case.applicant), []
    for row in session.execute(select(kind.id, kind.ruc, column).where(_resembles(kind, case), *others)):
        has_same_ruc = bool(case.ruc) and row.ruc == case.ruc
        alike = 1.0 if has_same_ruc else likeness(name, name_of(row[-1]))
        if alike >= ALIKE:
            found.append((not has_same_ruc, -alike, row.id))
    told = sorted(found)[:MOST_TOLD]
    rows = {row.id: row for row in session.scalars(select(kind).where(kind.id.in_(key for *_, key in told)))}
    return [Double(rows[key], not is_other, -alike) for is_other, alike, key in told]

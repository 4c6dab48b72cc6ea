"""Whose things an account reaches by an act: one answer for a thing in hand and for the rows of a query."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true

from registry.models import Account, Office
from registry.reference.regional_offices import get_regional_office
from registry.vocabulary.accounts import Reach, ScopeKind

#: A mapped column; whether it may be empty makes no difference here.
Column = Any


@dataclass(frozen=True)
class Owner:
    """Whose a thing is; an empty field is in nobody's reach."""

    office_id: int | None = None
    #: Of the office.
    region: str = ""
    institution_id: int | None = None
    unit_id: int | None = None
    #: Code of the prison.
    prison: str = ""
    #: Where the thing stands that belongs to no office: an institution.
    ubigeo: str = ""


@dataclass(frozen=True)
class Extent:
    """Everything, or what belongs to these offices, regions, departments, institutions, units or prisons."""

    is_nation: bool = False
    offices: frozenset[int] = frozenset()
    regions: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    institutions: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    prisons: frozenset[str] = frozenset()

    def covers(self, owner: Owner) -> bool:
        """Whether a thing in hand is within reach."""
        return self.is_nation or any(
            (
                owner.office_id in self.offices,
                owner.region in self.regions,
                owner.ubigeo[:2] in self.departments,
                owner.institution_id in self.institutions,
                owner.unit_id in self.units,
                owner.prison in self.prisons,
            )
        )

    def condition(self, columns: dict[str, Column]) -> ColumnElement[bool]:
        """Rows within reach; *columns* say whose a row is: `office`, `institution`, `unit`, `prison`, `ubigeo`."""
        if self.is_nation:
            return true()
        found = [columns[name].in_(keys) for name, keys in self._keys() if keys and name in columns]
        if self.regions and "office" in columns:
            found.append(columns["office"].in_(select(Office.id).where(Office.region.in_(self.regions))))
        if self.departments and "ubigeo" in columns:
            found.append(func.substr(columns["ubigeo"], 1, 2).in_(self.departments))
        return or_(*found) if found else false()

    def _keys(self) -> tuple[tuple[str, frozenset[Any]], ...]:
        return (
            ("office", self.offices),
            ("institution", self.institutions),
            ("unit", self.units),
            ("prison", self.prisons),
        )


def extent_of(account: Account, reach: Reach) -> Extent:
    """What an account reaches where its role goes so far; needs office and scopes loaded."""
    return _EXTENTS[reach](account)


def _nation(_account: Account) -> Extent:
    return Extent(is_nation=True)


def _assigned(account: Account) -> Extent:
    """What was given; where nothing was, the own office, and the institutions of its region."""
    regions, offices = account.scope_keys(ScopeKind.REGION), account.scope_keys(ScopeKind.OFFICE)
    if account.scope_keys(ScopeKind.NATION):
        return Extent(is_nation=True)
    if not regions and not offices and account.office is not None:
        own = _office(account)
        return Extent(offices=own.offices, departments=_departments(frozenset({account.office.region})))
    return Extent(offices=frozenset(map(int, offices)), regions=regions, departments=_departments(regions))


def _office(account: Account) -> Extent:
    return Extent() if account.office_id is None else Extent(offices=frozenset({account.office_id}))


def _institution(account: Account) -> Extent:
    return Extent(institutions=frozenset(map(int, account.scope_keys(ScopeKind.INSTITUTION))))


def _unit(account: Account) -> Extent:
    return Extent(units=frozenset(map(int, account.scope_keys(ScopeKind.UNIT))))


def _prison(account: Account) -> Extent:
    return Extent(prisons=account.scope_keys(ScopeKind.PRISON))


def _departments(regions: frozenset[str]) -> frozenset[str]:
    return frozenset(code for region in regions for code in get_regional_office(region).departments)


_EXTENTS = {
    Reach.NATION: _nation,
    Reach.ASSIGNED: _assigned,
    Reach.OFFICE: _office,
    Reach.INSTITUTION: _institution,
    Reach.UNIT: _unit,
    Reach.PRISON: _prison,
}

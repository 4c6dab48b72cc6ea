"""Offices of the operator."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, Office
from registry.reference.regional_offices import regional_offices
from registry.services.accounts.policy import Act, Owner, require
from registry.services.locations import site_point, site_problems
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.accounts import OfficeKind

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,15}")


@dataclass(frozen=True)
class OfficeDetails:
    """An office's facts; *region* is the code of the regional office above it.

    Without a point, the capital of the district stands in.
    """

    code: str
    name: str
    region: str
    ubigeo: str
    latitude: float | None = None
    longitude: float | None = None
    kind: OfficeKind = OfficeKind.OPEN_REGIME
    address: str = ""
    phone: str = ""
    email: str = ""


def open_office(details: OfficeDetails) -> Office:
    """Open an office.

    Raises:
        InvalidFields: A field breaks a rule, or the code is another office's.
    """
    refuse(_problems(details))
    with transaction() as session:
        _refuse_taken_code(session, details.code)
        office = Office(**_columns(details))
        with saving(session, refuse_rival=lambda: _refuse_taken_code(session, details.code)):
            session.add(office)
        return office


def change_office(office_id: int, details: OfficeDetails, *, version: int, officer: Account) -> Office:
    """Correct the facts of an office: a chief of the own one, an administrator of any.

    Raises:
        NotFound: There is none, or it is not the chief's.
        StaleVersion: Somebody saved it after *version*.
        NotAllowed: The role does not include it.
        InvalidFields: A field breaks a rule, or the code changes, which the numbers of its documents carry.
    """
    require(officer, Act.KEEP_OFFICES)
    refuse(_problems(details))
    with transaction() as session:
        office = session.get(Office, office_id, with_for_update=True)
        if office is None:
            raise NotFound(office_id=office_id)
        require(officer, Act.KEEP_OFFICES, Owner(office_id=office.id, region=office.region))
        require_version(office.version, version)
        if details.code != office.code:
            raise InvalidFields({"code": ("office_code_fixed", {"code": office.code})})
        for column, value in _columns(details).items():
            setattr(office, column, value)
        session.flush()
        return office


def get_office(office_id: int) -> Office:
    """The office with this key.

    Raises:
        NotFound: There is none.
    """
    with reading() as session:
        office = session.get(Office, office_id)
        if office is None:
            raise NotFound(office_id=office_id)
        return office


def find_office(code: str) -> Office | None:
    """The office with this code, if there is one."""
    with reading() as session:
        return session.scalars(select(Office).where(Office.code == code.strip().upper())).first()


def list_offices() -> Sequence[Office]:
    """Every office, by name."""
    with reading() as session:
        return session.scalars(select(Office).order_by(Office.name, Office.id)).all()


def _problems(details: OfficeDetails) -> Problems:
    problems = site_problems(details.ubigeo, details.latitude, details.longitude)
    if not CODE.fullmatch(details.code):
        problems["code"] = ("office_code_shape", {})
    if details.region not in {office.code for office in regional_offices()}:
        problems["region"] = ("region_unknown", {"region": details.region})
    return problems


def _columns(details: OfficeDetails) -> dict[str, Any]:
    return {**asdict(details), **site_point(details.ubigeo, details.latitude, details.longitude)}


def _refuse_taken_code(session: Session, code: str) -> None:
    holder = session.scalars(select(Office).where(Office.code == code)).first()
    if holder is not None:
        raise InvalidFields({"code": ("office_code_taken", {"office": holder.name})})

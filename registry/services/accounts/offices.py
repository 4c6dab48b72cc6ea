"""Offices of the operator."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Office, Officer
from registry.reference.regional_offices import regional_offices
from registry.services.accounts.policy import Act, require
from registry.services.locations import position_problems, ubigeo_problems
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.accounts import OfficeKind

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,15}")


@dataclass(frozen=True)
class OfficeDetails:
    """An office's facts; *region* is the code of the regional office above it."""

    code: str
    name: str
    region: str
    ubigeo: str
    latitude: float
    longitude: float
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
        office = Office(**asdict(details))
        with saving(session, refuse_rival=lambda: _refuse_taken_code(session, details.code)):
            session.add(office)
        return office


def change_office(office_id: int, details: OfficeDetails, *, version: int, officer: Officer) -> Office:
    """Correct the facts of the officer's own office.

    Raises:
        NotFound: It is another office.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or the code is another office's.
    """
    require(officer, Act.KEEP_OFFICE)
    refuse(_problems(details))
    with transaction() as session:
        office = session.get(Office, office_id) if office_id == officer.office_id else None
        if office is None:
            raise NotFound(office_id=office_id)
        require_version(office.version, version)
        _refuse_taken_code(session, details.code, office_id)
        with saving(session, refuse_rival=lambda: _refuse_taken_code(session, details.code, office_id)):
            for column, value in asdict(details).items():
                setattr(office, column, value)
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
    problems = ubigeo_problems(details.ubigeo) | position_problems(details.latitude, details.longitude)
    if not CODE.fullmatch(details.code):
        problems["code"] = ("office_code_shape", {})
    if details.region not in {office.code for office in regional_offices()}:
        problems["region"] = ("region_unknown", {"region": details.region})
    return problems


def _refuse_taken_code(session: Session, code: str, own_id: int | None = None) -> None:
    holder = session.scalars(select(Office).where(Office.code == code)).first()
    if holder is not None and holder.id != own_id:
        raise InvalidFields({"code": ("office_code_taken", {"office": holder.name})})

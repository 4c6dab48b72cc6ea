"""Offices and officers."""

from itertools import count
from typing import Any

from registry.models import Office
from registry.services.accounts.accounts import Account, AccountDetails, add_account
from registry.services.accounts.offices import OfficeDetails, open_office
from registry.vocabulary.accounts import OUTSIDERS, Role

PASSWORD = "caminos largos del sur"
_numbers = count(1)


def make_office(**overrides: Any) -> Office:
    """An open-regime office in Juliaca."""
    return open_office(office_details(**overrides))


def make_officer(password: str = PASSWORD, **overrides: Any) -> Account:
    """A case officer, of an office of their own unless the test names one."""
    return add_account(officer_details(**overrides), password=password)


def make_chief(**overrides: Any) -> Account:
    """A chief, of an office of their own unless the test names one."""
    return make_officer(**{"role": Role.CHIEF, "full_name": "Luis Cáceres", "post": "Jefe del EML", **overrides})


def office_details(**overrides: Any) -> OfficeDetails:
    number = next(_numbers)
    given: dict[str, Any] = {
        "code": f"EML-{number}",
        "name": f"EML Juliaca {number}",
        "region": "altiplano",
        "ubigeo": "211101",
        "latitude": -15.5,
        "longitude": -70.13,
    }
    return OfficeDetails(**(given | overrides))


def officer_details(**overrides: Any) -> AccountDetails:
    if "office_id" not in overrides:
        overrides["office_id"] = make_office().id
    given = {
        "username": f"oficial{next(_numbers)}",
        "full_name": "Rosa Medina",
        "post": "Especialista",
        "role": Role.CASE_OFFICER,
    }
    return AccountDetails(**(given | overrides))


def make_account(role: Role, **overrides: Any) -> Account:
    """Somebody of any role; staff are of an office of their own unless the test names one."""
    if role in OUTSIDERS:
        overrides = {"office_id": None, **overrides}
    return make_officer(**{"role": role, "full_name": role.label, "post": role.label, **overrides})

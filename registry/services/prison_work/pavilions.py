"""The pavilions of a prison, in which its inmates live."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, Pavilion
from registry.services.accounts.policy import Act, Owner, require
from registry.services.prison_work.workshop_details import PavilionDetails, pavilion_problems
from registry.services.saving import refuse, require_version, saving


def list_pavilions(prison: str, *, officer: Account) -> Sequence[Pavilion]:
    """The pavilions of a prison by name, those that are closed too.

    Raises:
        NotAllowed, NotFound: The role sees no workshops, or those of other prisons.
    """
    require(officer, Act.READ_WORKSHOPS, Owner(prison=prison))
    with reading() as session:
        return session.scalars(select(Pavilion).where(Pavilion.prison == prison).order_by(Pavilion.name)).all()


def get_pavilion(pavilion_id: int, *, officer: Account) -> Pavilion:
    """A pavilion of the account's prisons.

    Raises:
        NotFound: There is none with this key in its prisons.
    """
    with reading() as session:
        return _reached(session, pavilion_id, officer)


def open_pavilion(details: PavilionDetails, *, officer: Account) -> Pavilion:
    """Enter a pavilion of a prison of the account's.

    Raises:
        NotAllowed, NotFound: The role keeps no workshops, or those of other prisons.
        InvalidFields: A field breaks a rule, or the prison has a pavilion of this name.
    """
    require(officer, Act.KEEP_WORKSHOPS, Owner(prison=details.prison))
    refuse(pavilion_problems(details))
    with transaction() as session:
        with saving(session, refuse_rival=_refuse_twin):
            pavilion = Pavilion(**asdict(details))
            session.add(pavilion)
        return pavilion


def change_pavilion(pavilion_id: int, details: PavilionDetails, *, version: int, officer: Account) -> Pavilion:
    """Correct a pavilion, close it or open it again; it stays in its prison.

    Raises:
        NotFound: There is none with this key in the account's prisons.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or the prison has another pavilion of this name.
    """
    refuse(pavilion_problems(details))
    with transaction() as session:
        pavilion = _reached(session, pavilion_id, officer, Act.KEEP_WORKSHOPS)
        require_version(pavilion.version, version)
        with saving(session, refuse_rival=_refuse_twin):
            pavilion.name, pavilion.is_open = details.name, details.is_open
        return pavilion


def known_pavilions(session: Session, prison: str) -> frozenset[int]:
    """Keys of the pavilions of a prison, for services that have settled whose it is."""
    return frozenset(session.scalars(select(Pavilion.id).where(Pavilion.prison == prison)))


def _reached(session: Session, pavilion_id: int, officer: Account, act: Act = Act.READ_WORKSHOPS) -> Pavilion:
    require(officer, act)
    pavilion = session.get(Pavilion, pavilion_id)
    if pavilion is None:
        raise NotFound(pavilion_id=pavilion_id)
    require(officer, act, Owner(prison=pavilion.prison))
    return pavilion


def _refuse_twin() -> None:
    raise InvalidFields({"name": ("pavilion_known", {})})

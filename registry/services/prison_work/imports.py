"""Bringing inmates in from a sheet: a known one stays as recorded, and what the sheet says otherwise is told."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.models import Account, Inmate, Pavilion
from registry.services.accounts.policy import Act
from registry.services.importing.columns import headers
from registry.services.importing.rows import Entered, Loaded, RowOutcome, SheetKind, one_by_one
from registry.services.prison_work.inmate_columns import COLUMNS
from registry.services.prison_work.inmate_details import Admission, Experience, InmateDetails, ReservedDetails
from registry.services.prison_work.inmates import register_inmate
from registry.vocabulary.messages import message
from registry.vocabulary.spelling import fold

#: What is compared when a document of the sheet is known already; reserved facts are not told by a report.
COMPARED = ("given_names", "first_surname", "birth_date", "sex", "situation", "held_since", "stage")


def _enter(session: Session, loaded: Loaded, officer: Account, on: date) -> Entered:
    admission = Admission(loaded["prison"], loaded["stage"])
    details = _details(session, loaded)
    reserved = ReservedDetails(**loaded["reserved"]) if loaded["reserved"] else None
    registered = register_inmate(details, admission, officer=officer, reserved=reserved, on=on)
    inmate = registered.inmate
    if registered.is_new:
        return Entered(RowOutcome.ADDED, inmate.id)
    return Entered(RowOutcome.KNOWN, inmate.id, tuple(_differences(inmate, details, admission)))


def _details(session: Session, loaded: Loaded) -> InmateDetails:
    facts: dict[str, Any] = dict(loaded["inmate"])
    facts["experience"] = tuple(Experience(**one) for one in facts["experience"])
    return InmateDetails(**facts, pavilion_id=_pavilion(session, loaded["prison"], loaded["pavilion"]))


def _pavilion(session: Session, prison: str, name: str) -> int | None:
    if not name:
        return None
    known = session.execute(select(Pavilion.name, Pavilion.id).where(Pavilion.prison == prison, Pavilion.is_open))
    found = {fold(one): key for one, key in known}.get(fold(name))
    if found is None:
        raise InvalidFields({"pavilion": ("pavilion_unknown", {})})
    return found


def _differences(inmate: Inmate, details: InmateDetails, admission: Admission) -> Iterator[str]:
    told = {name: getattr(details, name, admission.stage) for name in COMPARED}
    changed = [name for name, value in told.items() if getattr(inmate, name) != value]
    if changed:
        yield message("sheet_inmate_differs", {"fields": headers(changed, COLUMNS)})


#: Rows of inmates, each with what the law reserves where the sheet tells it.
INMATES = SheetKind(
    title="Internos",
    subject="interno",
    columns=COLUMNS,
    act=Act.KEEP_INMATES,
    labels={
        RowOutcome.ADDED: "Ficha abierta",
        RowOutcome.KNOWN: "Ya registrada, sin cambios",
        RowOutcome.REFUSED: "Rechazada",
    },
    enter=one_by_one(_enter),
)

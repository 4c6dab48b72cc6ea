"""Bringing institutions in from a sheet: a known one stays as recorded, and only a missing registration is added."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models import Account, Institution
from registry.services.accounts.policy import Act
from registry.services.importing.columns import DAY, Column, headers, one_of
from registry.services.importing.rows import Entered, Loaded, RowOutcome, SheetKind, one_by_one
from registry.services.institutions.details import InstitutionDetails, RegistrationDetails
from registry.services.institutions.institutions import register_institution
from registry.services.institutions.registrations import find_active, register
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole
from registry.vocabulary.messages import message

COLUMNS = (
    Column("ruc", "RUC", "20145496170", "Once dígitos", is_required=True),
    Column("name", "nombre", "Municipalidad Provincial de San Román", "", is_required=True),
    Column("nature", "naturaleza", "Pública", one_of(InstitutionNature), is_required=True),
    Column("ubigeo", "ubigeo", "211101", "Código INEI del distrito de la sede", is_required=True),
    Column("social_purpose", "fin social", "", "De una privada, como figura en su estatuto (art. 34.2 CP)"),
    Column("address", "dirección", "Jr. Jáuregui 321", ""),
    Column("representative", "representante", "Elena Mamani", "Nombres y apellidos"),
    Column("phone", "teléfono", "051 321 114", ""),
    Column("email", "correo", "mesa@example.com", ""),
    Column("role", "inscrita como", "Unidad beneficiaria", one_of(InstitutionRole)),
    Column("valid_from", "vigente desde", "02/01/2026", DAY),
    Column("valid_to", "vigente hasta", "31/12/2028", DAY),
    Column("resolution", "resolución", "R.D. 041-2026", "La que la inscribió"),
)
#: What is compared when the sheet tells otherwise than the registry.
COMPARED = ("name", "nature", "ubigeo", "social_purpose", "address", "representative", "phone", "email")
DATES = ("valid_from", "valid_to")


def _enter(session: Session, loaded: Loaded, officer: Account, _on: date) -> Entered:
    known = _known(session, loaded["institution"]["ruc"])
    institution = known or register_institution(InstitutionDetails(**loaded["institution"]), officer=officer)
    remarks = [] if known is None else list(_differences(known, loaded["institution"]))
    has_news = False
    if loaded["registration"]:
        written = RegistrationDetails(**loaded["registration"])
        standing = None if known is None else find_active(known, written.role)
        has_news = standing is None
        if standing is None:
            register(institution.id, written, officer=officer)
        else:
            remarks += _told(name for name in DATES if getattr(standing, name) != getattr(written, name))
    outcome = RowOutcome.COMPLETED if has_news else RowOutcome.KNOWN
    return Entered(RowOutcome.ADDED if known is None else outcome, institution.id, tuple(remarks))


def _known(session: Session, ruc: str) -> Institution | None:
    own = select(Institution).where(Institution.ruc == ruc).options(selectinload(Institution.registrations))
    return session.scalars(own).first()


def _differences(institution: Institution, written: dict[str, Any]) -> Iterator[str]:
    """What the sheet says otherwise; what it leaves blank it does not say."""
    return _told(name for name in COMPARED if written.get(name) and written[name] != getattr(institution, name))


def _told(fields: Iterator[str]) -> Iterator[str]:
    if changed := list(fields):
        yield message("sheet_institution_differs", {"fields": headers(changed, COLUMNS)})


#: Rows of institutions, each with a registration where the sheet tells one.
INSTITUTIONS = SheetKind(
    title="Instituciones",
    subject="institución",
    columns=COLUMNS,
    act=Act.KEEP_INSTITUTIONS,
    labels={
        RowOutcome.ADDED: "Institución registrada",
        RowOutcome.COMPLETED: "Inscripción añadida",
        RowOutcome.KNOWN: "Ya registrada, sin cambios",
        RowOutcome.REFUSED: "Rechazada",
    },
    enter=one_by_one(_enter),
)

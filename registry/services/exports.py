"""Records taken out of the registry as a table: one office's, for a purpose, and each person named in the audit.

Reserved facts (offence, health, the court's reasons) are in none of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.extensions.spreadsheets import Cell
from registry.models import Account, BeneficiaryUnit, Person, Placement, Sentence, Vacancy
from registry.reference.hours import clock
from registry.reference.places import district_label
from registry.services import audit
from registry.services.accounts.policy import Act, own_office_id, require
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.shifts import Shift

SHORTEST_PURPOSE = 10
#: Cells of a person without a penalty on record.
NO_PENALTY: tuple[Cell, ...] = (None,) * 6


@dataclass(frozen=True)
class Export:
    """A table: its headings and its rows."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class _Kind:
    headings: Sequence[str]
    #: Rows of an office, each with the key of the person that it tells of, if any.
    read: Callable[[Session, int, date], Iterator[tuple[int | None, Sequence[Cell]]]]


def export_records(kind: str, *, officer: Account, purpose: str, on: date | None = None) -> Export:
    """Take out the records of the officer's office; the audit notes the export, and each person in it.

    Raises:
        NotAllowed: The role does not export records.
        InvalidFields: The purpose says nothing.
    """
    require(officer, Act.EXPORT_RECORDS)
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise InvalidFields({"purpose": ("purpose_required", {})})
    office_id, known = own_office_id(officer), KINDS[kind]
    with transaction() as session, audit.for_purpose(purpose.strip()):
        found = list(known.read(session, office_id, on or today()))
        audit.record(AuditAction.EXPORTED, "office", office_id, kind=kind, rows=len(found))
        for person_id in sorted({person_id for person_id, _ in found if person_id is not None}):
            audit.record(AuditAction.EXPORTED, "person", person_id, kind=kind)
    return Export(known.headings, [row for _, row in found])


def _people(session: Session, office_id: int, on: date) -> Iterator[tuple[int | None, Sequence[Cell]]]:
    whole = selectinload(Person.sentences).selectinload(Sentence.orders)
    statement = select(Person).where(Person.office_id == office_id).options(whole)
    for person in session.scalars(statement.order_by(Person.search_text, Person.id)):
        facts: tuple[Cell, ...] = (
            *_named(person),
            person.birth_date,
            district_label(person.ubigeo),
            person.phone,
            person.email,
        )
        for sentence in person.sentences:
            yield person.id, (*facts, *_penalty(sentence, on))
        if not person.sentences:
            yield person.id, (*facts, *NO_PENALTY)


def _penalty(sentence: Sentence, on: date) -> tuple[Cell, ...]:
    return (
        sentence.case_number,
        sentence.court,
        sentence.kind.label,
        sentence.jornadas_owed(on),
        sentence.received_on,
        sentence.prescribes_on,
    )


def _placements(session: Session, office_id: int, _on: date) -> Iterator[tuple[int | None, Sequence[Cell]]]:
    whole = (
        joinedload(Placement.sentence).joinedload(Sentence.person),
        joinedload(Placement.vacancy).joinedload(Vacancy.unit),
    )
    statement = select(Placement).join(Placement.sentence).where(Sentence.office_id == office_id).options(*whole)
    for placement in session.scalars(statement.order_by(Placement.id)):
        person, vacancy = placement.sentence.person, placement.vacancy
        end = placement.end_reason.label if placement.end_reason else None
        place = (vacancy.unit.name, vacancy.task.label, _hours(placement), placement.starts_on)
        row = (*_named(person), placement.sentence.case_number, *place, placement.state.label, end)
        yield person.id, row


def _units(session: Session, office_id: int, _on: date) -> Iterator[tuple[int | None, Sequence[Cell]]]:
    statement = select(BeneficiaryUnit).where(BeneficiaryUnit.office_id == office_id)
    whole = statement.options(joinedload(BeneficiaryUnit.institution)).order_by(BeneficiaryUnit.search_text)
    for unit in session.scalars(whole):
        place = (unit.address, district_label(unit.ubigeo), unit.supervisor, unit.phone, unit.email)
        yield None, (unit.institution.ruc, unit.institution.name, unit.name, unit.kind.label, *place, unit.is_open)


def _named(person: Person) -> tuple[Cell, ...]:
    return person.document_kind.label, person.document_number, person.surnames, person.given_names


def _hours(placement: Placement) -> str:
    return "; ".join(f"{Shift(shift).label} {clock(start)}–{clock(end)}" for shift, start, end in placement.attendances)


IDENTITY = ("Documento", "Número", "Apellidos", "Nombres")
KINDS: Mapping[str, _Kind] = {
    "people": _Kind(
        (
            *IDENTITY,
            "Nacimiento",
            "Distrito",
            "Teléfono",
            "Correo",
            "Expediente",
            "Juzgado",
            "Pena",
            "Jornadas",
            "Recibida",
            "Prescribe",
        ),
        _people,
    ),
    "placements": _Kind(
        (*IDENTITY, "Expediente", "Unidad", "Tarea", "Horario", "Empieza", "Estado", "Motivo del término"), _placements
    ),
    "units": _Kind(
        (
            "RUC",
            "Institución",
            "Unidad",
            "Clase",
            "Dirección",
            "Distrito",
            "Responsable",
            "Teléfono",
            "Correo",
            "Abierta",
        ),
        _units,
    ),
}

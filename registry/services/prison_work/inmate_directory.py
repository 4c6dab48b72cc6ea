"""The list of inmates of the account's prisons: found, narrowed, and taken out as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from registry.errors import InvalidFields
from registry.extensions.database import reading, transaction
from registry.extensions.spreadsheets import Cell
from registry.models import Account, Inmate
from registry.services import audit
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.exports import SHORTEST_PURPOSE, Export
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.prison_work import LegalSituation, Stage
from registry.vocabulary.spelling import fold

#: What a table of inmates tells; nothing of offence, health or marks.
HEADINGS = (
    "Tipo de documento",
    "Número de documento",
    "Apellidos",
    "Nombres",
    "Nacimiento",
    "Sexo",
    "Situación",
    "Régimen y etapa",
    "Pabellón",
    "Ingreso",
    "Fin de la pena",
    "Grado de instrucción",
    "Inscripción",
    "Folio",
)


@dataclass(frozen=True)
class InmateFilter:
    """What a list of inmates is narrowed to; an empty field narrows nothing."""

    #: Code of one prison; none: all of the account's.
    prison: str = ""
    #: Beginnings of names, in any order and without accents, or the beginning of a document.
    search: str = ""
    pavilion_id: int | None = None
    situation: LegalSituation | None = None
    stage: Stage | None = None
    #: Whether they stand in the book of registered workers.
    is_inscribed: bool | None = None
    #: Those who were released, instead of those who are held.
    is_released: bool = False


def list_inmates(
    narrowed: InmateFilter | None = None, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[Inmate]:
    """Inmates in the order of their names, each with the pavilion; the number of queries does not grow with them.

    Raises:
        NotAllowed: The role reads no inmates.
    """
    narrowed = narrowed or InmateFilter()
    statement = (
        select(Inmate)
        .where(within(officer, Act.READ_INMATES, prison=Inmate.prison), *_conditions(narrowed))
        .options(joinedload(Inmate.pavilion))
        .order_by(Inmate.search_text, Inmate.id)
    )
    with reading() as session:
        return cut(session, statement, page, per_page)


def export_inmates(prison: str, *, officer: Account, purpose: str) -> Export:
    """Take out who is held in a prison, without reserved facts; the audit notes the export, and each inmate in it.

    Raises:
        NotAllowed, NotFound: The role keeps no inmates, or those of other prisons.
        InvalidFields: The purpose says nothing.
    """
    require(officer, Act.KEEP_INMATES, Owner(prison=prison))
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise InvalidFields({"purpose": ("purpose_required", {})})
    statement = select(Inmate).where(*_conditions(InmateFilter(prison=prison))).options(joinedload(Inmate.pavilion))
    with transaction() as session, audit.for_purpose(purpose.strip()):
        found = session.scalars(statement.order_by(Inmate.search_text, Inmate.id)).all()
        for inmate in found:
            audit.record(AuditAction.EXPORTED, "inmate", inmate.id, kind="inmates")
        return Export(HEADINGS, [tuple(_cells(inmate)) for inmate in found])


def answers_to(word: str) -> ColumnElement[bool]:
    """Condition on `Inmate`: one of the names begins with the word, or the document does."""
    name = fold(word)
    return or_(
        Inmate.search_text.startswith(name, autoescape=True),
        Inmate.search_text.contains(f" {name}", autoescape=True),
        Inmate.document_number.startswith(word.upper(), autoescape=True),
    )


def _conditions(narrowed: InmateFilter) -> list[ColumnElement[bool]]:
    conditions = [answers_to(word) for word in narrowed.search.split()]
    conditions.append(Inmate.released_on.is_not(None) if narrowed.is_released else Inmate.released_on.is_(None))
    for column, value in (
        (Inmate.prison, narrowed.prison),
        (Inmate.pavilion_id, narrowed.pavilion_id),
        (Inmate.situation, narrowed.situation),
        (Inmate.stage, narrowed.stage),
    ):
        if value:
            conditions.append(column == value)
    if narrowed.is_inscribed is not None:
        inscribed = Inmate.inscribed_on
        conditions.append(inscribed.is_not(None) if narrowed.is_inscribed else inscribed.is_(None))
    return conditions


def _cells(inmate: Inmate) -> Iterator[Cell]:
    yield from (inmate.document_kind.label, inmate.document_number, inmate.surnames, inmate.given_names)
    yield from (inmate.birth_date, inmate.sex.label, inmate.situation.label, inmate.stage.label)
    yield from (inmate.pavilion.name if inmate.pavilion else None, inmate.held_since, inmate.sentence_ends_on)
    yield from (inmate.education.label, inmate.inscribed_on, inmate.inscription_folio)

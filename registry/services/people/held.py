"""What the registry holds on a person, told to that person: facts, reasons, uses, terms of keeping, and looks.

Withheld is only where a court's protected zones lie, which is another person's secret; that it is, is told.
Plain data in the person's own language: the PDF and the JSON file are made of the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.extensions.clock import in_peru, now
from registry.extensions.database import reading
from registry.models import Account, AuditEntry, DataRequest, Document, Person, Placement, Sentence, Vacancy
from registry.norms import norm_at
from registry.reference.offences import find_offence
from registry.reference.places import district_label
from registry.services import audit
from registry.services.accounts.policy import Act, require
from registry.services.audit.looks import LOOKS, about
from registry.services.people.held_acts import told_acts, told_papers
from registry.services.people.persons import visible_person
from registry.services.people.reserved import whole_file
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.audit import subject_label
from registry.vocabulary.institutions import Task, WorkDemand
from registry.vocabulary.people import Programme, Skill
from registry.vocabulary.shifts import Shift

MOST_LOOKS = 500
PURPOSE = "atención del derecho de acceso a los datos personales"
#: What the data are used for, and on what ground (arts. 13 and 14.1 LPDP).
USES = (
    "Ejecutar la pena que impuso el juez: proponer, decidir y controlar su lugar de servicio (art. 34 CP, DLEG 1191).",
    "Informar al juez, al fiscal y a la unidad lo que la ley ordena; a la unidad nunca el delito ni su salud.",
    "Llevar las estadísticas de la institución, sin datos que lo identifiquen.",
)
#: Where a protected person lives or goes is theirs to keep, and told to nobody by what is held on another.
WITHHELD = (
    "Su ubicación se reserva porque protege a otra persona (art. 32.2 del TUO de la Ley 30364). "
    "Puede pedir al juzgado que la precise."
)


@dataclass(frozen=True)
class Section:
    """A heading with its facts, each a label and a value, and with a table where there is one."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Held:
    """What is held on a person at an instant."""

    person: str
    document: str
    operator: str
    office: str
    is_demonstration: bool
    made_at: str
    rectification_days: int
    rectification_article: str
    sections: Sequence[Section]

    def as_plain(self) -> dict[str, Any]:
        """The same as dictionaries and lists."""
        return asdict(self)


def tell_held(person_id: int, *, officer: Account, at: datetime | None = None) -> Held:
    """Gather what is held on a person, reserved facts among it; the audit notes the export.

    Where zones that protect another person lie is not told, but that it is withheld.

    Raises:
        NotAllowed: The role does not answer such requests.
        NotFound: The office keeps no such file.
    """
    require(officer, Act.ANSWER_RIGHTS)
    moment = at or now()
    with reading() as session:
        person = visible_person(session, person_id, officer, *whole_file(PURPOSE))
        sections = list(_sections(session, person, in_peru(moment).date()))
    with audit.for_purpose(PURPOSE):
        audit.record(AuditAction.EXPORTED, Person.__tablename__, person.id, facts="reserved")
    term = norm_at("personal_data_rectification_term", in_peru(moment).date())
    return Held(
        person=person.full_name,
        document=f"{person.document_kind.label} {person.document_number}",
        operator=current_app.config["OPERATOR_NAME"],
        office=officer.office_name,
        is_demonstration=current_app.config["DEMO"],
        made_at=_moment(moment),
        rectification_days=term.value,
        rectification_article=term.article,
        sections=sections,
    )


def _sections(session: Session, person: Person, on: date) -> Iterator[Section]:
    yield Section("Sus datos", [*_identity(person), *_limits(person)])
    yield from (Section(f"Pena {sentence.case_number}", list(_penalty(sentence, on))) for sentence in person.sentences)
    yield Section("Lo que dijo en la entrevista", headings=("Fecha", "Qué dijo", "Nota"), rows=_said(person))
    yield _placements(session, person)
    acts = told_acts(session, person)
    yield Section("Qué se decidió y por qué", headings=("Fecha", "Acto", "Motivo"), rows=acts)
    papers = told_papers(session, person)
    yield Section("Archivos adjuntos a sus penas", headings=("Fecha", "Qué es", "Archivo", "Estado"), rows=papers)
    yield _requests(session, person)
    yield Section("Para qué se usan", [(str(number), use) for number, use in enumerate(USES, start=1)])
    yield Section("Cuánto tiempo se guardan", list(_keeping(on)))
    yield _looks(session, person)


def _identity(person: Person) -> Iterator[tuple[str, str]]:
    yield "Nombre", person.full_name
    yield person.document_kind.label, person.document_number
    yield "Fecha de nacimiento", _day(person.birth_date)
    yield "Domicilio", ", ".join(part for part in (person.address, district_label(person.ubigeo)) if part)
    yield "Teléfono", person.phone or "no registrado"
    yield "Correo electrónico", person.email or "no registrado"
    yield "Grado de instrucción", person.education.label
    yield "Ocupación", person.occupation.label
    yield "Habilidades", ", ".join(Skill(code).label for code in person.skills) or "no registradas"
    yield "Turnos libres", ", ".join(Shift(shift).label for shift in person.free_shift_numbers) or "ninguno"


def _limits(person: Person) -> Iterator[tuple[str, str]]:
    yield "Límites de salud", ", ".join(WorkDemand(code).label for code in person.unable or ()) or "ninguno"
    yield "Nota de salud", person.health_remark or "ninguna"


def _penalty(sentence: Sentence, on: date) -> Iterator[tuple[str, str]]:
    offence, terms = find_offence(sentence.offence), sentence.court_terms or {}
    yield "Juzgado", sentence.court
    yield "Delito o falta", f"Art. {sentence.offence} CP{f', {offence.label}' if offence else ''}"
    yield "Pena", f"{sentence.kind.label}, {sentence.origin.label.lower()}"
    yield "Jornadas", str(sentence.jornadas_owed(on))
    yield "Fecha de la sentencia", _day(sentence.judgment_date)
    yield "Recibida en la oficina", _day(sentence.received_on)
    yield "Prescribe", _day(sentence.prescribes_on)
    if sentence.education_bar:
        yield "Contacto con estudiantes", "impedido (Ley 29988)"
    if terms.get("programme"):
        yield "Programa que fijó el juez", Programme(terms["programme"]).label
    if terms.get("remark"):
        yield "Otros términos del juez", terms["remark"]
    if sentence.exclusion_zones:
        yield "Zonas prohibidas", f"{len(sentence.exclusion_zones)}. {WITHHELD}"
    if sentence.range_exception:
        yield "Excepción al rango de jornadas", sentence.range_exception
    for order in sentence.orders:
        yield order.kind.label, f"rige desde el {_day(order.in_force_from)}. {order.remark or ''}".strip()


def _said(person: Person) -> list[list[str]]:
    return [
        [
            _day(said.recorded_on),
            f"{said.stance.label}: {Task(said.task).label if said.task else 'una unidad'}",
            said.remark or "",
        ]
        for said in person.preferences
    ]


def _placements(session: Session, person: Person) -> Section:
    whole = (joinedload(Placement.vacancy).joinedload(Vacancy.unit), selectinload(Placement.events))
    statement = select(Placement).join(Placement.sentence).where(Sentence.person_id == person.id).options(*whole)
    placements = session.scalars(statement.order_by(Placement.id)).all()
    numbers = [placement.id for placement in placements]
    letters = session.scalars(select(Document).where(Document.placement_id.in_(numbers)).order_by(Document.id)).all()
    rows = [
        [_day(placement.starts_on), placement.vacancy.unit.name, placement.vacancy.task.label, placement.state.label]
        for placement in placements
    ]
    sent = [
        [_day(letter.issued_on), f"Carta {letter.number}-{letter.year}", letter.kind.label, ""] for letter in letters
    ]
    return Section("Sus ubicaciones y cartas", headings=("Fecha", "Lugar o carta", "Tarea", "Estado"), rows=rows + sent)


def _requests(session: Session, person: Person) -> Section:
    requests = session.scalars(select(DataRequest).where(DataRequest.person_id == person.id)).all()
    rows = [[_day(one.received_on), one.kind.label, one.asked, one.state.label, one.answer or ""] for one in requests]
    headings = ("Recibido", "Pedido", "Qué pidió", "Estado", "Respuesta")
    return Section("Sus pedidos anteriores", headings=headings, rows=rows)


def _keeping(on: date) -> Iterator[tuple[str, str]]:
    norm = norm_at("audit_retention", on)
    yield "Registro de consultas", f"no menos de {norm.value} años ({norm.article})"
    yield "Expediente", "ninguna norma fija un plazo; se conserva mientras dure la ejecución de la pena y su control"


def _looks(session: Session, person: Person) -> Section:
    statement = select(AuditEntry).where(about(person.id), AuditEntry.action.in_(LOOKS))
    entries = session.scalars(statement.order_by(AuditEntry.number.desc()).limit(MOST_LOOKS)).all()
    rows = [
        [
            _moment(entry.at),
            f"{entry.actor}, {entry.post}".strip(", "),
            subject_label(entry.subject),
            entry.purpose or "no indicado",
        ]
        for entry in entries
    ]
    title = f"Quién vio sus datos (las {MOST_LOOKS} consultas más recientes, a lo más)"
    return Section(title, headings=("Fecha y hora", "Quién", "Qué vio", "Motivo"), rows=rows)


def _day(day: date | None) -> str:
    return "sin dato" if day is None else f"{day:%d/%m/%Y}"


def _moment(instant: datetime) -> str:
    return f"{in_peru(instant):%d/%m/%Y %H:%M}"

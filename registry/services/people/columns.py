"""The columns of a sheet of people, as its template shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.vocabulary.institutions import Task, WorkDemand
from registry.vocabulary.people import (
    DocumentKind,
    EducationLevel,
    Occupation,
    PenaltyOrigin,
    SentenceKind,
    Skill,
)
from registry.vocabulary.spelling import fold
from registry.vocabulary.term import Term


@dataclass(frozen=True)
class Column:
    """One column: the field that it fills, its heading, an example, and what is accepted."""

    field: str
    header: str
    example: str
    guide: str
    is_required: bool = False


def _one(vocabulary: type[Term]) -> str:
    return "Una de estas opciones: " + ", ".join(term.label for term in vocabulary)


def _several(vocabulary: type[Term]) -> str:
    return "Varias, separadas por punto y coma: " + ", ".join(term.label for term in vocabulary)


DAY = "Día/mes/año"
COLUMNS = (
    Column("document_kind", "tipo de documento", "DNI", _one(DocumentKind), is_required=True),
    Column("document_number", "número de documento", "40000000", "Con los ceros iniciales", is_required=True),
    Column("given_names", "nombres", "Rosa", "", is_required=True),
    Column("first_surname", "primer apellido", "Quispe", "", is_required=True),
    Column("second_surname", "segundo apellido", "Mamani", ""),
    Column("birth_date", "fecha de nacimiento", "14/03/1991", DAY, is_required=True),
    Column("phone", "teléfono", "951 234 567", ""),
    Column("email", "correo", "rosa@example.com", ""),
    Column("address", "dirección", "Jr. Los Álamos 120", ""),
    Column("ubigeo", "ubigeo", "211101", "Código INEI del distrito en que vive", is_required=True),
    Column("latitude", "latitud", "-15.4997", "De la vivienda, si se conoce"),
    Column("longitude", "longitud", "-70.1331", "De la vivienda, si se conoce"),
    Column("education", "instrucción", "Secundaria completa", _one(EducationLevel), is_required=True),
    Column("occupation", "ocupación", "Comercio", _one(Occupation), is_required=True),
    Column("skills", "aptitudes", "Pintura; Jardinería", _several(Skill)),
    Column("free_shifts", "turnos libres", "sábado mañana; sábado tarde", "Medios días sin trabajo ni estudio"),
    Column("is_weekday_authorised", "autorización de días hábiles", "no", "Sí o no (art. 34.4 CP)"),
    Column("unable", "no puede", "Cargar peso", _several(WorkDemand)),
    Column("health_remark", "observación de salud", "", "Sin diagnóstico; se guarda cifrada"),
    Column("kind", "pena", "Prestación de servicios a la comunidad", _one(SentenceKind)),
    Column("case_number", "expediente", "00516-2026-0-2111-JR-PE-03", ""),
    Column("court", "juzgado", "3.er Juzgado de Investigación Preparatoria de San Román", ""),
    Column("origin", "origen de la pena", "Autónoma", _one(PenaltyOrigin)),
    Column("jornadas", "jornadas", "60", "Número impuesto en la sentencia"),
    Column("judgment_date", "fecha de sentencia", "05/01/2026", DAY),
    Column("received_on", "fecha de recepción", "12/01/2026", "Día en que la oficina recibió la copia certificada"),
    Column("prescribes_on", "fecha de prescripción", "", DAY),
    Column("offence", "delito", "274.1", "Artículo y párrafo; si la pena es convertida basta «art. 195»"),
    Column("education_bar", "impedimento con estudiantes", "no", "Sí cuando la sentencia lo añade (Ley 29988)"),
    Column("court_programme", "programa fijado", "", "Si la sentencia lo fija"),
    Column("court_weekly_hours", "horas semanales fijadas", "", "Si la sentencia las fija"),
    Column("court_remark", "otras condiciones", "", "Se guardan cifradas"),
    Column("unit", "unidad", "", "Código de la unidad, o RUC y nombre, si la persona ya está ubicada"),
    Column("task", "tarea", "", _one(Task)),
    Column("attendances", "turnos de la ubicación", "", "«sábado mañana» o «sáb 8:00-13:00», separados por ;"),
    Column("starts_on", "inicio de la ubicación", "", DAY),
)
BY_FIELD = {column.field: column for column in COLUMNS}
#: What is said of no column.
WHOLE_ROW = "fila"


def find_column(header: str, columns: Iterable[Column] = COLUMNS) -> Column | None:
    """The column that a heading names, whatever its accents, capitals or underscores."""
    named = fold(header.replace("_", " "))
    return next((column for column in columns if fold(column.header) == named), None)


def headers(fields: Iterable[str]) -> str:
    """The headings of some fields, in words; what has no column concerns the whole row."""
    return ", ".join(BY_FIELD[field].header if field in BY_FIELD else WHOLE_ROW for field in fields)

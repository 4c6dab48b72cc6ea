"""Steps that are answered by several of a kind: sites, vacancies, agents, services."""

from marshmallow import validate

from registry.schemas.base import InputSchema
from registry.schemas.fields import (
    Choice,
    Codes,
    DocumentNumber,
    Email,
    Latitude,
    Longitude,
    Phone,
    Rows,
    Text,
    Ubigeo,
    Whole,
    YesNo,
)
from registry.schemas.institutions.social_service import Areas
from registry.schemas.institutions.vacancy import ShiftPlacesInput
from registry.schemas.procedures.asking import PrisonCodes, ask
from registry.vocabulary.institutions import Task, UnitKind, WorkDemand
from registry.vocabulary.people import Skill
from registry.vocabulary.social_help import HelpAudience, HelpKind

SHIFTS_MISSING = "Falta el horario. Escriba cuántas personas caben en al menos un turno."
AUDIENCE_MISSING = "Marque al menos una opción."


class SiteAnswers(InputSchema):
    """A place where people are received, and who answers for them there."""

    name = Text(200, required=True, metadata=ask("Nombre de la sede", "Como la conocen en el barrio."))
    kind = Choice(UnitKind, required=True, metadata=ask("Qué es"))
    ubigeo = Ubigeo(required=True, metadata=ask("Distrito", "Escriba el nombre; si hay varios iguales, podrá elegir."))
    address = Text(200, required=True, metadata=ask("Dirección", autocomplete="street-address"))
    supervisor = Text(
        120, required=True, metadata=ask("Quién recibe a las personas", "Nombre y apellidos de quien las supervisa.")
    )
    supervisor_post = Text(120, load_default="", metadata=ask("Su cargo"))
    phone = Phone(required=True, metadata=ask("Teléfono de la sede", inputmode="tel", width="code"))
    email = Email(load_default="", metadata=ask("Correo de la sede", inputmode="email"))
    has_student_contact = YesNo(
        metadata=ask("Hay contacto con escolares", "Colegios y lugares donde se atiende a niñas, niños o adolescentes.")
    )
    latitude = Latitude(load_default=None, allow_none=True, metadata={"is_asked": False})
    longitude = Longitude(load_default=None, allow_none=True, metadata={"is_asked": False})


class VacancyAnswers(InputSchema):
    """A task at one of the sites, told by its position in their list, with places in some half days."""

    site = Whole(0, 99, load_default=0, metadata=ask("En qué sede"))
    task = Choice(Task, required=True, metadata=ask("Tarea"))
    duties = Text(
        500,
        lines=True,
        required=True,
        metadata=ask("Labores concretas", "Qué hará la persona: regar y podar el parque, no «apoyo»."),
    )
    shifts = Rows(
        ShiftPlacesInput,
        key="shift",
        longest=14,
        required=True,
        error_messages={"required": SHIFTS_MISSING},
        metadata=ask("Cuántas personas caben en cada turno"),
    )
    total_places = Whole(
        1,
        500,
        required=True,
        metadata=ask("Personas en total", "Cuántas personas distintas pueden servir en la semana.", width="short"),
    )
    supervisor = Text(
        120, load_default="", metadata=ask("Quién supervisa esta tarea", "Si es otra persona que la de la sede.")
    )
    minimum_age = Whole(18, 90, load_default=18, metadata=ask("Edad mínima", width="short", unit="años"))
    skills = Codes(Skill, metadata=ask("Habilidades que aprovecha"))
    demands = Codes(WorkDemand, metadata=ask("Qué exige el trabajo", "No se propone a quien no puede hacerlo."))


class AgentAnswers(InputSchema):
    """Somebody who goes to prisons in the name of a religious group."""

    full_name = Text(120, required=True, metadata=ask("Nombres y apellidos", autocomplete="off"))
    document_number = DocumentNumber(
        required=True, metadata=ask("DNI o carné de extranjería", inputmode="text", width="code")
    )
    post = Text(120, required=True, metadata=ask("Cargo en la entidad religiosa"))
    prisons = PrisonCodes(metadata=ask("A qué establecimientos irá"))


class HelpAnswers(InputSchema):
    """A help that is offered."""

    kind = Choice(HelpKind, required=True, metadata=ask("Qué ofrece"))
    description = Text(
        500, lines=True, required=True, metadata=ask("En qué consiste", "Lo que verá quien busque ayuda.")
    )
    audiences = Codes(HelpAudience, validate=validate.Length(1, error=AUDIENCE_MISSING), metadata=ask("Para quiénes"))
    districts = Areas(
        required=True,
        metadata=ask("Dónde", "Un lugar por línea: distritos, provincias o departamentos. Por ejemplo: Juliaca."),
    )
    how_to_ask = Text(300, load_default="", metadata=ask("Cómo se pide", "Días, horas y a quién preguntar."))
    phone = Phone(load_default="", metadata=ask("Teléfono para pedirla", inputmode="tel", width="code"))

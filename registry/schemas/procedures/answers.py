"""What each step of a procedure asks, by the step's code; what was loaded is kept as plain JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, validates_schema

from registry.schemas.base import InputSchema
from registry.schemas.fields import Choice, Codes, Day, Email, Phone, Rows, Ruc, Text, Ubigeo, Whole, YesNo, refuse
from registry.schemas.procedures.asking import Agreed, PrisonCode, PrisonCodes, ask
from registry.schemas.procedures.parts import AgentAnswers, HelpAnswers, SiteAnswers, VacancyAnswers
from registry.vocabulary.institutions import InstitutionNature
from registry.vocabulary.religious import VisitActivity

MOST_PARTS = 50


class RucAnswers(InputSchema):
    """Whose file it is."""

    ruc = Ruc(
        required=True,
        metadata=ask("RUC", "Con él evitamos pedirle su ficha.", inputmode="numeric", width="code"),
    )


class InstitutionAnswers(InputSchema):
    """The institution and who represents it."""

    name = Text(200, required=True, metadata=ask("Nombre", "Como figura en su ficha RUC.", autocomplete="organization"))
    nature = Choice(InstitutionNature, required=True, metadata=ask("Naturaleza"))
    social_purpose = Text(
        300,
        load_default="",
        metadata=ask(
            "Fin asistencial o social",
            "Cópielo de su estatuto (art. 34.2 CP).",
            is_needed=True,
            unsettled=("nature", "Si es privada: cópielo de su estatuto (art. 34.2 CP)."),
        ),
    )
    ubigeo = Ubigeo(required=True, metadata=ask("Distrito", "Escriba el nombre; si hay varios iguales, podrá elegir."))
    address = Text(200, required=True, metadata=ask("Dirección", autocomplete="street-address"))
    representative = Text(
        120, required=True, metadata=ask("Quién la representa", "Nombres y apellidos.", autocomplete="name")
    )
    representative_post = Text(120, required=True, metadata=ask("Su cargo", autocomplete="organization-title"))

    @validates_schema(skip_on_field_errors=False)
    def _tell_purpose(self, loaded: dict[str, Any], **_options: Any) -> None:
        if loaded.get("nature") is InstitutionNature.PRIVATE_SOCIAL and not loaded.get("social_purpose"):
            raise refuse("Falta el fin asistencial o social. Cópielo de su estatuto (art. 34.2 CP).", "social_purpose")


class ContactAnswers(InputSchema):
    """Whom the office writes to, and whether it may do so by e-mail alone (LPAG art. 20.4)."""

    contact_name = Text(120, required=True, metadata=ask("Nombres y apellidos", autocomplete="name"))
    contact_post = Text(120, load_default="", metadata=ask("Cargo", autocomplete="organization-title"))
    phone = Phone(required=True, metadata=ask("Teléfono", autocomplete="tel", inputmode="tel", width="code"))
    email = Email(load_default="", metadata=ask("Correo electrónico", autocomplete="email", inputmode="email"))
    consents = YesNo(
        metadata=ask(
            "Acepto que me notifiquen por correo electrónico",
            "Cuenta como notificación desde que llega a su correo. Si no lo acepta, se le notifica en papel.",
        )
    )

    @validates_schema(skip_on_field_errors=False)
    def _tell_address(self, loaded: dict[str, Any], **_options: Any) -> None:
        if loaded.get("consents") and loaded.get("email") == "":
            raise refuse("Falta el correo para notificarle. Escríbalo o quite la marca de abajo.", "email")


class SitesAnswers(InputSchema):
    """Where people are received."""

    sites = Rows(SiteAnswers, key="position", longest=MOST_PARTS, required=True)


class VacanciesAnswers(InputSchema):
    """How many people are received, for what and when."""

    vacancies = Rows(VacancyAnswers, key="position", longest=MOST_PARTS, required=True)


class ReligiousAnswers(InputSchema):
    """How a religious group is known: by the ministry's register or by its statutes, one of the two."""

    register_number = Text(
        40,
        load_default="",
        metadata=ask(
            "Número en el Registro de Entidades Religiosas", "No es obligatorio estar inscrita.", width="code"
        ),
    )
    statutes_entry = Text(
        80,
        load_default="",
        metadata=ask("Partida registral de sus estatutos", "Si no está en ese registro.", width="code"),
    )
    activities = Codes(VisitActivity, metadata=ask("Qué hará en los establecimientos"))

    @validates_schema
    def _tell_register(self, loaded: dict[str, Any], **_options: Any) -> None:
        if not loaded["register_number"] and not loaded["statutes_entry"]:
            raise refuse("Escriba el número del registro o la partida de sus estatutos: basta uno.", "register_number")
        if not loaded["activities"]:
            raise refuse("Marque al menos una actividad.", "activities")


class PrisonsAnswers(InputSchema):
    """Where a religious group asks to go."""

    prisons = PrisonCodes(metadata=ask("Establecimientos"))


class AgentsAnswers(InputSchema):
    """Who goes there."""

    agents = Rows(AgentAnswers, key="position", longest=200, required=True)


class CompanyAnswers(InputSchema):
    """What a company does."""

    business_line = Text(200, required=True, metadata=ask("Rubro", "Por ejemplo: confección textil, panadería."))
    is_natural_person = YesNo(metadata=ask("Es una persona natural con negocio"))
    workers_now = Whole(0, 100_000, required=True, metadata=ask("Trabajadores que tiene hoy", width="short"))


class IntegrityAnswers(InputSchema):
    """What a company declares of itself and of who represents it."""

    no_conviction = Agreed(
        metadata=ask("Ni la empresa ni quien la representa tiene condena por corrupción o delito contra el trabajo")
    )
    no_debts = Agreed(metadata=ask("No tiene deudas laborales por sentencia firme"))
    knows_clause = Agreed(metadata=ask("Conoce la cláusula anticorrupción que llevará el convenio"))


class ActivityAnswers(InputSchema):
    """The productive activity that is proposed."""

    title = Text(200, required=True, metadata=ask("Nombre de la actividad"))
    product = Text(200, required=True, metadata=ask("Qué se producirá"))
    prison = PrisonCode(required=True, metadata=ask("Establecimiento"))
    area_m2 = Whole(1, 100_000, required=True, metadata=ask("Área que necesita", width="short", unit="m²"))
    modality = Text(
        120,
        required=True,
        metadata=ask("Modalidad de contrato", "Por ejemplo: locación de servicios, compra de lo producido."),
    )
    starts_on = Day(required=True, metadata=ask("Desde cuándo"))
    months = Whole(1, 120, required=True, metadata=ask("Cuánto durará", width="short", unit="meses"))


class WorkPlanAnswers(InputSchema):
    """The initial plan of work (RPROD art. 26)."""

    workers = Whole(1, 10_000, required=True, metadata=ask("Cuántas personas trabajarían", width="short"))
    training_hours = Whole(0, 10_000, required=True, metadata=ask("Horas de capacitación", width="short"))
    instructors = Text(500, lines=True, required=True, metadata=ask("Quiénes enseñan"))
    logistics = Text(500, lines=True, required=True, metadata=ask("Cómo entran y salen materiales y productos"))
    pay = Text(500, lines=True, required=True, metadata=ask("Cómo se paga", "Monto o forma de cálculo, y cada cuánto."))
    utilities = Text(500, lines=True, required=True, metadata=ask("Quién paga agua, luz y otros servicios"))


class HelpStepAnswers(InputSchema):
    """What a social-help institution offers."""

    services = Rows(HelpAnswers, key="position", longest=MOST_PARTS, required=True)


class ChangesAnswers(InputSchema):
    """What is different since the registration."""

    changes = Text(
        2_000, lines=True, load_default="", metadata=ask("Qué cambió", "Si nada cambió, déjelo vacío y continúe.")
    )


class WithdrawalAnswers(InputSchema):
    """Why a registration is given up, and from when."""

    reason = Text(300, lines=True, required=True, metadata=ask("Motivo"))
    effective_on = Day(
        load_default=None, allow_none=True, metadata=ask("Desde cuándo", "Si lo deja vacío, desde que se resuelva.")
    )


class GroundsAnswers(InputSchema):
    """Why a decision should be looked at again."""

    grounds = Text(
        4_000,
        lines=True,
        required=True,
        metadata=ask("Qué debe revisarse y por qué", "Diga qué prueba nueva presenta."),
    )


class DocumentsAnswers(InputSchema):
    """Files stand beside the answers."""


class DeclarationAnswers(InputSchema):
    """That it is true, as a sworn declaration."""

    is_true = Agreed(metadata=ask("Declaro que lo que presento es verdad"))


SCHEMAS: dict[str, type[Schema]] = {
    "ruc": RucAnswers,
    "institution": InstitutionAnswers,
    "contact": ContactAnswers,
    "sites": SitesAnswers,
    "vacancies": VacanciesAnswers,
    "religious": ReligiousAnswers,
    "prisons": PrisonsAnswers,
    "agents": AgentsAnswers,
    "company": CompanyAnswers,
    "integrity": IntegrityAnswers,
    "activity": ActivityAnswers,
    "work_plan": WorkPlanAnswers,
    "help": HelpStepAnswers,
    "changes": ChangesAnswers,
    "withdrawal": WithdrawalAnswers,
    "grounds": GroundsAnswers,
    "documents": DocumentsAnswers,
    "declaration": DeclarationAnswers,
}
#: Steps answered by several of a kind: the name of their list, and what each of it answers.
PARTS: dict[str, tuple[str, type[Schema]]] = {
    "sites": ("sites", SiteAnswers),
    "vacancies": ("vacancies", VacancyAnswers),
    "agents": ("agents", AgentAnswers),
    "help": ("services", HelpAnswers),
}


def plain(loaded: Any) -> Any:
    """What a schema loaded, as a case file keeps it: codes of closed lists, days as written, lists for tuples."""
    if isinstance(loaded, Mapping):
        return {name: plain(value) for name, value in loaded.items()}
    if isinstance(loaded, list | tuple):
        return [plain(value) for value in loaded]
    if isinstance(loaded, date):
        return loaded.isoformat()
    return str(loaded) if isinstance(loaded, str) else loaded

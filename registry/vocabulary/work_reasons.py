"""Words for what the matcher answers about work in a prison: why this post, why not that one, why none.

What rests on offence or health is told alike, so that nobody can tell which it was.
"""

from collections.abc import Sequence

from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import Profession, Regime, Sex, Stage
from registry.vocabulary.reasons import NOT_TOLD, Cause, Quantity, half_day_text
from registry.vocabulary.term import Term

RESERVED = "Condición reservada de la ficha"
#: Rules that nobody may tell apart; the first stands for all of them.
RESERVED_RULES = ("reserved", "legal_exclusion", "account", "health")
#: Changes that would tell which reserved condition it is.
RESERVED_CHANGES = ("drop_demands",)

RESERVED_CAUSE = Cause(
    RESERVED,
    "Una condición reservada deja fuera los puestos a los que postuló.",
    "Oriente a la persona hacia vacantes con otras tareas.",
)
#: Causes that the search itself has, beside the rules.
OUTCOMES: dict[str, Cause] = {
    "outbid": Cause(
        "Puestos ocupados",
        "Los puestos que las reglas admiten se propusieron a personas con más prioridad o más puntaje.",
        "Pida más puestos o invite a postular a otras vacantes.",
    ),
    "crew_short": Cause(
        "Grupo incompleto",
        "La actividad no reunió el número mínimo de personas y no abre todavía.",
        "Invite a postular a esa actividad o acuerde un mínimo menor.",
    ),
    "not_finished": Cause(
        "Cálculo detenido",
        "La ronda se detuvo antes de repartir un puesto que estaba libre.",
        "Asigne el puesto usted o calcule otra ronda con más tiempo.",
    ),
}
#: Title, what a rule says of one vacancy ({value}: what was found, {requirement}: what is asked), and what can be done.
RULES: dict[str, tuple[str, str, str]] = {
    "published": (
        "Vacante sin publicar",
        "La vacante no está publicada en el penal (art. 20.1 RPROD).",
        "Publique la vacante.",
    ),
    "agreement": (
        "Convenio no vigente",
        "El convenio de la actividad no está vigente (art. 26 RPROD).",
        "Renueve el convenio o cierre la actividad.",
    ),
    "place_of_work": (
        "Lugar de trabajo",
        "El trabajo en celdas o pasadizos no se cuenta (art. 20 DLEG 1343).",
        "Traslade la actividad a un taller.",
    ),
    "sundays": (
        "Domingos",
        "El puesto toma domingos y el consejo técnico no los autorizó (art. 175 RCEP).",
        "Pida la autorización o cambie los turnos.",
    ),
    "meeting": (
        "Separación en el taller",
        "En ese taller y turno habría personas que la ley manda separar (art. 11 TUO CEP).",
        "Cambie de taller o de turno una de las actividades.",
    ),
    "application": ("Sin postulación", "No postuló a esta vacante (art. 20.2 RPROD).", "Registre su postulación."),
    "free_will": (
        "Voluntad por escrito",
        "Es procesado y no consta por escrito que trabaja por su voluntad (art. 73 TUO CEP).",
        "Registre su declaración escrita.",
    ),
    "evaluations": (
        "Evaluaciones",
        "No tiene las cuatro evaluaciones favorables; falta o desaprueba: {value} (art. 20.2 RPROD).",
        "Pida las evaluaciones que faltan.",
    ),
    "pinned": (
        "Fijado en un puesto",
        "Un funcionario lo fijó en otro puesto (art. 19.1 RPROD).",
        "Levante la indicación o libere el puesto.",
    ),
    "excluded": (
        "Puesto excluido",
        "Un funcionario excluyó este puesto para la persona (art. 19.1 RPROD).",
        "Levante la exclusión.",
    ),
    "regime": (
        "Régimen",
        "La actividad es para otro régimen: {requirement} (arts. 11.6 y 13 TUO CEP).",
        "Oriente a la persona hacia actividades de su régimen.",
    ),
    "stage": (
        "Etapa de seguridad",
        "La actividad es para otra etapa: {requirement} (art. 14 TUO CEP).",
        "Oriente a la persona hacia actividades de su etapa.",
    ),
    "sex": (
        "Separación por sexo",
        "La actividad es para: {requirement} (art. 11.1 TUO CEP).",
        "Oriente a la persona hacia otra actividad.",
    ),
    "youth": (
        "Separación de jóvenes",
        "Tiene {value} años; quienes tienen de 16 a {requirement} trabajan aparte (art. 11.4 TUO CEP).",
        "Oriente a la persona hacia actividades de su edad.",
    ),
    "pavilion": (
        "Pabellón",
        "Desde su pabellón no se llega a ese taller (art. 14 TUO CEP).",
        "Oriente a la persona hacia talleres de su pabellón.",
    ),
    "clash": (
        "Turnos ocupados",
        "El puesto toma {value} medios días de sus estudios o programas (arts. 7 y 10 RPROD).",
        "Acuerde otro turno.",
    ),
    "certificates": (
        "Certificados",
        "Le falta: {value} (art. 19.2 RPROD).",
        "Oriente a la persona hacia la capacitación.",
    ),
    "release": (
        "Plazo",
        "El contrato dura {requirement} días y podría salir en {value} (art. 35 RPROD).",
        "Acuerde un contrato más corto.",
    ),
    "room": (
        "Sin lugar",
        "No queda lugar en la vacante, en el grupo o en el aforo del taller (arts. 20.1 y 39.2 RPROD).",
        "Pida más puestos.",
    ),
    "legal_exclusion": (RESERVED, f"{RESERVED}.", RESERVED_CAUSE.remedy),
    "account": (RESERVED, f"{RESERVED}.", RESERVED_CAUSE.remedy),
    "health": (RESERVED, f"{RESERVED}.", RESERVED_CAUSE.remedy),
    "reserved": (RESERVED, f"{RESERVED}.", RESERVED_CAUSE.remedy),
}
#: Of the smallest change that would admit somebody.
CHANGES: dict[str, str] = {
    "publish": "Bastaría publicar la vacante.",
    "renew_agreement": "Bastaría renovar el convenio.",
    "move_to_workshop": "Bastaría un taller.",
    "authorise_sundays": "Bastaría que el consejo técnico autorizara{shifts}.",
    "separate_activities": "Bastaría separar las actividades en otro turno o taller.",
    "apply": "Bastaría que postulara.",
    "agree_in_writing": "Bastaría su declaración por escrito.",
    "evaluate": "Bastaría completar las evaluaciones: {amount}.",
    "unpin": "Bastaría levantar la indicación que lo fija en otro puesto.",
    "lift_exclusion": "Bastaría levantar la exclusión.",
    "free_shifts": "Bastaría que tuviera libre{shifts}.",
    "drop_demands": "Bastaría otra tarea.",
    "earn_certificates": "Bastaría obtener certificados: {amount}.",
    "shorten_contract": "Bastaría un contrato {amount} días más corto.",
    "add_places": "Bastaría un lugar más{shifts}.",
}
#: Of an admissible post that was not given.
STATUSES: dict[str, str] = {
    "free": "Libre",
    "crew_short": "Libre, pero la actividad no reúne su mínimo",
    "would_displace": "Ocupado: quien lo tiene no encontraría otro igual",
    "taken": "Ocupado por quien tiene igual o más prioridad",
}
#: What the codes in a refusal's figures are.
TERMS: dict[str, type[Term]] = {
    "regime": Regime,
    "stage": Stage,
    "sex": Sex,
    "evaluations": Profession,
    "certificates": Skill,
}


def shown_rule(code: str) -> str:
    """The code itself, or the one that stands for every reserved rule."""
    return RESERVED_RULES[0] if code in RESERVED_RULES else code


def work_cause_of(code: str) -> Cause:
    """Words of a cause of having no post; a code without words tells that they are missing."""
    if code in RESERVED_RULES:
        return RESERVED_CAUSE
    if code in RULES:
        title, _refusal, remedy = RULES[code]
        return Cause(title, "Es lo que más vacantes le cierra.", remedy)
    return OUTCOMES.get(code) or Cause("Otro motivo", NOT_TOLD, "")


def work_refusal_text(rule: str, value: Quantity = None, requirement: Quantity = None) -> str:
    """Tell why one rule refuses one vacancy."""
    if rule not in RULES:
        return NOT_TOLD
    return RULES[rule][1].format(value=_quantity(rule, value), requirement=_quantity(rule, requirement))


def work_change_text(code: str, amount: float, shifts: Sequence[int] = ()) -> str:
    """Tell the smallest change that would admit the person."""
    told = "".join(f"{', ' if rank else ' '}{half_day_text(shift)}" for rank, shift in enumerate(sorted(shifts)))
    return CHANGES.get(code, NOT_TOLD).format(amount=_number(amount), shifts=told)


def _quantity(rule: str, quantity: Quantity) -> str:
    if isinstance(quantity, int | float):
        return _number(quantity)
    term = TERMS.get(rule)
    known = [_label(term, code) if term else code for code in (quantity or "").split()]
    return ", ".join(known)


def _label(term: type[Term], code: str) -> str:
    return term(code).label if code in term.values() else code


def _number(quantity: float) -> str:
    return f"{quantity:,.1f}".removesuffix(".0")

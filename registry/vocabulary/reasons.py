"""Words for what the matcher answers in codes and numbers: why here, why not there, why nowhere.

What rests on reserved data (offence, health, protection orders) is told alike, so that nobody can tell which it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from registry.vocabulary.shifts import WEEKDAYS

Quantity = float | str | None

RESERVED = "Condición reservada del expediente"
#: Rules that nobody may tell apart; the first stands for all of them.
RESERVED_RULES = ("reserved", "education", "abilities")
#: From here on a price in people is told as people, below it in points; and in points, below it not at all.
ONE_PERSON = 0.5
NOT_TOLD = "Motivo sin descripción. Avise a soporte."


@dataclass(frozen=True)
class Cause:
    """Why somebody has no place: a title, what happened, and what the office can do about it."""

    title: str
    text: str
    remedy: str


RESERVED_CAUSE = Cause(
    RESERVED,
    "Una condición reservada deja fuera las plazas que quedaban.",
    "Busque unidades con otras tareas o en otra zona; si no las hay, informe al juez (art. 251 RCEP).",
)
CAUSES: dict[str, Cause] = {
    "outbid": Cause(
        "Plazas ocupadas",
        "Las plazas que las reglas admiten se propusieron a personas con más urgencia o más puntaje.",
        "Pida más plazas a las unidades cercanas, sobre todo de fin de semana.",
    ),
    "places": Cause(
        "Sin plazas libres",
        "Las unidades que las reglas admiten ya no tienen plazas en el horario libre.",
        "Pida más plazas a las unidades cercanas, sobre todo de fin de semana.",
    ),
    "schedule": Cause(
        "Horario",
        "Lo que más plazas cierra es el horario libre: no suma en ellas las horas de una jornada.",
        "Pida la autorización para días laborables (art. 34 CP) o acuerde otro horario.",
    ),
    "reach": Cause(
        "Distancia",
        "No hay unidades dentro del límite de viaje.",
        "Pida el traslado a otra oficina (art. 261 RCEP) o registre una excepción cercana (art. 250 RCEP).",
    ),
    "court_place": Cause(
        "Condición judicial",
        "La sentencia fija un lugar que hoy no puede recibir a nadie más.",
        "Informe al juez (art. 251 RCEP).",
    ),
    "court_programme": Cause(
        "Condición judicial",
        "La sentencia fija un programa sin plazas aquí.",
        "Informe al juez (art. 251 RCEP).",
    ),
    "registration": Cause(
        "Unidades sin inscripción vigente",
        "Lo que más plazas cierra es la inscripción de las instituciones: está vencida o suspendida.",
        "Renueve la inscripción o registre la excepción (art. 250 RCEP).",
    ),
    "purpose": Cause(
        "Finalidad de la unidad",
        "Lo que más plazas cierra: las unidades no son públicas ni tienen fin asistencial o social (art. 34 CP).",
        "Inscriba unidades que cumplan la norma.",
    ),
    "free_of_charge": Cause(
        "Unidades que cobran",
        "Lo que más plazas cierra: las unidades piden un pago o una condición (art. 247 RCEP).",
        "Exija a la unidad que retire el cobro.",
    ),
    "age": Cause(
        "Edad mínima",
        "Lo que más plazas cierra es la edad: las vacantes piden más años cumplidos.",
        "Pida a la unidad que revise la edad mínima.",
    ),
    "deadline": Cause(
        "Plazo",
        "Las jornadas que debe ya no caben antes de que prescriba la pena (art. 87 CP), aunque no falte.",
        "Informe al juez cuanto antes (art. 251 RCEP); si autoriza más medios días por semana, vuelva a calcular.",
    ),
    "reserved": RESERVED_CAUSE,
    "education": RESERVED_CAUSE,
    "abilities": RESERVED_CAUSE,
    "pinned": Cause(
        "Fijada en una plaza",
        "La plaza que fijó un oficial no cumple las reglas o está llena (art. 258 RCEP).",
        "Levante la indicación o libere la plaza.",
    ),
    "excluded": Cause(
        "Plazas excluidas",
        "Un oficial excluyó las plazas que quedaban (art. 258 RCEP).",
        "Levante una de las exclusiones.",
    ),
    "no_openings": Cause(
        "Sin vacantes",
        "La oficina no tenía vacantes abiertas.",
        "Abra vacantes en las unidades inscritas y calcule otra ronda.",
    ),
    "other_sentence": Cause(
        "Otra pena de la misma persona",
        "El horario libre que queda se usa para otra pena de la misma persona.",
        "Espere a que termine la otra o acuerde turnos distintos.",
    ),
    "not_finished": Cause(
        "Cálculo detenido",
        "La ronda se detuvo antes de repartir una plaza que estaba libre.",
        "Elija la plaza usted o calcule otra ronda con más tiempo.",
    ),
}

#: Of one rule against one vacancy; {value} is what was found and {requirement} what is asked.
REFUSALS: dict[str, str] = {
    "registration": "La institución no tiene inscripción vigente (art. 250 RCEP).",
    "purpose": "La institución no es pública ni tiene fin asistencial o social (art. 34 CP).",
    "free_of_charge": "La unidad pide un pago o una condición, y el servicio es gratuito (art. 247 RCEP).",
    "schedule": "Pide {requirement} horas a la semana; su horario libre coincide en {value} (art. 34 CP).",
    "deadline": "Debe {requirement} jornadas; antes de que prescriba la pena caben {value} aquí (art. 87 CP).",
    "pinned": "Un oficial fijó a la persona en otra plaza (art. 258 RCEP).",
    "excluded": "Un oficial excluyó esta plaza para la persona (art. 258 RCEP).",
    "court_place": "La sentencia fija otro lugar (art. 488 NCPP).",
    "court_programme": "La sentencia fija otro programa (art. 488 NCPP).",
    "reserved": f"{RESERVED}.",
    "education": f"{RESERVED}.",
    "abilities": f"{RESERVED}.",
    "age": "Pide {requirement} años cumplidos; tiene {value} (art. 256 RCEP).",
    "reach": "Está a {value} km; el límite de viaje es {requirement} km (art. 254 RCEP).",
    "places": "No queda plaza en el horario que puede cumplir (art. 256 RCEP).",
}
#: Quantities that the matcher tells in minutes and people in hours.
TOLD_IN_HOURS = {"schedule", "open_more_minutes"}

#: Of the smallest change that would admit somebody.
CHANGES: dict[str, str] = {
    "unpin": "Bastaría levantar la indicación que la fija en otra plaza.",
    "lift_exclusion": "Bastaría levantar la exclusión.",
    "court_order": "Haría falta un mandato del juez: infórmele (art. 251 RCEP).",
    "drop_demands": "Bastaría otra tarea allí.",
    "lower_minimum_age": "Bastaría bajar la edad mínima en {amount}.",
    "extend_reach_km": "Bastaría ampliar el límite de viaje en {amount} km.",
    "add_places": "Bastaría una plaza más{shifts}.",
    "renew_or_record_exception": "Bastaría renovar la inscripción o registrar la excepción (art. 250 RCEP).",
    "drop_charge": "Bastaría que la unidad retirara el cobro.",
    "authorise_weekdays": "Entraría con autorización{shifts} (art. 34 CP).",
    "free_shifts": "Bastaría que tuviera libre{shifts}.",
    "authorise_and_free_shifts": "Entraría con autorización y tiempo libre{shifts} (art. 34 CP).",
    "add_half_days": "Bastaría que el juez autorizara además{shifts}, todas las semanas: infórmele (art. 251 RCEP).",
    "open_more_minutes": "Haría falta que la unidad abriera {amount} h más a la semana en sus turnos libres.",
}

#: Of larger changes that would open more.
LARGER: dict[str, str] = {
    "extend_reach_km": "con {amount} km más",
    "authorise_weekdays": "con autorización{shifts}",
    "free_shifts": "si tuviera libre{shifts}",
    "authorise_and_free_shifts": "con autorización y tiempo libre{shifts}",
}

#: Of an admissible place that was not given.
STATUSES: dict[str, str] = {
    "free": "Libre",
    "would_displace": "Ocupada: quien la tiene no encontraría otra igual",
    "taken": "Ocupada por quien tiene igual o más prioridad",
    "other_sentence": "Sirve otra pena en ese horario",
}

#: Why an admissible place with a higher score was not proposed, as the end of a sentence.
PASSED_OVER: dict[str, str] = {
    "free": "quedó libre porque la ronda cuidó otra condición o terminó antes de probarla; usted puede elegirla",
    "would_displace": "la ronda busca lo mejor para todas las personas juntas, y así otra perdería más",
    "taken": "la ocupa quien tiene igual o más prioridad",
    "other_sentence": "en ese horario la persona sirve otra pena",
}

#: Of places that somebody could serve, by the days on which they may.
DAYS: dict[str, str] = {
    "saturday": "de sábado",
    "sunday": "de domingo",
    "weekend": "de fin de semana",
    "week": "de cualquier día",
}

#: What a running calculation is doing.
STAGES: dict[str, str] = {
    "prices": "calcular el tope demostrado",
    "exact": "buscar y demostrar la mejor propuesta",
    "improvement": "mejorar la propuesta",
    "done": "cerrar el cálculo",
}


def cause_of(code: str) -> Cause:
    """Words of a cause of having no place; a code without words tells that they are missing."""
    return CAUSES.get(code) or Cause("Otro motivo", NOT_TOLD, "")


def shown_code(code: str) -> str:
    """The code itself, or the one that stands for every reserved rule."""
    return RESERVED_RULES[0] if code in RESERVED_RULES else code


def refusal_text(rule: str, value: Quantity = None, requirement: Quantity = None) -> str:
    """Tell why one rule refuses one vacancy."""
    told = REFUSALS.get(rule, NOT_TOLD)
    return told.format(value=_quantity(rule, value), requirement=_quantity(rule, requirement))


def change_text(code: str, amount: float, shifts: Sequence[int] = ()) -> str:
    """Tell the smallest change that would admit the person."""
    told = CHANGES.get(code, NOT_TOLD)
    return told.format(amount=_quantity(code, _enough(code, amount)), shifts=_shifts(shifts))


def larger_text(code: str, amount: float, shifts: Sequence[int] = ()) -> str:
    """Tell a larger change of the same kind, to stand before how many vacancies it would open."""
    told = LARGER.get(code, "con un cambio mayor")
    return told.format(amount=_quantity(code, _enough(code, amount)), shifts=_shifts(shifts))


def half_day_text(shift: int) -> str:
    """Name one half day: «el sábado por la mañana»."""
    return _shifts([shift]).strip()


def _enough(code: str, amount: float) -> float:
    """The amount in tenths of the unit that people read, rounded up: a little less would not do."""
    tenth = 6 if code in TOLD_IN_HOURS else 0.1
    return ceil(round(amount / tenth, 6)) * tenth


def _quantity(code: str, quantity: Quantity) -> str:
    if not isinstance(quantity, int | float):
        return str(quantity or "")
    number = quantity / 60 if code in TOLD_IN_HOURS else quantity
    return f"{number:,.1f}".removesuffix(".0")


def _shifts(shifts: Sequence[int]) -> str:
    """Half days as the end of a sentence: « el sábado por la mañana y el domingo por la tarde»."""
    names = [f"el {WEEKDAYS[shift // 2]} por la {('mañana', 'tarde')[shift % 2]}" for shift in sorted(shifts)]
    if not names:
        return ""
    return " " + " y ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

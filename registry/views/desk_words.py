"""The words of an officer's day: for each thing that may ask for somebody, how one and how many of it are told."""

from typing import NamedTuple

from registry.services.attendance.matters import PRESCRIBING_DAYS, SILENT_DAYS
from registry.vocabulary.attendance import Matter


class Told(NamedTuple):
    """How something is told: tone, one of it, many, the verb of its link, and its name among what is at zero."""

    tone: str
    one: str
    many: str
    verb: str
    settled: str


SOON = f"en {PRESCRIBING_DAYS} días o menos"
SILENT = f"sin anotación en {SILENT_DAYS} días"
INTERVIEW = "el plazo de la entrevista (art. 255 RCEP)"

MATTERS = {
    Matter.SERVED: Told(
        "risk",
        "persona tiene anotadas todas las horas de su pena y falta darla por cumplida; empezó el",
        "personas tienen anotadas todas las horas de su pena y falta darla por cumplida; la primera empezó el",
        "Cerrar",
        "penas servidas",
    ),
    Matter.OWING_AGAIN: Told(
        "risk",
        "pena concluida vuelve a deber, desde el",
        "penas concluidas vuelven a deber; la primera, desde el",
        "Ver",
        "penas servidas",
    ),
    Matter.PRESCRIBING: Told(
        "risk",
        f"pena en ejecución prescribe {SOON}, el",
        f"penas en ejecución prescriben {SOON}; la próxima, el",
        "Ver",
        "prescripciones",
    ),
    Matter.AT_COURT: Told(
        "others",
        "incumplimiento comunicado al juez espera su mandato, desde el",
        "incumplimientos comunicados al juez esperan su mandato; el primero, desde el",
        "Ver",
        "revocatorias",
    ),
    Matter.NOT_FITTING: Told(
        "risk",
        "pena ya no alcanza a cumplirse antes de prescribir, el",
        "penas ya no alcanzan a cumplirse antes de prescribir; la próxima, el",
        "Ver",
        "jornadas por cumplir",
    ),
    Matter.NOT_INTERVIEWED: Told(
        "yours",
        f"persona notificada pasó {INTERVIEW}, desde el",
        f"personas notificadas pasaron {INTERVIEW}; la primera, desde el",
        "Citar",
        "entrevistas",
    ),
    Matter.SUSPENSION_OVER: Told(
        "yours",
        "suspensión pasó su plazo, el",
        "suspensiones pasaron su plazo; la primera, el",
        "Resolver",
        "suspensiones",
    ),
    Matter.STEP_DUE: Told(
        "yours",
        "seguimiento de inicio está pendiente desde el",
        "seguimientos de inicio están pendientes; el primero, desde el",
        "Seguir",
        "seguimientos",
    ),
    Matter.NOT_STARTED: Told(
        "risk",
        "persona notificada no empezó; debía hacerlo el",
        "personas notificadas no empezaron; la primera debía hacerlo el",
        "Llamar",
        "inicios",
    ),
    Matter.NO_ENTRY: Told(
        "risk",
        f"persona en curso {SILENT}; la última, el",
        f"personas en curso {SILENT}; la más antigua, el",
        "Averiguar",
        "anotaciones",
    ),
    Matter.UNIT_NOT_IN_FORCE: Told(
        "risk",
        "persona sirve en una unidad sin inscripción vigente, desde el",
        "personas sirven en unidades sin inscripción vigente; la primera, desde el",
        "Ver",
        "inscripciones de unidades",
    ),
}
PRESCRIBING = Told(
    "risk",
    f"pena prescribe {SOON}, sin ubicación, el",
    f"penas prescriben {SOON}, sin ubicación; la próxima, el",
    "Ver",
    "prescripciones",
)
EXPLANATIONS = Told(
    "risk",
    "descargo respondido o vencido por valorar; su plazo, el",
    "descargos respondidos o vencidos por valorar; el primer plazo, el",
    "Decidir",
    "descargos",
)
BREACHES = Told(
    "yours",
    "incumplimiento por revisar, desde el",
    "incumplimientos por revisar; el primero, desde el",
    "Revisar",
    "incumplimientos",
)
OVERDUE = Told(
    "yours",
    "pena en espera, con el plazo para citar vencido (art. 255 RCEP), desde el",
    "penas en espera, con el plazo para citar vencido (art. 255 RCEP); la primera, desde el",
    "Ver",
    "plazos de espera",
)
STAGED = Told("moving", "propuesta espera su firma", "propuestas esperan su firma", "Firmar", "propuestas")
TO_REVIEW = Told("yours", "propuesta por revisar", "propuestas por revisar", "Revisar", "propuestas")
UNPLACED = Told(
    "risk",
    "persona sin ubicación en la última ronda",
    "personas sin ubicación en la última ronda",
    "Ver qué falta",
    "sin ubicación",
)
TO_NOTIFY = Told(
    "yours",
    "ubicación confirmada sin notificar; empieza el",
    "ubicaciones confirmadas sin notificar; la primera empieza el",
    "Emitir cartas",
    "notificaciones",
)
MISSING_SHEETS = Told(
    "others", "planilla no llegó, la de", "planillas no llegaron; la más antigua, de", "Recordar", "planillas"
)
EXPIRING = Told(
    "yours",
    "inscripción vence o venció sin renovar, el",
    "inscripciones vencen o vencieron sin renovar; la primera, el",
    "Renovar",
    "inscripciones de unidades",
)

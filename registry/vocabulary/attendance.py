"""What happened on a day of service, who wrote it down, and what it may come to."""

from enum import Flag, auto
from typing import Self

from registry.vocabulary.term import Term


class Effect(Flag):
    """What an outcome amounts to; none of them for an excused day."""

    ATTENDED = auto()
    CREDITED = auto()
    ENFORCEABLE = auto()


NOTHING = Effect(0)
CAME = Effect.ATTENDED
SERVED = Effect.ATTENDED | Effect.CREDITED


class Outcome(Term):
    """What an entry of the attendance ledger says of one session."""

    effect: Effect
    #: When to choose it, in plain words.
    help: str
    example: str

    def __new__(
        cls, value: str, label: str = "", effect: Effect = NOTHING, guidance: str = "", example: str = ""
    ) -> Self:
        """Keep with each outcome what it amounts to and how it is explained."""
        outcome = str.__new__(cls, value)
        outcome._value_ = value
        outcome.label = label
        outcome.effect = effect
        outcome.help = guidance
        outcome.example = example
        return outcome

    PRESENT = (
        "present",
        "Llegó, falta la salida",
        CAME,
        "La persona está en la unidad. Las horas se cuentan cuando se anota la salida.",
        "Llegó el sábado a las 8:00 y sigue trabajando.",
    )
    ATTENDED = (
        "attended",
        "Asistió",
        SERVED,
        "Vino y trabajó. Se cuentan las horas entre la entrada y la salida, también si fueron menos de las previstas.",
        "Llegó a las 8:00 y salió a las 13:00.",
    )
    RECOVERED = (
        "recovered",
        "Recuperó horas",
        SERVED,
        "Trabajó horas de recuperación que la oficina autorizó; se cuentan además de la jornada de la semana.",
        "La oficina le autorizó a recuperar el domingo las cinco horas del sábado en que estuvo enfermo.",
    )
    LEFT_WITHOUT_LEAVE = (
        "left_without_leave",
        "Se retiró sin permiso",
        SERVED | Effect.ENFORCEABLE,
        "Vino y se fue antes de la hora sin avisar. Se cuentan las horas que trabajó y queda constancia del hecho.",
        "Debía quedarse hasta las 13:00 y se fue a las 10:30 sin avisar.",
    )
    REFUSED_TASK = (
        "refused_task",
        "Vino y no quiso hacer la tarea",
        CAME | Effect.ENFORCEABLE,
        "Vino pero se negó a trabajar. No se cuentan horas y queda constancia del hecho.",
        "Llegó a las 8:00, se negó a barrer el local y se quedó sentado.",
    )
    POOR_WORK = (
        "poor_work",
        "Rendimiento muy inferior",
        SERVED | Effect.ENFORCEABLE,
        "Trabajó muy por debajo de lo que puede. Se cuentan las horas; pesa solo después de una advertencia escrita.",
        "En cinco horas pintó una puerta, cuando otros días pinta una habitación.",
    )
    EXCUSED_HEALTH = (
        "excused_health",
        "Falta justificada: salud",
        NOTHING,
        "No vino por enfermedad o atención médica y lo acreditó. No es incumplimiento ni se cuentan horas.",
        "Trajo la constancia de atención de la posta.",
    )
    EXCUSED_WORK_OR_STUDY = (
        "excused_work_or_study",
        "Falta justificada: trabajo o estudios",
        NOTHING,
        "No vino por una obligación de trabajo o de estudios que acreditó. No es incumplimiento ni se cuentan horas.",
        "Trajo el rol de turnos de la empresa o la fecha de su examen.",
    )
    EXCUSED_FAMILY = (
        "excused_family",
        "Falta justificada: familia o fuerza mayor",
        NOTHING,
        "No vino por duelo, emergencia familiar o fuerza mayor. No es incumplimiento ni se cuentan horas.",
        "Falleció un familiar; o un huaico cortó el camino.",
    )
    EXCUSED_SUMMONS = (
        "excused_summons",
        "Falta justificada: citación",
        NOTHING,
        "No vino porque una autoridad lo citó a esa hora. No es incumplimiento ni se cuentan horas.",
        "Trajo la cédula de citación del juzgado o de la oficina.",
    )
    UNEXCUSED = (
        "unexcused",
        "No vino",
        Effect.ENFORCEABLE,
        "No vino y hasta ahora no lo ha justificado. Si después lo justifica, se corrige la anotación.",
        "El sábado no llegó y no avisó.",
    )
    UNIT_DID_NOT_ATTEND = (
        "unit_did_not_attend",
        "La unidad no atendió",
        NOTHING,
        "Ese día la unidad no abrió o no hubo quien recibiera. No es falta de la persona ni se cuentan horas.",
        "Cerraron por el aniversario del distrito.",
    )
    SENT_AWAY = (
        "sent_away",
        "Vino y la unidad no lo recibió",
        CAME,
        "La persona se presentó y la unidad la envió de regreso. No es falta de la persona ni se cuentan horas.",
        "Llegó a las 8:00 y le dijeron que no había materiales.",
    )
    WITHDRAWN = (
        "withdrawn",
        "Anotación anulada",
        NOTHING,
        "Deja sin efecto una anotación hecha por error. Solo se usa para corregir.",
        "Se anotó a otra persona con el mismo apellido.",
    )

    @property
    def attended(self) -> bool:
        """Whether the person came."""
        return Effect.ATTENDED in self.effect

    @property
    def credited(self) -> bool:
        """Whether its hours count as served, within what the week and the court allow."""
        return Effect.CREDITED in self.effect

    @property
    def enforceable(self) -> bool:
        """Whether it may come to a breach (arts. 266 and 267 RCEP)."""
        return Effect.ENFORCEABLE in self.effect

    @property
    def is_conduct(self) -> bool:
        """Whether it tells how the person, having come, behaved (art. 266 RCEP)."""
        return self.attended and self.enforceable

    @property
    def is_excuse(self) -> bool:
        """Whether the person justified the absence (art. 268 RCEP)."""
        return self.value.startswith("excused_")

    @property
    def is_of_the_unit(self) -> bool:
        """Whether the unit, not the person, is why nothing was served."""
        return self in (Outcome.UNIT_DID_NOT_ATTEND, Outcome.SENT_AWAY)

    @property
    def needs_both_times(self) -> bool:
        """Whether an entry with it must tell arrival and departure."""
        return self.credited


class EntrySource(Term):
    """Where an entry of the attendance ledger came from."""

    PHONE = "phone", "Celular de la unidad"
    PAPER = "paper", "Planilla de papel"
    OFFICE = "office", "Oficina"
    IMPORTED = "imported", "Importación"
    API = "api", "Programa externo"


class Ground(Term):
    """What a breach consists in."""

    CONSECUTIVE_ABSENCES = "consecutive_absences", "Inasistencias consecutivas"
    ALTERNATE_ABSENCES = "alternate_absences", "Inasistencias alternadas en un mes"
    RESISTANCE = "resistance", "Resistencia reiterada"
    ABANDONMENT = "abandonment", "Abandono"


class Uncredited(Term):
    """Why attended minutes were not credited, all of them or some."""

    NOT_LEFT = "not_left", "Falta anotar la salida"
    NO_TIMES = "no_times", "Falta la hora de entrada o de salida"
    NOT_SERVED = "not_served", "Vino, pero no prestó el servicio"
    NOT_SERVING = "not_serving", "Ese día no le correspondía prestar servicio"
    WEEKDAY = "weekday", "Día de semana sin autorización"
    OVERLAP = "overlap", "Esas horas ya están en otra anotación"
    WEEK_FULL = "week_full", "La semana ya tiene una jornada completa"
    NOTHING_OWED = "nothing_owed", "Ya no debía más horas"


class SheetState(Term):
    """Whether somebody signed for a unit's month."""

    OPEN = "open", "Abierta"
    CLOSED = "closed", "Cerrada"


class BreachState(Term):
    """What an officer has done about a breach that the ledger shows."""

    TO_REVIEW = "to_review", "Por revisar"
    EXPLAINING = "explaining", "En plazo de descargo"
    REPORTED = "reported", "Comunicada al juez"
    WITHDRAWN = "withdrawn", "Retirada"


class BreachTurn(Term):
    """Who has to act next on an alert of breach."""

    OFFICE = "office", "Por decidir"
    PERSON = "person", "En plazo de descargo"
    NOBODY = "nobody", "Cerradas"


class BreachStep(Term):
    """What may be done about an alert of breach; the person's own explanation is a step as well."""

    ASK = "ask", "Pedir el descargo"
    EXPLAIN = "explain", "Registrar el descargo"
    ACCEPT = "accept", "Justificar las inasistencias"
    REPORT = "report", "Informar al juez"
    WITHDRAW = "withdraw", "Retirar la alerta"


class Matter(Term):
    """What asks for an officer's look at a placement, those that touch liberty first."""

    SERVED = "served", "Tienen anotadas las horas de su pena"
    OWING_AGAIN = "owing_again", "Concluidas que vuelven a deber"
    PRESCRIBING = "prescribing", "En ejecución y prescriben pronto"
    AT_COURT = "at_court", "Incumplimiento comunicado al juez"
    NOT_FITTING = "not_fitting", "Las jornadas no alcanzan antes de prescribir"
    NOT_INTERVIEWED = "not_interviewed", "Sin acta de entrevista"
    SUSPENSION_OVER = "suspension_over", "Suspensión con plazo vencido"
    STEP_DUE = "step_due", "Seguimiento del inicio"
    NOT_STARTED = "not_started", "Notificadas que no empezaron"
    NO_ENTRY = "no_entry", "Sin anotaciones"
    UNIT_NOT_IN_FORCE = "unit_not_in_force", "En unidades sin inscripción vigente"

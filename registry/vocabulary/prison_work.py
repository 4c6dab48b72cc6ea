"""Work in prison: where an inmate is held, where and how the work is done, and what may keep it from counting."""

from registry.vocabulary.term import Term


class Stage(Term):
    """Regime and stage in which an inmate is held (arts. 11-B and 11-C CEP)."""

    MINIMUM = "minimum", "Cerrado ordinario, mínima seguridad"
    MEDIUM = "medium", "Cerrado ordinario, mediana seguridad"
    MAXIMUM = "maximum", "Cerrado ordinario, máxima seguridad"
    SPECIAL_C = "special_c", "Cerrado especial, etapa C"
    SPECIAL_B = "special_b", "Cerrado especial, etapa B"
    SPECIAL_A = "special_a", "Cerrado especial, etapa A"
    EXTREME = "extreme", "Cerrado especial, extrema seguridad"
    SEMI_OPEN = "semi_open", "Semiabierto"
    OPEN = "open", "Abierto"


class WorkPlace(Term):
    """Where the hours were worked; those in cells and corridors never count (art. 20 DLEG 1343)."""

    WORKSHOP = "workshop", "Taller o ambiente autorizado"
    CELL = "cell", "Celda"
    CORRIDOR = "corridor", "Pasadizo"


class Uncounted(Term):
    """Why worked minutes make no day, all of them or some."""

    NO_TIMES = "no_times", "Falta la hora de entrada o de salida"
    PLACE = "place", "El trabajo en celdas o pasadizos no se cuenta"
    NOT_POSTED = "not_posted", "Ese día no tenía un puesto asignado"
    DAY = "day", "Día no autorizado"
    OVERLAP = "overlap", "Esas horas ya están en otra anotación"
    DAY_FULL = "day_full", "Ese día ya tiene ocho horas"


class Unredeemed(Term):
    """Why days that were worked shorten no sentence, or not yet."""

    NOT_INSCRIBED = "not_inscribed", "Antes de la inscripción en el libro de registro"
    BARRED = "barred", "El delito no permite redimir la pena"
    TO_REVIEW = "to_review", "No se conoce la norma aplicable: requiere revisión legal"


class PayBasis(Term):
    """What a worker's pay is reckoned by."""

    MONTH = "month", "Por mes"
    HOUR = "hour", "Por hora"
    PIECE = "piece", "Por pieza"


class Receiver(Term):
    """Who receives a part of what was earned (art. 14 DLEG 1343)."""

    OPERATOR = "operator", "Entidad penitenciaria (10 %)"
    REPARATION = "reparation", "Reparación civil (20 %)"
    ALIMONY = "alimony", "Alimentos por mandato judicial"
    WORKER = "worker", "Trabajador"


class Sex(Term):
    """Sex by which the law separates people in prison (art. 11.1 TUO CEP); no score reads it."""

    FEMALE = "female", "Mujer"
    MALE = "male", "Varón"


class LegalSituation(Term):
    """Whether an inmate was sentenced; whoever awaits trial works of their own free will (art. 73 CEP)."""

    DEFENDANT = "defendant", "Procesado"
    SENTENCED = "sentenced", "Sentenciado"


class Regime(Term):
    """Regime of an inmate's life in prison (arts. 11.6 and 13 TUO CEP)."""

    ORDINARY = "ordinary", "Cerrado ordinario"
    SPECIAL = "special", "Cerrado especial"
    SEMI_OPEN = "semi_open", "Semiabierto"
    OPEN = "open", "Abierto"


class Modality(Term):
    """How productive work is organised (art. 16 DLEG 1343)."""

    INDIVIDUAL = "individual", "Actividad individual"
    GROUP = "group", "Actividad grupal"
    WORKSHOP = "workshop", "Taller productivo"


class ActivityState(Term):
    """Where a productive activity stands."""

    DRAFT = "draft", "En elaboración"
    PROPOSED = "proposed", "Por revisar"
    RETURNED = "returned", "Devuelta"
    PUBLISHED = "published", "Publicada"
    CLOSED = "closed", "Cerrada"


class WorkVacancyState(Term):
    """Where a vacancy of an activity stands."""

    DRAFT = "draft", "Sin publicar"
    PUBLISHED = "published", "Publicada"
    CLOSED = "closed", "Cerrada"


class Profession(Term):
    """Who approves or disapproves of each application (RPROD art. 20.2)."""

    HEALTH = "health", "Salud"
    PSYCHOLOGY = "psychology", "Psicología"
    SOCIAL = "social", "Trabajo social"
    WORK = "work", "Trabajo"


class Verdict(Term):
    """What a professional said of an application."""

    APPROVED = "approved", "Aprueba"
    DISAPPROVED = "disapproved", "Desaprueba"


class ApplicationState(Term):
    """Where an application stands; what its evaluations come to follows from them."""

    FILED = "filed", "Presentada"
    ASSIGNED = "assigned", "Con puesto"
    WITHDRAWN = "withdrawn", "Retirada"


class AssignmentState(Term):
    """Where an assignment stands."""

    RUNNING = "running", "Trabajando"
    ENDED = "ended", "Terminada"


class EndCause(Term):
    """Why an assignment ended; never a disciplinary sanction (art. 10 DLEG 1343)."""

    CONTRACT = "contract", "Fin del contrato"
    WITHDRAWAL = "withdrawal", "Decisión de la persona"
    RELEASE = "release", "Libertad"
    TRANSFER = "transfer", "Traslado"
    HEALTH = "health", "Salud"
    ACTIVITY_CLOSED = "activity_closed", "Cierre de la actividad"
    ABANDONMENT = "abandonment", "Abandono del puesto"
    MOVED = "moved", "Cambio de puesto"
    UNDONE = "undone", "Asignación deshecha"


class SettlementState(Term):
    """Where the settlement of a month stands."""

    OPEN = "open", "Por cerrar"
    CLOSED = "closed", "Cerrada y firmada"

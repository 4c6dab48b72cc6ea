"""People, their sentences and what the courts order afterwards."""

from registry.vocabulary.term import Term


class DocumentKind(Term):
    """Identity document."""

    DNI = "dni", "DNI"
    FOREIGNER_CARD = "foreigner_card", "Carné de extranjería"
    TEMPORARY_PERMIT = "temporary_permit", "Permiso temporal de permanencia"
    PASSPORT = "passport", "Pasaporte"


class EducationLevel(Term):
    """Highest schooling, in the classes of INPE's bulletins."""

    NONE = "none", "Sin estudios"
    PRIMARY_INCOMPLETE = "primary_incomplete", "Primaria incompleta"
    PRIMARY = "primary", "Primaria completa"
    SECONDARY_INCOMPLETE = "secondary_incomplete", "Secundaria incompleta"
    SECONDARY = "secondary", "Secundaria completa"
    TECHNICAL_INCOMPLETE = "technical_incomplete", "Superior técnica incompleta"
    TECHNICAL = "technical", "Superior técnica completa"
    UNIVERSITY_INCOMPLETE = "university_incomplete", "Superior universitaria incompleta"
    UNIVERSITY = "university", "Superior universitaria completa"


class Skill(Term):
    """What a person can do, and what a vacancy asks for."""

    GARDENING = "gardening", "Jardinería"
    CLEANING = "cleaning", "Limpieza"
    PAINTING = "painting", "Pintura"
    CARPENTRY = "carpentry", "Carpintería"
    MASONRY = "masonry", "Albañilería"
    ELECTRICITY = "electricity", "Electricidad"
    PLUMBING = "plumbing", "Gasfitería"
    COOKING = "cooking", "Cocina"
    SEWING = "sewing", "Costura"
    OFFICE = "office", "Trabajo de oficina"
    COMPUTING = "computing", "Computación"
    TEACHING = "teaching", "Enseñanza"
    NURSING = "nursing", "Enfermería y primeros auxilios"
    DRIVING = "driving", "Conducción"
    MECHANICS = "mechanics", "Mecánica"
    LOADING = "loading", "Carga y almacén"
    SECURITY = "security", "Vigilancia"
    FARMING = "farming", "Agricultura y ganadería"


class Occupation(Term):
    """What a person works in."""

    NONE = "none", "Sin ocupación"
    HOME = "home", "Su casa"
    STUDENT = "student", "Estudiante"
    TRADER = "trader", "Comercio"
    DRIVER = "driver", "Chofer o mototaxista"
    BUILDER = "builder", "Construcción"
    FARMER = "farmer", "Agricultura o ganadería"
    MECHANIC = "mechanic", "Mecánica"
    CARPENTER = "carpenter", "Carpintería"
    ELECTRICIAN = "electrician", "Electricidad"
    TAILOR = "tailor", "Confección"
    COOK = "cook", "Cocina"
    CLEANER = "cleaner", "Limpieza"
    GUARD = "guard", "Vigilancia"
    CLERK = "clerk", "Oficina"
    TEACHER = "teacher", "Docencia"
    HEALTH_WORKER = "health_worker", "Salud"
    TECHNICIAN = "technician", "Técnica o informática"
    LABOURER = "labourer", "Obrero u operario"
    OTHER = "other", "Otra"


class SentenceKind(Term):
    """The limitative penalty imposed (arts. 34 and 35 CP)."""

    COMMUNITY_SERVICE = "community_service", "Prestación de servicios a la comunidad"
    FREE_DAY_RESTRICTION = "free_day_restriction", "Limitación de días libres"


class Programme(Term):
    """A programme that a judgment may impose, and that a vacancy may be part of."""

    FREE_DAY = "free_day", "Programa de días libres"
    AREE = "aree", "AREE"
    CAPAS = "capas", "CAPAS"
    FOCOS = "focos", "FOCOS"
    RETO = "reto", "RETO"
    NO_MORE_PROBLEMS = "no_more_problems", "No Más Problemas"


class PenaltyOrigin(Term):
    """Whether the offence itself carries the penalty, or another one was converted into it."""

    AUTONOMOUS = "autonomous", "Autónoma"
    CONVERTED = "converted", "Convertida"


class CourtOrderKind(Term):
    """What a court orders while the penalty is served."""

    JORNADAS_CHANGED = "jornadas_changed", "Cambio del número de jornadas"
    CONVERSION = "conversion", "Conversión de la pena"
    REVOCATION = "revocation", "Revocatoria"
    STAY = "stay", "Suspensión de la ejecución"
    RESUMPTION = "resumption", "Reanudación de la ejecución"
    PRESCRIPTION = "prescription", "Prescripción declarada"
    ANNULMENT = "annulment", "Nulidad o absolución"
    REHABILITATION = "rehabilitation", "Rehabilitación"


#: Orders that end the execution.
CLOSING_ORDERS = frozenset(
    {
        CourtOrderKind.CONVERSION,
        CourtOrderKind.REVOCATION,
        CourtOrderKind.PRESCRIPTION,
        CourtOrderKind.ANNULMENT,
        CourtOrderKind.REHABILITATION,
    }
)
#: Orders that decide whether the penalty is being executed; the last one in force does.
DECIDING_ORDERS = CLOSING_ORDERS | {CourtOrderKind.STAY, CourtOrderKind.RESUMPTION}


class SentenceStatus(Term):
    """Where a sentence stands today; follows from its orders and placements, and is not stored."""

    WAITING = "waiting", "En espera"
    PLACED = "placed", "Con ubicación"
    STAYED = "stayed", "En suspenso"
    CLOSED = "closed", "Concluida"


class Stance(Term):
    """What the person said of a possible place at the interview."""

    PREFERENCE = "preference", "Prefiere"
    OBJECTION = "objection", "Objeta"

"""Assignment rounds, what they propose and what officers decide."""

from registry.vocabulary.term import Term


class RoundState(Term):
    """Where a round stands."""

    QUEUED = "queued", "En cola"
    RUNNING = "running", "Calculando"
    READY = "ready", "Lista para revisar"
    STOPPED = "stopped", "Detenida con resultado"
    APPLIED = "applied", "Aplicada"
    INTERRUPTED = "interrupted", "Interrumpida"
    EMPTY = "empty", "Sin resultado"


class ProposalState(Term):
    """Where one proposal of a round stands."""

    TO_REVIEW = "to_review", "Por revisar"
    STAGED = "staged", "Para confirmar"
    CONFIRMED = "confirmed", "Confirmada"
    CHANGED = "changed", "Cambiada"
    UNPLACED = "unplaced", "Sin ubicación"


class DecisionKind(Term):
    """What a named officer decided on a proposal."""

    CONFIRM = "confirm", "Confirmó"
    MOVE = "move", "Ubicó en otra plaza"
    LEAVE_UNPLACED = "leave_unplaced", "Dejó sin ubicación"
    PIN = "pin", "Fijó"
    EXCLUDE = "exclude", "Excluyó la plaza"
    UNDO = "undo", "Deshizo"


class InstructionKind(Term):
    """What an officer orders for the rounds to come."""

    PIN = "pin", "Fijada"
    EXCLUDE = "exclude", "Excluida"


class WeightsPreset(Term):
    """What weighs most in a round; the figures belong to the matching rules."""

    BALANCED = "balanced", "Equilibrado"
    PROXIMITY = "proximity", "Cercanía"
    SKILL = "skill", "Aptitud"
    PRESCRIPTION = "prescription", "Prescripción"


class Criterion(Term):
    """What a place's score is made of."""

    SKILL = "skill", "Aptitud y ocupación"
    DISTANCE = "distance", "Cercanía"
    URGENCY = "urgency", "Espera y prescripción"
    PREFERENCE = "preference", "Lo que dijo la persona"
    SPECIFIC_TASK = "specific_task", "Tarea específica"
    LOAD = "load", "Reparto entre unidades"
    STABILITY = "stability", "Continuidad"
    UNIT_RECORD = "unit_record", "Cumplimiento de la unidad"


class Aspect(Term):
    """By what a round's outcome is compared between groups of people; none of them weighs."""

    DISTRICT = "district", "Distrito"
    SETTLEMENT = "settlement", "Población del distrito"
    AGE = "age", "Edad"
    EDUCATION = "education", "Grado de instrucción"
    LIMITS = "limits", "Límites de salud para el trabajo"

"""Placements and the documents that announce them."""

from registry.vocabulary.term import Term


class PlacementState(Term):
    """Where a placement stands; the first four hold its places."""

    CONFIRMED = "confirmed", "Confirmada"
    NOTIFIED = "notified", "Notificada"
    ACTIVE = "active", "En curso"
    SUSPENDED = "suspended", "Suspendida"
    COMPLETED = "completed", "Cumplida"
    ENDED = "ended", "Terminada"


class EndReason(Term):
    """Why a placement ended before its jornadas were served."""

    UNDONE = "undone", "Confirmación deshecha"
    MOVED = "moved", "Cambio de ubicación"
    UNIT_CLOSED = "unit_closed", "La unidad dejó de recibir"
    COURT_ORDER = "court_order", "Mandato judicial"
    BREACH = "breach", "Incumplimiento comunicado al juez"
    DEATH = "death", "Fallecimiento"
    OTHER = "other", "Otro motivo"


class LetterKind(Term):
    """The documents issued now."""

    PRESENTATION_TO_UNIT = "presentation_to_unit", "Oficio de presentación a la unidad"
    NOTIFICATION_TO_PERSON = "notification_to_person", "Carta de ubicación a la persona"


#: Facts that a letter must tell and an office may not have entered yet, by their place in its content.
LETTER_FACTS = {
    "office.address": "la dirección de la oficina",
    "contact.phone": "el teléfono de la oficina",
    "place.address": "la dirección de la unidad",
}
ANOTHER_FACT = "un dato de la carta"


class DocumentState(Term):
    """Whether an issued document still holds."""

    ISSUED = "issued", "Emitida"
    REPLACED = "replaced", "Reemplazada"

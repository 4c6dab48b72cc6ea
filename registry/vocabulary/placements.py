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


class PlacementChange(Term):
    """What happened to a placement, from its confirmation to its end."""

    CONFIRMED = "confirmed", "Confirmada"
    UNDONE = "undone", "Confirmación deshecha"
    NOTIFIED = "notified", "Notificada"
    STARTED = "started", "Inicio"
    SUSPENDED = "suspended", "Suspensión"
    RESUMED = "resumed", "Reanudación"
    RESCHEDULED = "rescheduled", "Cambio de horario"
    MOVED = "moved", "Cambio de ubicación"
    RESTORED = "restored", "Cambio de ubicación deshecho"
    EXCLUDED = "excluded", "Exclusión por la unidad"
    COMPLETED = "completed", "Cumplimiento"
    REOPENED = "reopened", "Reapertura"
    ENDED = "ended", "Término"


class SuspensionCause(Term):
    """Why nobody serves at a placement for a while, its places kept."""

    ILLNESS = "illness", "Enfermedad o accidente"
    COURT = "court", "Suspensión dispuesta por el juez"
    UNIT = "unit", "La unidad no puede recibir"
    WORK_OR_STUDY = "work_or_study", "Trabajo o estudio temporal"
    OTHER = "other", "Otra causa"


class StartStepKind(Term):
    """What the office did so that somebody who was notified begins."""

    INTERVIEW = "interview", "Entrevista"
    CALL = "call", "Llamada"
    VISIT = "visit", "Visita al domicilio"
    UNIT_CALL = "unit_call", "Consulta a la unidad"
    SUMMONS = "summons", "Citación escrita"
    NO_SHOW = "no_show", "No se presentó"


class EndReason(Term):
    """Why a placement ended before its jornadas were served."""

    UNDONE = "undone", "Confirmación deshecha"
    MOVED = "moved", "Cambio de ubicación"
    UNIT_CLOSED = "unit_closed", "La unidad dejó de recibir"
    EXCLUDED_BY_UNIT = "excluded_by_unit", "La unidad pidió el cambio"
    OTHER_OFFICE = "other_office", "Traslado a otra oficina"
    REOPENED = "reopened", "Concluida y vuelve a deber"
    COURT_ORDER = "court_order", "Mandato judicial"
    BREACH = "breach", "Incumplimiento comunicado al juez"
    DEATH = "death", "Fallecimiento"
    OTHER = "other", "Otro motivo"


#: Ends after which the sentence waits for another place; where nothing is owed any more, it is completed there.
WAITING_ENDS = (
    EndReason.UNIT_CLOSED,
    EndReason.EXCLUDED_BY_UNIT,
    EndReason.OTHER_OFFICE,
    EndReason.REOPENED,
    EndReason.BREACH,
    EndReason.OTHER,
)


class LetterKind(Term):
    """The documents issued now."""

    PRESENTATION_TO_UNIT = "presentation_to_unit", "Oficio de presentación a la unidad"
    NOTIFICATION_TO_PERSON = "notification_to_person", "Carta de ubicación a la persona"
    CHANGE_TO_UNIT = "change_to_unit", "Oficio de cambio a la unidad"
    CHANGE_TO_PERSON = "change_to_person", "Carta de cambio a la persona"
    WRITTEN_WARNING = "written_warning", "Advertencia escrita"
    EXPLANATION_REQUEST = "explanation_request", "Pedido de descargo"
    MONTHLY_REPORT = "monthly_report", "Informe mensual al juez"
    BREACH_REPORT = "breach_report", "Informe de incumplimiento al juez"
    COMPLETION_REPORT = "completion_report", "Informe de cumplimiento al juez"
    UNIT_CONSTANCY = "unit_constancy", "Constancia de la unidad"
    JORNADAS_CERTIFICATE = "jornadas_certificate", "Certificado de jornadas cumplidas"
    FILING_RECEIPT = "filing_receipt", "Constancia de presentación"
    OBSERVATION_NOTICE = "observation_notice", "Notificación de observaciones"
    RESOLUTION = "resolution", "Resolución"
    AGREEMENT = "agreement", "Convenio"
    PASTORAL_CREDENTIAL = "pastoral_credential", "Credencial de agente pastoral"
    REDEMPTION_CERTIFICATE = "redemption_certificate", "Certificado de cómputo laboral"
    WORK_CERTIFICATE = "work_certificate", "Certificado de trabajo"
    PAY_SLIP = "pay_slip", "Boleta de pago"


#: The letters that announce a placement, under one signature.
ANNOUNCEMENTS = (LetterKind.PRESENTATION_TO_UNIT, LetterKind.NOTIFICATION_TO_PERSON)


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

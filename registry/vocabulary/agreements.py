"""Agreements (*convenios*) between the operator and institutions."""

from registry.vocabulary.term import Term


class AgreementKind(Term):
    """What an agreement is about."""

    COMMUNITY_SERVICE = "community_service", "Prestación de servicios a la comunidad"
    PRODUCTIVE_WORK = "productive_work", "Cárceles Productivas"
    RELIGIOUS_ASSISTANCE = "religious_assistance", "Asistencia religiosa"
    SOCIAL_HELP = "social_help", "Ayuda social y pospenitenciaria"


class AgreementState(Term):
    """Where an agreement stands; *expiring* and *expired* follow from its dates and are not stored."""

    DRAFT = "draft", "En elaboración"
    TO_SIGN = "to_sign", "Por firmar"
    IN_FORCE = "in_force", "Vigente"
    EXPIRING = "expiring", "Por vencer"
    EXPIRED = "expired", "Vencido"
    TERMINATED = "terminated", "Resuelto"


class TerminationCause(Term):
    """Why an agreement ended before its day."""

    MUTUAL = "mutual", "Acuerdo de las partes"
    BREACH = "breach", "Incumplimiento de obligaciones"
    CORRUPTION = "corruption", "Cláusula anticorrupción"
    FREE = "free", "Libre separación de una parte"
    IMPOSSIBLE = "impossible", "Caso fortuito o fuerza mayor"


class Side(Term):
    """Whose an obligation is."""

    OPERATOR = "operator", "La entidad penitenciaria"
    INSTITUTION = "institution", "La institución"

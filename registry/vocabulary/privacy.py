"""Rights over personal data."""

from registry.vocabulary.term import Term


class RightKind(Term):
    """What a person asks about their own data (art. 69 RPDP)."""

    INFORMATION = "information", "Información sobre el tratamiento"
    ACCESS = "access", "Acceso a sus datos"
    RECTIFICATION = "rectification", "Rectificación"
    CANCELLATION = "cancellation", "Cancelación"
    OPPOSITION = "opposition", "Oposición"


class RequestState(Term):
    """Where a request about personal data stands; only a received one is still running its term."""

    RECEIVED = "received", "Recibido"
    GRANTED = "granted", "Atendido"
    DENIED = "denied", "Denegado"
    WITHDRAWN = "withdrawn", "Desistido"

"""Religious assistance in prisons: credentials of pastoral agents and their visits."""

from registry.vocabulary.term import Term


class CredentialState(Term):
    """Where a credential stands; *expiring* and *expired* follow from its dates and are not stored."""

    CURRENT = "current", "Vigente"
    EXPIRING = "expiring", "Por vencer"
    EXPIRED = "expired", "Vencida"
    WITHDRAWN = "withdrawn", "Retirada"


class PrisonVisitState(Term):
    """Where a visit to a prison stands."""

    REQUESTED = "requested", "Solicitada"
    APPROVED = "approved", "Aprobada"
    DENIED = "denied", "Denegada"
    CANCELLED = "cancelled", "Cancelada"
    HELD = "held", "Realizada"
    NOT_HELD = "not_held", "No se realizó"


class VisitActivity(Term):
    """What a group comes for."""

    WORSHIP = "worship", "Culto o celebración"
    TEACHING = "teaching", "Charla o formación"
    COUNSEL = "counsel", "Consejería y acompañamiento"
    SACRAMENT = "sacrament", "Sacramento o rito"
    SOCIAL = "social", "Ayuda social"

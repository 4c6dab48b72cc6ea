"""Administrative procedures and the case files that follow them."""

from registry.vocabulary.term import Term


class ProcedureCode(Term):
    """The procedures of the catalogue, `registry.procedures`."""

    PUBLIC_UNIT = "public_unit", "Inscripción de unidad beneficiaria pública"
    PRIVATE_UNIT = "private_unit", "Inscripción de unidad beneficiaria privada"
    UNIT_RENEWAL = "unit_renewal", "Renovación de unidad beneficiaria"
    RELIGIOUS_GROUP = "religious_group", "Autorización de asistencia religiosa"
    RELIGIOUS_RENEWAL = "religious_renewal", "Renovación de asistencia religiosa"
    COMPANY = "company", "Inscripción de empresa de Cárceles Productivas"
    COMPANY_RENEWAL = "company_renewal", "Renovación de empresa de Cárceles Productivas"
    ACTIVITY_PROPOSAL = "activity_proposal", "Propuesta de actividad productiva"
    SOCIAL_HELP = "social_help", "Inscripción de institución de ayuda social"
    SOCIAL_HELP_RENEWAL = "social_help_renewal", "Renovación de institución de ayuda social"
    REGISTRATION_WITHDRAWAL = "registration_withdrawal", "Retiro voluntario del registro"
    RECONSIDERATION = "reconsideration", "Reconsideración de una resolución"


class CaseState(Term):
    """Where a case file stands."""

    DRAFT = "draft", "Borrador"
    SUBMITTED = "submitted", "Presentado"
    UNDER_REVIEW = "under_review", "En evaluación"
    OBSERVED = "observed", "Observado"
    APPROVED = "approved", "Aprobado"
    DENIED = "denied", "Denegado"
    WITHDRAWN = "withdrawn", "Desistido"
    LAPSED = "lapsed", "Archivado"


class CaseEventKind(Term):
    """What happened to a case file."""

    OPENED = "opened", "Se abrió el borrador"
    FILED = "filed", "Presentado"
    ASSIGNED = "assigned", "Asignado a un oficial"
    OBSERVED = "observed", "Observado"
    CURED = "cured", "Observaciones subsanadas"
    VISITED = "visited", "Visita de inspección"
    OPINION = "opinion", "Opinión"
    APPROVED = "approved", "Aprobado"
    DENIED = "denied", "Denegado"
    WITHDRAWN = "withdrawn", "Desistido"
    LAPSED = "lapsed", "Archivado"
    OVERDUE = "overdue", "Venció el plazo para resolver"
    NOTED = "noted", "Anotación interna"


class Evidence(Term):
    """With what a requirement is met."""

    DOCUMENT = "document", "Documento"
    PHOTO = "photo", "Fotografía"
    DECLARATION = "declaration", "Declaración jurada"
    CONSULTED = "consulted", "Lo consulta la oficina"


class CheckState(Term):
    """How a requirement of a case file was found."""

    PENDING = "pending", "Por revisar"
    MET = "met", "Conforme"
    OBSERVED = "observed", "Observado"


class TaskState(Term):
    """Where a step of a draft stands in its list of tasks."""

    DONE = "done", "Listo"
    MISSING = "missing", "Falta"
    NOT_YET = "not_yet", "Todavía no"


class DeemedDecision(Term):
    """What follows where the operator does not decide in time (LPAG arts. 33-35)."""

    APPROVED = "approved", "Silencio positivo"
    DENIED = "denied", "Silencio negativo"


class OpinionKind(Term):
    """A report that a decision needs (RPROD art. 26)."""

    TECHNICAL = "technical", "Informe técnico"
    LEGAL = "legal", "Informe legal"


class NoticeMeans(Term):
    """How somebody is told."""

    EMAIL = "email", "Correo electrónico, con consentimiento"
    PAPER = "paper", "Notificación en papel"
    SCREEN = "screen", "En la página del expediente"


class NoticeState(Term):
    """Where a notice is."""

    QUEUED = "queued", "Por enviar"
    SENT = "sent", "Enviada"
    RECEIVED = "received", "Recibida"
    FAILED = "failed", "No se pudo entregar"


class ProcedureDetail(Term):
    """A detail of a procedure that no norm read here settles, and that the administrator enters."""

    TERM = "term", "Plazo para resolver, en días hábiles"
    CURE_TERM = "cure_term", "Plazo para subsanar, en días hábiles"
    FEE = "fee", "Derecho de tramitación"
    VALIDITY = "validity", "Vigencia, en meses"
    DEEMED = "deemed", "Silencio administrativo"


class Filer(Term):
    """Who may file under a procedure."""

    ANYBODY = "anybody", "Cualquier institución, sin cuenta"
    REGISTERED = "registered", "La institución inscrita"
    APPLICANT = "applicant", "Quien recibió la resolución"


class CaseEffect(Term):
    """What an approval brings about in the registry."""

    REGISTER = "register", "Inscribe a la institución"
    RENEW = "renew", "Renueva la inscripción"
    WITHDRAW = "withdraw", "Retira la inscripción"
    DRAFT_AGREEMENT = "draft_agreement", "Da lugar a un convenio"
    DECIDE_AGAIN = "decide_again", "Revoca la resolución y vuelve a evaluar"

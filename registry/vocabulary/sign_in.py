"""Signing in: how far a session is, which links and letters go out, what a key opens."""

from registry.vocabulary.term import Term


class SessionStage(Term):
    """How far somebody is who gave the right password; only an open session opens pages."""

    CODE = "code", "Falta el código"
    SET_UP = "set_up", "Falta configurar el segundo factor"
    OPEN = "open", "Abierta"


class LinkKind(Term):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation", "Invitación"
    RESET = "reset", "Contraseña nueva"


class MailKind(Term):
    """A letter to the holder of an account, or to an institution that has none yet."""

    INVITATION = "invitation", "Invitación"
    RESET = "reset", "Enlace para una contraseña nueva"
    PASSWORD_CHANGED = "password_changed", "Aviso de contraseña cambiada"
    FACTOR_CHANGED = "factor_changed", "Aviso de segundo factor cambiado"
    EMAIL_CHANGED = "email_changed", "Aviso de correo cambiado"
    SHEET_REMINDER = "sheet_reminder", "Recordatorio de la planilla del mes"
    NOTICE = "notice", "Aviso a una institución"
    CASE_CODE = "case_code", "Número y código de un expediente"
    VISIT_APPROVED = "visit_approved", "Visita religiosa aprobada"
    VISIT_DENIED = "visit_denied", "Visita religiosa denegada"
    VISIT_REVOKED = "visit_revoked", "Visita religiosa que el establecimiento canceló"
    VISIT_REMINDER = "visit_reminder", "Recordatorio de una visita religiosa"


class MailState(Term):
    """Where a letter is; what the mail server does not take today is tried again."""

    QUEUED = "queued", "Por enviar"
    SENT = "sent", "Enviado"
    REFUSED = "refused", "Rechazado por el servidor de correo"
    WITHDRAWN = "withdrawn", "Ya no hacía falta"


class TokenScope(Term):
    """What a program may do with a key."""

    READ = "read", "Solo consultar"
    WRITE = "write", "Consultar y registrar"

"""Papers that people bring: what they are, and which files the registry takes."""

from registry.vocabulary.term import Term


class AttachmentKind(Term):
    """What an uploaded paper is."""

    RESOLUTION = "resolution", "Resolución"
    AGREEMENT = "agreement", "Convenio"
    COURT_PAPER = "court_paper", "Documento del juzgado"
    IDENTIFICATION = "identification", "Ficha o constancia de la institución"
    PHOTO = "photo", "Fotografía"
    ATTENDANCE_SHEET = "attendance_sheet", "Planilla de control firmada"
    EXCUSE = "excuse", "Sustento de una inasistencia"
    STATUTES = "statutes", "Estatutos o partida registral"
    CREDENTIAL_LETTER = "credential_letter", "Carta de designación"
    WORK_PLAN = "work_plan", "Plan de trabajo"
    SIGNED_AGREEMENT = "signed_agreement", "Convenio firmado"
    ANNEX = "annex", "Anexo del convenio"
    VISIT_PHOTO = "visit_photo", "Fotografía de la visita"
    WORK_APPLICATION = "work_application", "Solicitud de puesto de trabajo"
    FREE_WILL = "free_will", "Declaración de voluntad"
    WORK_SHEET = "work_sheet", "Planilla de trabajo firmada"
    OTHER = "other", "Otro documento"


class MediaType(Term):
    """Which files the registry takes; the label is the ending of their names."""

    PDF = "application/pdf", "pdf"
    JPEG = "image/jpeg", "jpg"
    PNG = "image/png", "png"


class LetterFault(Term):
    """Why an issued document no longer holds."""

    CONTENT = "content", "El contenido guardado no es el que se emitió"
    PAPER = "paper", "El PDF guardado no es el de ese contenido"
    LEDGER = "ledger", "Las anotaciones hasta su emisión dan otras cifras"

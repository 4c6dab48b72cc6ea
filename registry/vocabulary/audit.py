"""The audit's chain."""

from registry.vocabulary.term import Term


class ChainFault(Term):
    """What is wrong with rows of the audit's chain."""

    MISSING = "missing", "Falta"
    ALTERED = "altered", "Fue alterada"
    UNLINKED = "unlinked", "No sigue a la fila anterior"
    CUT = "cut", "Falta al final"
    BEYOND = "beyond", "Está después del final sellado"
    REPLACED = "replaced", "No es la que se anotó fuera de la base de datos"
    HEAD = "head", "El final sellado falta o fue alterado"


#: What the rows of each table are called; `database` and `audit_entry` are noted as things of their own.
SUBJECTS = {
    "account": "Cuenta",
    "account_scope": "Alcance de una cuenta",
    "api_token": "Clave de acceso",
    "attachment": "Archivo adjunto",
    "attendance_entry": "Anotación de asistencia",
    "attendance_sheet": "Planilla de control",
    "audit_entry": "Auditoría",
    "audit_head": "Final de la auditoría",
    "beneficiary_unit": "Unidad",
    "breach_alert": "Alerta de incumplimiento",
    "court_order": "Mandato judicial",
    "data_request": "Pedido sobre datos personales",
    "database": "Base de datos",
    "decision": "Decisión",
    "document": "Carta",
    "failed_tries": "Intentos de ingreso",
    "incident": "Incidente",
    "individual_plan": "Entrevista y plan individual",
    "institution": "Institución",
    "instruction": "Indicación para rondas",
    "office": "Oficina",
    "one_time_link": "Enlace de un solo uso",
    "outgoing_mail": "Correo por enviar",
    "officer": "Cuenta",
    "parked_form": "Formulario guardado",
    "person": "Expediente de la persona",
    "personal_code": "Código de la persona",
    "placement": "Ubicación",
    "placement_event": "Historia de la ubicación",
    "placement_week": "Horario de la ubicación",
    "preference": "Preferencia",
    "privilege_review": "Revisión de privilegios",
    "proposal": "Propuesta",
    "recovery_code": "Código de recuperación",
    "registration": "Inscripción",
    "round": "Ronda",
    "second_factor": "Segundo factor",
    "sentence": "Pena",
    "sheet_typing": "Digitación de una planilla",
    "sign_in_session": "Sesión",
    "start_step": "Seguimiento del inicio",
    "vacancy": "Vacante",
    "vacancy_shift": "Turno de vacante",
}


def subject_label(table: str) -> str:
    """What a row of the table is called; one that has no name yet is told as a record."""
    return SUBJECTS.get(table, "Registro")

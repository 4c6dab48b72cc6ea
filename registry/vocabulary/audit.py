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
    "agreement": "Convenio",
    "agreement_obligation": "Obligación de un convenio",
    "alimony_order": "Orden de alimentos",
    "api_token": "Clave de acceso",
    "arrears_payment": "Pago del aporte atrasado",
    "arrears_plan": "Fraccionamiento del aporte",
    "attachment": "Archivo adjunto",
    "attendance_entry": "Anotación de asistencia",
    "attendance_sheet": "Planilla de control",
    "audit_entry": "Auditoría",
    "audit_head": "Final de la auditoría",
    "authorised_day": "Día de trabajo autorizado",
    "beneficiary_unit": "Unidad",
    "breach_alert": "Alerta de incumplimiento",
    "case_check": "Requisito de un expediente",
    "case_event": "Historia del expediente",
    "case_file": "Expediente de un trámite",
    "closed_day": "Día no laborable",
    "court_order": "Mandato judicial",
    "credential": "Credencial de agente pastoral",
    "data_request": "Pedido sobre datos personales",
    "database": "Base de datos",
    "decision": "Decisión",
    "document": "Carta",
    "failed_tries": "Intentos de ingreso",
    "incident": "Incidente",
    "individual_plan": "Entrevista y plan individual",
    "induction": "Inducción",
    "inmate": "Ficha del interno",
    "inmate_stage": "Régimen y etapa",
    "institution": "Institución",
    "instruction": "Indicación para rondas",
    "notice": "Notificación",
    "office": "Oficina",
    "officer": "Cuenta",
    "one_time_link": "Enlace de un solo uso",
    "outgoing_mail": "Correo por enviar",
    "parked_form": "Formulario guardado",
    "pastoral_agent": "Agente pastoral",
    "pavilion": "Pabellón",
    "person": "Expediente de la persona",
    "personal_code": "Código de la persona",
    "placement": "Ubicación",
    "placement_event": "Historia de la ubicación",
    "placement_week": "Horario de la ubicación",
    "planned_vacancy_change": "Cambio previsto de una vacante",
    "preference": "Preferencia",
    "prison_room": "Ambiente de un establecimiento",
    "prison_visit": "Visita religiosa",
    "privilege_review": "Revisión de privilegios",
    "procedure_setting": "Dato de un trámite",
    "productive_activity": "Actividad productiva",
    "proposal": "Propuesta",
    "recovery_code": "Código de recuperación",
    "registration": "Inscripción",
    "round": "Ronda",
    "second_factor": "Segundo factor",
    "sentence": "Pena",
    "settled_part": "Parte de un pago",
    "settled_pay": "Pago del mes",
    "settlement": "Liquidación",
    "sheet_typing": "Digitación de una planilla",
    "sign_in_session": "Sesión",
    "social_service": "Servicio de ayuda social",
    "start_step": "Seguimiento del inicio",
    "taken_request": "Envío de un programa",
    "upload": "Archivo en camino",
    "upload_piece": "Parte de un archivo",
    "vacancy": "Vacante",
    "vacancy_shift": "Turno de vacante",
    "visit_attendance": "Asistencia a una visita",
    "work_application": "Postulación",
    "work_assignment": "Puesto de trabajo",
    "work_decision": "Decisión sobre un puesto",
    "work_entry": "Anotación de trabajo",
    "work_evaluation": "Evaluación de una postulación",
    "work_instruction": "Indicación para rondas del penal",
    "work_proposal": "Propuesta de puesto",
    "work_round": "Ronda del penal",
    "work_sheet": "Planilla de trabajo",
    "work_vacancy": "Vacante de trabajo",
    "workshop": "Taller",
    "workshop_room": "Aforo de un taller",
    "yearly_series": "Numeración",
}


def subject_label(table: str) -> str:
    """What a row of the table is called; one that has no name yet is told as a record."""
    return SUBJECTS.get(table, "Registro")

"""Offices, the accounts of whoever signs in, and what these may do."""

from registry.vocabulary.term import Term


class OfficeKind(Term):
    """Level of an office in the operator's organisation."""

    REGIONAL = "regional", "Oficina regional"
    OPEN_REGIME = "open_regime", "Establecimiento de medio libre"


class Role(Term):
    """What somebody is to the registry; `services.accounts.policy` says what each role may do."""

    CASE_OFFICER = "case_officer", "Oficial de casos"
    CHIEF = "chief", "Jefatura"
    PRISON_WORK_OFFICER = "prison_work_officer", "Oficial de trabajo penitenciario"
    EVALUATOR_HEALTH = "evaluator_health", "Evaluación de salud"
    EVALUATOR_PSYCHOLOGY = "evaluator_psychology", "Evaluación psicológica"
    EVALUATOR_SOCIAL = "evaluator_social", "Evaluación social"
    EVALUATOR_WORK = "evaluator_work", "Evaluación laboral"
    REGISTRY_OFFICER = "registry_officer", "Oficial de registro"
    AUDITOR = "auditor", "Auditoría"
    ADMINISTRATOR = "administrator", "Administración"
    INSTITUTION_MANAGER = "institution_manager", "Responsable de institución"
    UNIT_SUPERVISOR = "unit_supervisor", "Supervisión de unidad"
    COMPANY_MANAGER = "company_manager", "Responsable de empresa"
    RELIGIOUS_REPRESENTATIVE = "religious_representative", "Representante religioso"


#: Roles of people who do not belong to the operator: they have no office.
OUTSIDERS = frozenset(
    {Role.INSTITUTION_MANAGER, Role.UNIT_SUPERVISOR, Role.COMPANY_MANAGER, Role.RELIGIOUS_REPRESENTATIVE}
)
STAFF = frozenset(Role) - OUTSIDERS


class ScopeKind(Term):
    """Whose things an account was given, beside its own office's."""

    NATION = "nation", "Todo el país"
    REGION = "region", "Oficina regional"
    OFFICE = "office", "Oficina"
    PRISON = "prison", "Establecimiento penitenciario"
    INSTITUTION = "institution", "Institución"
    UNIT = "unit", "Unidad"


class Reach(Term):
    """How far an act of a role goes."""

    NATION = "nation", "todo el país"
    ASSIGNED = "assigned", "lo que se le asignó; si no, su oficina"
    OFFICE = "office", "su oficina"
    INSTITUTION = "institution", "sus instituciones"
    UNIT = "unit", "sus unidades"


class Act(Term):
    """Something that an account does, named for the office's work."""

    READ_PEOPLE = "read_people", "Ver a las personas y sus sentencias"
    READ_RESERVED = "read_reserved", "Ver datos reservados, con motivo"
    KEEP_PEOPLE = "keep_people", "Registrar y corregir a las personas"
    KEEP_SENTENCES = "keep_sentences", "Registrar sentencias y mandatos"
    ACCEPT_RANGE_EXCEPTION = "accept_range_exception", "Aceptar jornadas fuera del rango legal"
    READ_INSTITUTIONS = "read_institutions", "Ver instituciones e inscripciones"
    KEEP_INSTITUTIONS = "keep_institutions", "Registrar y corregir instituciones"
    REGISTER_INSTITUTIONS = "register_institutions", "Inscribir y renovar instituciones"
    SUSPEND_REGISTRATIONS = "suspend_registrations", "Suspender y retirar inscripciones"
    READ_UNITS = "read_units", "Ver unidades y vacantes"
    ADD_UNITS = "add_units", "Abrir unidades en su oficina"
    KEEP_UNITS = "keep_units", "Corregir unidades y vacantes"
    READ_ATTENDANTS = "read_attendants", "Ver a quiénes asisten hoy"
    READ_ROUNDS = "read_rounds", "Ver rondas y propuestas"
    RUN_ROUNDS = "run_rounds", "Calcular rondas"
    DECIDE_PLACEMENTS = "decide_placements", "Decidir ubicaciones"
    READ_PLACEMENTS = "read_placements", "Ver ubicaciones y sus documentos"
    ISSUE_LETTERS = "issue_letters", "Emitir cartas y notificar"
    CHANGE_PLACEMENTS = "change_placements", "Iniciar, suspender, cambiar y terminar ubicaciones"
    READ_ATTENDANCE = "read_attendance", "Ver la asistencia"
    KEEP_ATTENDANCE = "keep_attendance", "Registrar la asistencia"
    CLOSE_SHEETS = "close_sheets", "Cerrar las planillas del mes"
    JUDGE_BREACHES = "judge_breaches", "Revisar incumplimientos"
    EXPORT_RECORDS = "export_records", "Exportar registros"
    ANSWER_RIGHTS = "answer_rights", "Atender pedidos sobre datos personales"
    READ_OFFICES = "read_offices", "Ver las oficinas"
    KEEP_OFFICES = "keep_offices", "Corregir los datos de la oficina"
    MANAGE_ACCOUNTS = "manage_accounts", "Invitar, cambiar y cerrar cuentas"
    REVIEW_PRIVILEGES = "review_privileges", "Revisar privilegios"
    KEEP_INCIDENTS = "keep_incidents", "Registrar incidentes de seguridad"
    READ_INCIDENTS = "read_incidents", "Ver incidentes de seguridad"
    READ_AUDIT = "read_audit", "Leer el registro de auditoría"


class AuditAction(Term):
    """What happened to a row, or which act an officer performed."""

    CREATED = "created", "Creó"
    UPDATED = "updated", "Modificó"
    DELETED = "deleted", "Eliminó"
    BULK = "bulk", "Modificó en bloque"
    SIGNED_IN = "signed_in", "Ingresó"
    SIGN_IN_REFUSED = "sign_in_refused", "Ingreso rechazado"
    VIEWED = "viewed", "Consultó"
    EXPORTED = "exported", "Exportó"

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
    PRISON_DIRECTOR = "prison_director", "Dirección de establecimiento penitenciario"


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
    PRISON = "prison", "sus establecimientos penitenciarios"


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
    FILE_PROCEDURES = "file_procedures", "Presentar trámites y seguirlos"
    READ_CASES = "read_cases", "Ver expedientes de trámites"
    REVIEW_CASES = "review_cases", "Evaluar expedientes y observarlos"
    ASSIGN_CASES = "assign_cases", "Repartir expedientes"
    GIVE_OPINIONS = "give_opinions", "Opinar sobre expedientes"
    DECIDE_CASES = "decide_cases", "Resolver expedientes"
    KEEP_PROCEDURES = "keep_procedures", "Completar los datos de los trámites y los días no laborables"
    READ_AGREEMENTS = "read_agreements", "Ver convenios"
    KEEP_AGREEMENTS = "keep_agreements", "Elaborar convenios y seguir sus obligaciones"
    SIGN_AGREEMENTS = "sign_agreements", "Firmar y resolver convenios"
    OFFER_VACANCIES = "offer_vacancies", "Ofrecer y cambiar sus plazas"
    OFFER_HELP = "offer_help", "Publicar servicios de ayuda social"
    READ_AGENTS = "read_agents", "Ver agentes pastorales y credenciales"
    KEEP_AGENTS = "keep_agents", "Registrar agentes pastorales"
    ISSUE_CREDENTIALS = "issue_credentials", "Emitir y retirar credenciales"
    READ_VISITS = "read_visits", "Ver visitas religiosas"
    REQUEST_VISITS = "request_visits", "Solicitar visitas religiosas"
    DECIDE_VISITS = "decide_visits", "Aprobar visitas religiosas y anotar su asistencia"
    READ_WORKSHOPS = "read_workshops", "Ver talleres, actividades y puestos de trabajo"
    KEEP_WORKSHOPS = "keep_workshops", "Registrar talleres y revisar actividades"
    POST_ACTIVITIES = "post_activities", "Proponer y seguir sus actividades productivas"
    PUBLISH_ACTIVITIES = "publish_activities", "Publicar y cerrar actividades productivas"
    READ_INMATES = "read_inmates", "Ver las fichas de internos"
    KEEP_INMATES = "keep_inmates", "Registrar y corregir fichas de internos"
    READ_INMATE_RESERVED = "read_inmate_reserved", "Ver datos reservados de internos, con motivo"
    KEEP_APPLICATIONS = "keep_applications", "Registrar postulaciones e inducciones"
    READ_APPLICATIONS = "read_applications", "Ver postulaciones y evaluaciones"
    EVALUATE_APPLICATIONS = "evaluate_applications", "Evaluar postulaciones, cada profesión la suya"
    SETTLE_EVALUATIONS = "settle_evaluations", "Dirimir evaluaciones contrarias"
    RUN_WORK_ROUNDS = "run_work_rounds", "Calcular rondas de puestos de trabajo"
    DECIDE_ASSIGNMENTS = "decide_assignments", "Decidir puestos de trabajo"
    READ_ASSIGNMENTS = "read_assignments", "Ver rondas y puestos de trabajo"
    READ_WORK_RECORD = "read_work_record", "Ver planillas y pagos del trabajo"
    KEEP_WORK_RECORD = "keep_work_record", "Anotar el trabajo de cada día"
    CLOSE_WORK_SHEETS = "close_work_sheets", "Cerrar planillas de trabajo"
    KEEP_SETTLEMENTS = "keep_settlements", "Preparar liquidaciones y pagos"
    SIGN_SETTLEMENTS = "sign_settlements", "Cerrar y firmar liquidaciones"
    ISSUE_WORK_CERTIFICATES = "issue_work_certificates", "Emitir cómputos y certificados de trabajo"
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

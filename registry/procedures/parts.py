"""Steps and requirements that several procedures share."""

from registry.procedures.procedure import Requirement, Step
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.procedures import Evidence

RUC = Step("ruc", "¿Cuál es el RUC?", "RUC")
INSTITUTION = Step("institution", "¿Qué institución es?", "Institución")
CONTACT = Step("contact", "¿Con quién nos comunicamos?", "Contacto y avisos")
SITES = Step("sites", "¿Dónde recibirá a las personas?", "Sedes y responsables")
VACANCIES = Step("vacancies", "¿A cuántas personas puede recibir?", "Tareas y plazas")
RELIGIOUS = Step("religious", "¿Cómo se identifica la entidad religiosa?", "Entidad religiosa")
PRISONS = Step("prisons", "¿A qué establecimientos quiere ir?", "Establecimientos")
AGENTS = Step("agents", "¿Quiénes irán?", "Agentes pastorales")
COMPANY = Step("company", "¿A qué se dedica la empresa?", "Empresa")
INTEGRITY = Step("integrity", "Declaración de integridad", "Declaración de integridad")
ACTIVITY = Step("activity", "¿Qué actividad propone?", "Actividad")
WORK_PLAN = Step("work_plan", "¿Cómo se trabajará?", "Plan de trabajo inicial")
HELP = Step("help", "¿Qué ayuda ofrece?", "Servicios y cobertura")
CHANGES = Step("changes", "¿Cambió algo desde su inscripción?", "Cambios")
WITHDRAWAL = Step("withdrawal", "¿Por qué se retira?", "Motivo del retiro")
GROUNDS = Step("grounds", "¿Qué pide que se revise?", "Fundamentos")
DOCUMENTS = Step("documents", "¿Qué documentos presenta?", "Documentos")
DECLARATION = Step("declaration", "Declare y envíe", "Declarar y enviar")

APPOINTMENT = Requirement(
    "appointment",
    "Designación de quien representa a la institución",
    "La resolución o el acta que lo nombra, completa y legible.",
    Evidence.DOCUMENT,
    AttachmentKind.IDENTIFICATION,
)
SITE_PHOTO = Requirement(
    "site_photo",
    "Fotografía de la sede",
    "La entrada y el ambiente donde se trabajará.",
    Evidence.PHOTO,
    AttachmentKind.PHOTO,
)
STATUTES = Requirement(
    "statutes",
    "Estatutos o partida registral",
    "Donde conste el fin asistencial o social.",
    Evidence.DOCUMENT,
    AttachmentKind.STATUTES,
)
TAXPAYER = Requirement(
    "taxpayer",
    "Inscripción en el RUC",
    "No presente su ficha (DLEG 1246, art. 5).",
    Evidence.CONSULTED,
)
FREE_SERVICE = Requirement(
    "free_service",
    "Declaración de que el servicio será gratuito",
    "Nadie paga ni condiciona la asignación (art. 247 RCEP).",
    Evidence.DECLARATION,
)
TRUTH = Requirement(
    "truth",
    "Declaración de que lo presentado es verdad",
    "La oficina puede comprobarlo después (LPAG).",
    Evidence.DECLARATION,
)
REPRESENTATION = Requirement(
    "representation",
    "Representación de la entidad religiosa",
    "Constancia del Registro de Entidades Religiosas o estatutos inscritos: basta una (arts. 12 y 15 REL).",
    Evidence.DOCUMENT,
    AttachmentKind.STATUTES,
)
DESIGNATION = Requirement(
    "designation",
    "Carta que designa a los agentes pastorales",
    "Firmada por quien representa a la entidad (art. 6 REL).",
    Evidence.DOCUMENT,
    AttachmentKind.CREDENTIAL_LETTER,
)
INTEGRITY_DECLARED = Requirement(
    "integrity",
    "Declaración de integridad",
    "De la empresa y de quien la representa.",
    Evidence.DECLARATION,
)
PLAN = Requirement(
    "plan",
    "Plan de trabajo inicial, si lo tiene en documento",
    "Puede adjuntarlo además de llenar la página anterior (art. 26 RPROD).",
    Evidence.DOCUMENT,
    AttachmentKind.WORK_PLAN,
    is_optional=True,
)
CONTESTED = Requirement(
    "new_evidence",
    "Nueva prueba",
    "Lo que la oficina no tuvo a la vista cuando resolvió.",
    Evidence.DOCUMENT,
    AttachmentKind.OTHER,
)

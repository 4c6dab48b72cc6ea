"""Institutions, their units and the vacancies that these offer."""

from registry.vocabulary.term import Term


class InstitutionNature(Term):
    """What an institution is; art. 34 CP admits as units the public, and the private with a social purpose."""

    PUBLIC = "public", "Pública"
    PRIVATE_SOCIAL = "private_social", "Privada con fin asistencial o social"
    PRIVATE_BUSINESS = "private_business", "Empresa, persona natural o jurídica"
    RELIGIOUS = "religious", "Entidad religiosa"


#: Those that may receive people as beneficiary units (art. 34.1 and 34.2 CP).
UNIT_NATURES = frozenset({InstitutionNature.PUBLIC, InstitutionNature.PRIVATE_SOCIAL})


class InstitutionRole(Term):
    """What an institution is registered as."""

    BENEFICIARY_UNIT = "beneficiary_unit", "Unidad beneficiaria"
    COMPANY = "company", "Empresa de Cárceles Productivas"
    RELIGIOUS_GROUP = "religious_group", "Grupo religioso"
    SOCIAL_HELP = "social_help", "Institución de ayuda social"


class RegistrationState(Term):
    """Where a registration stands; *expiring* and *expired* follow from its dates and are not stored."""

    CURRENT = "current", "Vigente"
    EXPIRING = "expiring", "Por vencer"
    SUSPENDED = "suspended", "Suspendida"
    EXPIRED = "expired", "Vencida"
    WITHDRAWN = "withdrawn", "Retirada"


class UnitKind(Term):
    """What a beneficiary unit is."""

    MUNICIPALITY = "municipality", "Municipalidad"
    POLICE_STATION = "police_station", "Comisaría"
    SCHOOL = "school", "Institución educativa"
    HEALTH_POST = "health_post", "Establecimiento de salud"
    SPORTS_GROUND = "sports_ground", "Espacio deportivo público"
    COMMUNAL_HALL = "communal_hall", "Local comunal"
    PARISH = "parish", "Parroquia o templo"
    SHELTER = "shelter", "Albergue o comedor"
    OTHER = "other", "Otra"


class VacancyState(Term):
    """Whether a vacancy takes people; *full* follows from its places and is not stored."""

    DRAFT = "draft", "Borrador"
    OPEN = "open", "Con plazas"
    FULL = "full", "Completa"
    CLOSED = "closed", "Cerrada"


class Task(Term):
    """What the assigned person does at the unit."""

    GREEN_AREAS = "green_areas", "Áreas verdes y jardinería"
    CLEANING = "cleaning", "Limpieza de ambientes"
    STREET_CLEANING = "street_cleaning", "Limpieza pública y reciclaje"
    PAINTING = "painting", "Pintado de locales"
    CARPENTRY = "carpentry", "Carpintería y mobiliario"
    MASONRY = "masonry", "Albañilería y mantenimiento"
    ELECTRICITY = "electricity", "Instalaciones eléctricas"
    PLUMBING = "plumbing", "Gasfitería"
    KITCHEN = "kitchen", "Cocina y comedor"
    SEWING = "sewing", "Costura y confección"
    OFFICE_WORK = "office_work", "Apoyo administrativo y archivo"
    COMPUTING = "computing", "Soporte informático"
    TEACHING_SUPPORT = "teaching_support", "Apoyo en talleres y reforzamiento"
    HEALTH_SUPPORT = "health_support", "Apoyo en servicios de salud"
    DRIVING = "driving", "Conducción de vehículos"
    WAREHOUSE = "warehouse", "Almacén y carga"
    GUARD_SUPPORT = "guard_support", "Apoyo en vigilancia de locales"
    GENERAL = "general", "Labores generales"


class WorkDemand(Term):
    """What a vacancy asks of the body or of the circumstances; a person may be unable to meet some."""

    HEAVY_LIFTING = "heavy_lifting", "Cargar peso"
    LONG_STANDING = "long_standing", "Estar de pie mucho tiempo"
    HEIGHTS = "heights", "Trabajar en altura"
    OUTDOORS = "outdoors", "Trabajar a la intemperie"
    DUST_OR_CHEMICALS = "dust_or_chemicals", "Polvo o productos químicos"
    STAIRS = "stairs", "Subir escaleras"
    FINE_SIGHT = "fine_sight", "Vista fina"
    READING = "reading", "Leer y escribir"
    DRIVING = "driving", "Conducir"
    STUDENT_CONTACT = "student_contact", "Contacto con estudiantes"

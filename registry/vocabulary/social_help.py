"""Help that institutions offer to people in prison and after release."""

from registry.vocabulary.term import Term

#: Most places that one help names; who helps more widely names provinces or departments.
MOST_DISTRICTS = 200


class HelpKind(Term):
    """What is offered."""

    SHELTER = "shelter", "Albergue temporal"
    FOOD = "food", "Alimentación"
    HEALTH = "health", "Atención de salud"
    MENTAL_HEALTH = "mental_health", "Salud mental"
    ADDICTION = "addiction", "Tratamiento de adicciones"
    LEGAL = "legal", "Orientación legal"
    EDUCATION = "education", "Educación"
    TRAINING = "training", "Capacitación laboral"
    EMPLOYMENT = "employment", "Bolsa de trabajo"
    FAMILY = "family", "Apoyo a la familia"
    DOCUMENTS = "documents", "Trámite de documentos"
    OTHER = "other", "Otra ayuda"


class HelpAudience(Term):
    """For whom help is."""

    INMATES = "inmates", "Personas privadas de libertad"
    RELEASEES = "releasees", "Personas liberadas"
    FAMILIES = "families", "Sus familias"

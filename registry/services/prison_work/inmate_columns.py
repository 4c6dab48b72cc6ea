"""The columns of a sheet of inmates, as its template shows them."""

from registry.services.importing.columns import DAY, Column, one_of, several_of
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Sex, Stage

YES_NO = "Sí o no"

COLUMNS = (
    Column("prison", "establecimiento", "EP67", "Código del establecimiento", is_required=True),
    Column("document_kind", "tipo de documento", "DNI", one_of(DocumentKind), is_required=True),
    Column("document_number", "número de documento", "40000000", "Con los ceros iniciales", is_required=True),
    Column("given_names", "nombres", "Rosa", "", is_required=True),
    Column("first_surname", "primer apellido", "Quispe", "", is_required=True),
    Column("second_surname", "segundo apellido", "Mamani", ""),
    Column("birth_date", "fecha de nacimiento", "14/03/1991", DAY, is_required=True),
    Column("sex", "sexo", "Mujer", one_of(Sex), is_required=True),
    Column("situation", "situación legal", "Sentenciado", one_of(LegalSituation), is_required=True),
    Column("held_since", "fecha de ingreso", "12/01/2026", DAY, is_required=True),
    Column("stage", "régimen y etapa", "Cerrado ordinario, mediana seguridad", one_of(Stage), is_required=True),
    Column("pavilion", "pabellón", "Pabellón 2", "Nombre con que está registrado"),
    Column("sentence_ends_on", "fin de la pena", "", DAY),
    Column("release_from", "salida más próxima", "", "Primer día de un beneficio o de la libertad, si se conoce"),
    Column("education", "instrucción", "Secundaria completa", one_of(EducationLevel), is_required=True),
    Column("skills", "aptitudes", "Pintura; Carpintería", several_of(Skill)),
    Column("certificates", "certificados", "Carpintería", several_of(Skill)),
    Column("experience", "experiencia", "Carpintería 24; Pintura 6", "Oficio y meses, separados por punto y coma"),
    Column("is_cetpro_graduate", "egresado de cetpro", "no", YES_NO),
    Column("is_first_timer", "primario", "sí", "Sí cuando es su primer ingreso a un penal"),
    Column("inscribed_on", "fecha de inscripción", "", "Día de la inscripción en el libro de registro"),
    Column("inscription_folio", "folio", "", "Folio del libro de registro"),
    Column("reparation_cents", "reparación civil adeudada", "1250.50", "En soles"),
    Column("offences", "delitos", "189; 108-C", "Artículos del Código Penal o leyes, separados por punto y coma"),
    Column("is_recidivist", "reincidente", "no", YES_NO),
    Column("is_organised_crime", "crimen organizado", "no", YES_NO),
    Column("is_interdict", "interdicto", "no", YES_NO),
    Column("unable", "no puede", "Cargar peso", several_of(WorkDemand)),
)

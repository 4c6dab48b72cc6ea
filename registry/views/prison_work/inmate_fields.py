"""The form of an inmate's file: its fields, how it is read and how it is filled."""

from typing import Any

from werkzeug.datastructures import MultiDict

from registry.schemas.prison_work.inmate import InmateForm, InmateOutput, NewInmateForm
from registry.services.prison_work.inmate_details import Admission, Experience, InmateDetails
from registry.views.conflicts import Field, day, half_days, plain, term, yes_no
from registry.views.filling import Form, Read, fill, put, read_input
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Sex

TRADES = tuple((f"experience-{trade.value}-months", trade.label) for trade in Skill)
FIELDS = (
    Field("document_kind", "Tipo de documento", term(DocumentKind)),
    Field("document_number", "Número de documento", plain),
    Field("given_names", "Nombres", plain),
    Field("first_surname", "Primer apellido", plain),
    Field("second_surname", "Segundo apellido", plain),
    Field("birth_date", "Fecha de nacimiento", day),
    Field("sex", "Sexo", term(Sex)),
    Field("situation", "Situación legal", term(LegalSituation)),
    Field("held_since", "Fecha de ingreso", day),
    Field("pavilion_id", "Pabellón", plain),
    Field("sentence_ends_on", "Fin de la pena", day),
    Field("release_from", "Salida más próxima", day),
    Field("education", "Grado de instrucción", term(EducationLevel)),
    Field("skills", "Habilidades", term(Skill)),
    Field("certificates", "Certificados", term(Skill)),
    *(Field(name, f"Experiencia en {label}, meses", plain) for name, label in TRADES),
    Field("is_cetpro_graduate", "Egresado de CETPRO", yes_no),
    Field("is_first_timer", "Primer ingreso a un penal", yes_no),
    Field("free_shifts", "Turnos libres", half_days),
    Field("inscribed_on", "Fecha de inscripción", day),
    Field("inscription_folio", "Folio", plain),
    Field("reparation", "Reparación civil adeudada", plain),
)
LABELS = {field.name: field.label for field in FIELDS} | {"stage": "Régimen y etapa"}
NAMES = [field.name for field in FIELDS]


def filled(inmate: Any) -> Form:
    """The form that would send the inmate as kept."""
    form = fill(InmateOutput().dump(inmate), NAMES)
    for one in inmate.experience:
        put(form, f"experience-{one['trade']}-months", [str(one["months"])])
    return form


def read(form: Form) -> Read:
    """Read a posted form into an inmate's details."""
    return read_input(form, InmateForm(), _details)


def read_new(form: Form, prison: str) -> Read:
    """Read a posted form into the details of a new file and where it begins."""
    return read_input(MultiDict(form), NewInmateForm(), lambda **loaded: _opening(prison, loaded))


def _opening(prison: str, loaded: dict[str, Any]) -> tuple[InmateDetails, Admission]:
    return _details(**{name: value for name, value in loaded.items() if name != "stage"}), Admission(
        prison, loaded["stage"]
    )


def _details(experience: Any, **loaded: Any) -> InmateDetails:
    return InmateDetails(**loaded, experience=tuple(Experience(**one) for one in experience))

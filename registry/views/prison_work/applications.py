"""Applications to work: the list, the paper form, entering one, and what happens to it."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import today
from registry.schemas.documents.attachment import AttachmentInput
from registry.schemas.forms import load_form, read_version
from registry.schemas.prison_work.application import FreeWillInput, WorkApplicationInput
from registry.schemas.religious.agent import prison_name
from registry.services.accounts.policy import is_allowed
from registry.services.prison_work import application_lists, applications
from registry.services.prison_work.application_details import ApplicationDetails
from registry.services.prison_work.application_lists import ApplicationFilter
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, put, saved
from registry.views.lists import ListAddress, page_of
from registry.views.prison_work.application_pages import application_page
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.prison_work import ApplicationState
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import find_sent, take

blueprint = Blueprint("work_applications", __name__, url_prefix="/penales")

#: What the list can be narrowed to, in words.
LACKING = (
    ("vencidas", "Con el plazo de evaluación vencido"),
    ("contrarias", "Con evaluaciones contrarias"),
    ("presentadas", "Sin puesto todavía"),
)
CHOICES = ("vacancy_1", "vacancy_2", "vacancy_3")
LABELS = {
    "document_number": "Documento de la persona",
    "vacancies": "Vacantes",
    "filed_on": "Día de la solicitud",
    "free_will_on": "Día de la declaración de voluntad",
    "file": "Archivo",
    "kind": "Qué documento es",
}
FILED = "La postulación quedó registrada. Ya espera sus cuatro evaluaciones."
DONE = {
    "withdrawn": "La postulación quedó retirada.",
    "willing": "La declaración de voluntad quedó anotada.",
    "kept": "El archivo quedó adjunto.",
}


@blueprint.get("/<prison>/postulaciones")
@permits(Act.READ_APPLICATIONS)
def index(prison: str) -> str:
    """List a prison's applications with what each lacks."""
    officer, lacking = current_officer(), request.args.get("falta", "")
    wanted = ApplicationFilter(
        prison=prison,
        state=ApplicationState.FILED if lacking == "presentadas" else None,
        overdue_on=today() if lacking == "vencidas" else None,
        is_disputed=lacking == "contrarias",
    )
    address = ListAddress("work_applications.index", {"prison": prison, **({"falta": lacking} if lacking else {})})
    return render_template(
        "prison_work/applications.html",
        page=application_lists.list_applications(wanted, officer=officer, page=page_of(request.args)),
        address=address,
        lacking=lacking,
        lackings=LACKING,
        chips=address.chips({"falta": dict(LACKING).get(lacking, "")}),
        prison=prison,
        prison_name=prison_name(prison),
        may_keep=is_allowed(officer, Act.KEEP_APPLICATIONS),
        may_evaluate=is_allowed(officer, Act.EVALUATE_APPLICATIONS),
        today=today(),
    )


@blueprint.get("/<prison>/postulaciones/formulario")
@permits(Act.KEEP_APPLICATIONS)
def blank(prison: str) -> str:
    """Show the form to be printed and filled by hand."""
    offered = application_lists.list_offered(prison, officer=current_officer())
    return render_template(
        "prison_work/application_paper.html", prison=prison, prison_name=prison_name(prison), offered=offered
    )


@blueprint.get("/<prison>/postulaciones/nueva")
@permits(Act.KEEP_APPLICATIONS)
def new(prison: str) -> str:
    """Show the form of an application."""
    return _form_page(prison, MultiDict({"filed_on": today().isoformat()}), {})


@blueprint.post("/<prison>/postulaciones/nueva")
@permits(Act.KEEP_APPLICATIONS)
def add(prison: str) -> Answer:
    """Enter an application from its paper."""
    officer, details, errors = current_officer(), *_read(request.form)
    number = request.form.get("document_number", "").strip()
    inmate = application_lists.find_inmate(prison, number, officer=officer)
    if inmate is None:
        errors = {"document_number": [message("work_inmate_unknown")], **errors}
    if inmate is None or details is None:
        return _form_page(prison, request.form, errors), 422
    filed, refused = saved(lambda: applications.file(inmate.id, details, officer=officer, on=today()))
    if filed is None:
        return _form_page(prison, request.form, refused), 422
    flash(FILED, "success")
    return redirect(url_for("work_applications.show", application_id=filed[0].id), 303)


@blueprint.get("/postulaciones/<int:application_id>")
@permits(Act.READ_APPLICATIONS)
def show(application_id: int) -> str:
    """Show an application with what it lacks."""
    return application_page(application_id, {})


@blueprint.post("/postulaciones/<int:application_id>/retirar")
@permits(Act.KEEP_APPLICATIONS)
def withdraw(application_id: int) -> Answer:
    """Take it back by the inmate's will."""
    officer, version = current_officer(), read_version(request.form)
    _, errors = saved(lambda: applications.withdraw(application_id, version=version, officer=officer, on=today()))
    return _answer(application_id, errors, "withdrawn")


@blueprint.post("/postulaciones/<int:application_id>/voluntad")
@permits(Act.KEEP_APPLICATIONS)
def consent(application_id: int) -> Answer:
    """Note the written will of whoever awaits trial."""
    officer, version = current_officer(), read_version(request.form)
    loaded, errors = load_form(FreeWillInput(), request.form)
    if not errors:
        _, errors = saved(
            lambda: applications.consent(application_id, **loaded, version=version, officer=officer, on=today())
        )
    return _answer(application_id, errors, "willing")


@blueprint.get("/postulaciones/<int:application_id>/documento")
@permits(Act.READ_APPLICATIONS)
def paper(application_id: int) -> Response:
    """Send the signed form; the look is noted."""
    found = applications.open_paper(application_id, officer=current_officer())
    answer = Response(found.content, mimetype=found.media_type.value)
    answer.headers.set("Content-Disposition", "attachment", filename=found.file_name)
    return answer


@blueprint.post("/postulaciones/<int:application_id>/documento")
@permits(Act.KEEP_APPLICATIONS)
def keep_paper(application_id: int) -> Answer:
    """Keep a signed paper."""
    officer, version, sent = current_officer(), read_version(request.form), find_sent()
    loaded, errors = load_form(AttachmentInput(), request.form)
    if sent is None:
        errors["file"] = [LABELS["file"] + ": elija uno de su equipo."]
    if not errors and sent is not None:
        _, errors = saved(
            lambda: applications.keep_paper(
                application_id, take(sent), loaded["kind"], version=version, officer=officer
            )
        )
    return _answer(application_id, errors, "kept")


def _answer(application_id: int, errors: Errors, done: str) -> Answer:
    if errors:
        return application_page(application_id, name_missing(errors, LABELS)), 422
    flash(DONE[done], "success")
    return redirect(url_for("work_applications.show", application_id=application_id), 303)


def _read(form: Form) -> tuple[ApplicationDetails | None, Errors]:
    """The details of a form, whose choices become one list in their order; none where it breaks a rule."""
    values: Form = MultiDict({name: form.get(name, "") for name in ("filed_on", "free_will_on")})
    put(values, "vacancies", [form[name] for name in CHOICES if form.get(name)])
    loaded, errors = load_form(WorkApplicationInput(), values)
    return (None if errors else ApplicationDetails(**loaded)), errors


def _form_page(prison: str, form: Form, errors: Errors) -> str:
    offered = application_lists.list_offered(prison, officer=current_officer())
    shown: dict[str, Any] = {("vacancy_1" if name == "vacancies" else name): told for name, told in errors.items()}
    return render_template(
        "prison_work/application_form.html",
        prison=prison,
        prison_name=prison_name(prison),
        form=form,
        errors=name_missing(shown, LABELS),
        offered=[(one.id, f"{one.activity.title}: {one.trade.label}") for one in offered],
        today=today(),
    )

"""The catalogue of procedures for anybody, and the beginning of a file under one of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.procedures.catalogue import CATALOGUE
from registry.procedures.procedure import Procedure, Requirement
from registry.schemas.forms import WHOLE_FORM
from registry.services.accounts.accounts import Account
from registry.services.accounts.one_time import new_token
from registry.services.accounts.policy import Act, is_allowed
from registry.services.procedures.applicants import Applicant, OpenedCase
from registry.services.procedures.applying import filing
from registry.services.procedures.applying.origins import list_origins
from registry.services.procedures.applying.tasks import WITH_FILES
from registry.services.procedures.deadlines import settings
from registry.services.procedures.deadlines.settings import Detail
from registry.services.procedures.reading import list_own
from registry.views.addresses import HIGHEST_KEY, sign_in_url
from registry.views.editing import Answer
from registry.views.filling import Errors, saved
from registry.views.formats.dates import date_table
from registry.views.formats.numbers import plural, soles
from registry.views.lists import ListAddress
from registry.views.lists import page_of as page_number
from registry.views.procedures.public_access import page_of
from registry.vocabulary.procedures import Evidence, Filer, ProcedureCode, ProcedureDetail
from registry.web import opened_cases
from registry.web.identity import current_officer, find_officer
from registry.web.permissions import permits, public

blueprint = Blueprint("case_catalogue", __name__, url_prefix="/tramites")

#: Address of each procedure.
SLUGS = {
    ProcedureCode.PUBLIC_UNIT: "unidad-publica",
    ProcedureCode.PRIVATE_UNIT: "unidad-privada",
    ProcedureCode.UNIT_RENEWAL: "renovar-unidad",
    ProcedureCode.RELIGIOUS_GROUP: "asistencia-religiosa",
    ProcedureCode.RELIGIOUS_RENEWAL: "renovar-asistencia-religiosa",
    ProcedureCode.COMPANY: "empresa",
    ProcedureCode.COMPANY_RENEWAL: "renovar-empresa",
    ProcedureCode.ACTIVITY_PROPOSAL: "actividad-productiva",
    ProcedureCode.SOCIAL_HELP: "ayuda-social",
    ProcedureCode.SOCIAL_HELP_RENEWAL: "renovar-ayuda-social",
    ProcedureCode.REGISTRATION_WITHDRAWAL: "retiro",
    ProcedureCode.RECONSIDERATION: "reconsideracion",
}
CODES = {slug: code for code, slug in SLUGS.items()}
TO_CONFIRM = "por confirmar"
GROUPS = (
    ("Inscribirse", Filer.ANYBODY),
    ("Con una inscripción vigente", Filer.REGISTERED),
    ("Contra una resolución", Filer.APPLICANT),
)
NEEDS = (
    ("Lo que adjunta: foto o PDF", WITH_FILES),
    ("Lo que declara en el formulario", (Evidence.DECLARATION,)),
    ("Lo que consulta la oficina", (Evidence.CONSULTED,)),
)
NO_REGISTRATION = "Elija la inscripción de la que trata el trámite."


class Fact(NamedTuple):
    """A detail of a procedure as the public reads it."""

    label: str
    words: str
    is_confirmed: bool


@blueprint.get("/")
@public
def index() -> str:
    """Show every procedure, by who may file it."""
    groups = [(title, [one for one in CATALOGUE.values() if one.filed_by is filer]) for title, filer in GROUPS]
    return render_template("procedures/public/catalogue.html", groups=groups, slugs=SLUGS)


@blueprint.get("/mis-expedientes/")
@permits(Act.FILE_PROCEDURES)
def own() -> str:
    """Show the files of the account and of the institutions that it answers for."""
    page = list_own(account=current_officer(), page=page_number(request.args))
    return render_template("procedures/public/own.html", page=page, address=ListAddress("case_catalogue.own", {}))


@blueprint.get("/<procedure>/")
@public
def show(procedure: str) -> str:
    """Show what a procedure is for, asks and takes."""
    found = _procedure(procedure)
    return render_template(
        "procedures/public/procedure.html",
        procedure=found,
        slug=procedure,
        needs=needs_of(found),
        facts=facts_of(settings.details_at(found.code, today())),
        is_for_account=found.filed_by is Filer.REGISTERED,
        is_contest=found.filed_by is Filer.APPLICANT,
    )


@blueprint.get("/<procedure>/nuevo")
@public
def new(procedure: str) -> Answer:
    """Offer to begin a draft; a registration is chosen where the procedure is about one."""
    found = _procedure(procedure)
    if found.filed_by is Filer.APPLICANT:
        return redirect(url_for("case_door.show"), 303)
    account = _filer()
    if found.filed_by is Filer.REGISTERED and account is None:
        return redirect(sign_in_url(request.full_path.removesuffix("?")), 303)
    return _start_page(found, account, {})


@blueprint.post("/<procedure>/nuevo")
@public
def begin(procedure: str) -> Answer:
    """Begin a draft and open it here; the same form sent twice begins one."""
    found, account = _procedure(procedure), _filer()
    registration = _chosen(request.form.get("registration", ""))
    if found.filed_by is Filer.REGISTERED and registration is None:
        return _start_page(found, account, {"registration": [NO_REGISTRATION]}), 422
    opened, refused = saved(
        lambda: filing.open_draft(
            found.code,
            key=request.form.get("key") or new_token(),
            by=Applicant(account=account, address=request.remote_addr or ""),
            on=today(),
            registration_id=registration,
        )
    )
    if opened is None:
        told = [text for texts in refused.values() for text in texts]
        return _start_page(found, account, {WHOLE_FORM: told}), 422
    return _opened(opened, account)


def needs_of(procedure: Procedure) -> Sequence[tuple[str, Sequence[Requirement]]]:
    """What is required, by what has to be done for it; what has to be brought comes first."""
    kinds = [(title, [one for one in procedure.requirements if one.evidence in kinds]) for title, kinds in NEEDS]
    return [(title, requirements) for title, requirements in kinds if requirements]


def facts_of(details: Mapping[ProcedureDetail, Detail]) -> Sequence[Fact]:
    """Term, silence, fee and validity in words; what nobody settled is told as to be confirmed."""
    told: Mapping[ProcedureDetail, Callable[[Any], str]] = {
        ProcedureDetail.TERM: lambda detail: plural(detail.number, "día hábil", "días hábiles"),
        ProcedureDetail.CURE_TERM: lambda detail: plural(detail.number, "día hábil", "días hábiles"),
        ProcedureDetail.DEEMED: lambda detail: detail.deemed.label,
        ProcedureDetail.FEE: lambda detail: soles(detail.number) if detail.number else "Gratuito",
        ProcedureDetail.VALIDITY: lambda detail: plural(detail.number, "mes", "meses"),
    }
    labels = {
        ProcedureDetail.TERM: "Plazo para resolver",
        ProcedureDetail.CURE_TERM: "Plazo para corregir",
        ProcedureDetail.DEEMED: "Si no se resuelve a tiempo",
        ProcedureDetail.FEE: "Costo",
        ProcedureDetail.VALIDITY: "Vigencia",
    }
    return [
        Fact(label, told[kind](details[kind]) if details[kind].value else "", details[kind].is_confirmed)
        for kind, label in labels.items()
    ]


def _procedure(slug: str) -> Procedure:
    """The procedure at an address.

    Raises:
        NotFound: There is none.
    """
    if slug not in CODES:
        raise NotFound(procedure=slug)
    return CATALOGUE[CODES[slug]]


def _chosen(value: str) -> int | None:
    """The key of a registration that a form names; none where it names none."""
    is_key = value.isascii() and value.isdigit() and 0 < int(value[:10]) <= HIGHEST_KEY
    return int(value[:10]) if is_key else None


def _filer() -> Account | None:
    """The account that files; somebody else who signed in files as anybody."""
    account = find_officer()
    return account if account is not None and is_allowed(account, Act.FILE_PROCEDURES) else None


def _opened(case: Any, account: Account | None) -> Response:
    if account is None:
        opened_cases.keep_open(OpenedCase(case.id, case.code_serial))
    return page_of(case.id)


def _start_page(procedure: Procedure, account: Account | None, errors: Errors) -> str:
    needs_origin = procedure.filed_by is Filer.REGISTERED and account is not None
    origins = list_origins(procedure, account=account) if needs_origin and account is not None else []
    return render_template(
        "procedures/public/new.html",
        procedure=procedure,
        slug=SLUGS[procedure.code],
        errors=errors,
        key=request.form.get("key") or new_token(),
        needs_origin=needs_origin,
        chosen=request.values.get("inscripcion") or request.form.get("registration"),
        origins=[
            (one.id, f"{one.institution.name}, {one.role.label.lower()}, hasta el {date_table(one.valid_to)}")
            for one in origins
        ],
    )

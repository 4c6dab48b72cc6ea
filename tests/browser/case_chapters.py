"""What institutions do about their case files, on a phone: file, follow, cure and renew, by the words on the screen."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from registry.procedures.catalogue import RENEWALS, get_procedure
from registry.procedures.procedure import Requirement
from registry.services.procedures.applying.tasks import WITH_FILES
from registry.services.procedures.decision.inviting import MARKS, ROLES
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import Evidence, ProcedureCode
from tests.browser.desk import Desk
from tests.files import photo, plain_pdf

NEXT = "Guardar y continuar"
DISTRICT = "Juliaca, San Román, Puno"
SATURDAY = {"Plazas, sábado, mañana": "2", "Plazas, sábado, tarde": "2"}
PASSWORD = "puentes colgantes del sur"


@dataclass(frozen=True)
class Filer:
    """An institution with a phone: what it is registered as, its answers to the pages of its kind, and its files."""

    name: str
    ruc: str
    role: InstitutionRole
    procedure: ProcedureCode
    #: Page by page: what is typed, chosen and ticked, by label; a page of a list is followed by «Continuar».
    pages: tuple["Page", ...]
    files: Path
    #: Of those who answer what the institution is.
    nature: str = ""
    purpose: str = ""

    @property
    def email(self) -> str:
        return f"rosa.{self.ruc}@ejemplo.pe"


@dataclass(frozen=True)
class Page:
    """What somebody answers on a page."""

    typed: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    is_of_list: bool = False


@dataclass(frozen=True)
class Filed:
    """How somebody comes back to a file."""

    number: str
    code: str


def file(desk: Desk, filer: Filer) -> Filed:
    """File from nothing, as anybody may, and keep number and code."""
    desk.open("/tramites/")
    _begin(desk, filer.procedure)
    filed = Filed(desk.page.locator(".case-number strong").inner_text(), _code(desk))
    desk.follow("RUC")
    answer(desk, Page({"RUC": filer.ruc}))
    answer(desk, _institution(filer))
    answer(desk, _contact(filer))
    for page in filer.pages:
        answer(desk, page)
    attach_all(desk, filer, filer.procedure)
    present(desk)
    return filed


def answer(desk: Desk, page: Page) -> None:
    """Answer a page and go on to the next."""
    desk.fill(page.typed)
    for label, option in page.chosen.items():
        desk.choose(label, option)
    desk.tick(*page.ticked)
    desk.press(NEXT)
    if page.is_of_list:
        desk.follow("Continuar")


def attach_all(desk: Desk, filer: Filer, procedure: ProcedureCode) -> None:
    """From the list of papers: a file for each that is asked for, and on; where none is, there is no list."""
    papers = desk.page.url
    asked_for = [needed for needed in get_procedure(procedure).requirements if not needed.is_optional]
    wanted = [requirement for requirement in asked_for if requirement.evidence in WITH_FILES]
    for requirement in wanted:
        desk.leave_by(desk.page.get_by_role("link", name=requirement.label).first)
        attach(desk, filer, requirement)
        desk.open(papers)
    if wanted:
        desk.follow("Continuar")


def attach(desk: Desk, filer: Filer, requirement: Requirement, *, is_other: bool = False) -> None:
    """On the page of a requirement: add a file, or another than before, and see it there."""
    name = "sede.jpg" if requirement.evidence is Evidence.PHOTO else "acta.pdf"
    path = filer.files / name
    path.write_bytes(photo("PNG" if is_other else "JPEG") if name.endswith("jpg") else plain_pdf(2 if is_other else 1))
    desk.page.get_by_label(re.compile("rchivo$")).set_input_files(path)
    desk.press("Adjuntar")
    desk.reads("Se adjuntó el archivo")


def present(desk: Desk) -> None:
    """Declare and present."""
    desk.tick("Declaro que lo que presento es verdad")
    desk.press("Presentar la solicitud")
    desk.is_headed("Se presentó su solicitud")


def follow(desk: Desk, filed: Filed) -> None:
    """Come back to the file with its number and code, from anywhere."""
    desk.open("/seguir/")
    if desk.page.get_by_label("Código", exact=True).is_visible():
        desk.fill({"Número de expediente": filed.number.lower(), "Código": filed.code.lower()})
        desk.press("Abrir mi expediente")
    desk.reads(filed.number)


def cure_paper(desk: Desk, filer: Filer, filed: Filed, requirement: Requirement, remark: str) -> None:
    """Read what was observed of a paper, bring another, and present the cure."""
    _correct(desk, filed, requirement.label, remark)
    attach(desk, filer, requirement, is_other=True)
    _present_cure(desk, filed)


def cure_answers(desk: Desk, filed: Filed, task: str, remark: str, page: Page) -> None:
    """Read what was observed of a page, answer it otherwise, and present the cure."""
    _correct(desk, filed, task, remark)
    if page.is_of_list:
        desk.leave_by(desk.page.get_by_role("link", name=re.compile("^Cambiar")).first)
    answer(desk, Page(page.typed, page.chosen, page.ticked))
    _present_cure(desk, filed)


def accept_invitation(desk: Desk, path: str) -> None:
    """Choose a password with the invitation's link; the account is signed in."""
    desk.open(path)
    desk.fill({"Contraseña nueva": PASSWORD})
    desk.press("Guardar la contraseña")


def sign_in(desk: Desk, filer: Filer) -> None:
    """Come back to the institution's account on another day."""
    desk.page.context.clear_cookies()
    desk.open("/ingresar")
    desk.fill({"Usuario": f"{filer.ruc}-{MARKS[ROLES[filer.role]]}", "Contraseña": PASSWORD})
    desk.press("Ingresar")


def renew(desk: Desk, filer: Filer) -> str:
    """With the account: ask for the renewal of the registration; gives the number of the file."""
    procedure = RENEWALS[filer.role]
    return file_from_account(desk, filer, procedure, (Page(),))


def file_from_account(desk: Desk, filer: Filer, procedure: ProcedureCode, pages: tuple[Page, ...]) -> str:
    """With the account: file under a procedure about the registration; gives the number."""
    desk.open("/tramites/")
    _begin(desk, procedure, is_about_registration=True)
    number = desk.page.locator(".case-number strong").inner_text()
    desk.leave_by(desk.page.locator("main .tasks a").first)
    answer(desk, _contact(filer))
    for page in pages:
        answer(desk, page)
    if procedure is ProcedureCode.COMPANY_RENEWAL:
        answer(desk, INTEGRITY)
    attach_all(desk, filer, procedure)
    present(desk)
    return number


def _begin(desk: Desk, procedure: ProcedureCode, *, is_about_registration: bool = False) -> None:
    desk.follow(procedure.label)
    desk.follow("Empezar")
    if is_about_registration:
        desk.page.get_by_role("radio").first.check()
    desk.press("Empezar")
    desk.reads("EXP-")


def _code(desk: Desk) -> str:
    return desk.page.locator(".case-code strong").inner_text()


def _institution(filer: Filer) -> Page:
    typed = {
        "Nombre": filer.name,
        "Distrito": DISTRICT,
        "Dirección": "Plaza de Armas s/n",
        "Quién la representa": "Elmer Choque Ñahui",
        "Su cargo": "Presidente",
    }
    if filer.purpose:
        typed["Fin asistencial o social"] = filer.purpose
    return Page(typed, ticked=(filer.nature,) if filer.nature else ())


def _contact(filer: Filer) -> Page:
    typed = {"Nombres y apellidos": "Rosa Quispe", "Teléfono": "951000111", "Correo electrónico": filer.email}
    return Page(typed, ticked=("Acepto que me notifiquen por correo electrónico",))


def _correct(desk: Desk, filed: Filed, name: str, remark: str) -> None:
    follow(desk, filed)
    desk.reads("Qué corregir")
    desk.reads(remark)
    desk.leave_by(desk.page.get_by_role("link", name=f"Corregir: {name}"))


def _present_cure(desk: Desk, filed: Filed) -> None:
    follow(desk, filed)
    desk.press("Presentar la subsanación")
    desk.reads("Se presentó la subsanación")


SITE = Page(
    {
        "Nombre de la sede": "Local principal",
        "Distrito": DISTRICT,
        "Dirección": "Jr. Lima 100",
        "Quién recibe a las personas": "Julia Apaza",
        "Teléfono de la sede": "951000222",
    },
    {"Qué es": "Local comunal"},
    is_of_list=True,
)
TASK = Page(
    {"Labores concretas": "Regar y podar el parque", "Personas en total": "2"} | SATURDAY,
    {"Tarea": "Áreas verdes y jardinería"},
    is_of_list=True,
)
RELIGIOUS = Page({"Número en el Registro de Entidades Religiosas": "RER-0412"}, ticked=("Culto o celebración",))
PRISONS = Page(ticked=("E.P. de Lampa",))
AGENT = Page(
    {
        "Nombres y apellidos": "Ruth Mamani Ñaupa",
        "DNI o carné de extranjería": "41887766",
        "Cargo en la entidad religiosa": "Agente pastoral",
    },
    is_of_list=True,
)
COMPANY = Page({"Rubro": "Confección textil", "Trabajadores que tiene hoy": "12"})
INTEGRITY = Page(
    ticked=(
        "Ni la empresa ni quien la representa tiene condena por corrupción o delito contra el trabajo",
        "No tiene deudas laborales por sentencia firme",
        "Conoce la cláusula anticorrupción que llevará el convenio",
    )
)
HELP = Page(
    {
        "En qué consiste": "Orientación gratuita para trámites de identidad y empleo",
        "Dónde": "Juliaca",
        "Teléfono para pedirla": "951000333",
    },
    {"Qué ofrece": "Orientación legal"},
    ("Personas liberadas",),
    is_of_list=True,
)

"""What officers do about case files, on a phone too: they take, observe, review, visit, opine, decide and sign."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from registry.demo.offices import SIGN_IN_WORDS
from tests.browser.desk import Desk

CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}\b")
GROUNDS = "Cumple los requisitos de la norma."


@dataclass(frozen=True)
class Officer:
    """An officer of the demonstration at a window."""

    desk: Desk
    username: str

    def sign_in(self) -> None:
        """Come in, today."""
        self.desk.page.context.clear_cookies()
        self.desk.open("/ingresar")
        self.desk.fill({"Usuario": self.username, "Contraseña": SIGN_IN_WORDS})
        self.desk.press("Ingresar")

    def open(self, number: str) -> None:
        """Find a file by its number."""
        self.desk.open("/expedientes/")
        self.desk.fill({"Número, RUC o nombre": number})
        self.desk.press("Buscar")
        self.desk.leave_by(self.desk.page.locator("main tbody a").first)
        self.desk.reads(number)

    def sign(self, name: str) -> None:
        """Press what signs; whoever proved who they are long ago does so again, and comes back to the page."""
        self.desk.press(name)

    def prove(self) -> None:
        """Prove again who sits here."""
        self.desk.is_headed("Confirme que es usted")
        self.desk.fill({"Contraseña": SIGN_IN_WORDS})
        self.desk.press("Confirmar")


def take(officer: Officer, number: str) -> None:
    """Take a file up."""
    officer.sign_in()
    officer.open(number)
    officer.desk.press("Tomar el expediente")
    officer.desk.reads("En evaluación")


def observe(officer: Officer, number: str, name: str, remark: str) -> None:
    """Observe one thing, with words, and notify it."""
    take(officer, number)
    item = _item(officer.desk, name)
    item.get_by_label("Observado").check()
    item.get_by_label(re.compile("^Qué falta")).fill(remark)
    officer.desk.press("Guardar revisión")
    officer.desk.follow("Observar")
    officer.desk.reads(remark)
    officer.desk.press("Notificar 1 observación")
    officer.desk.reads("Se notificaron las observaciones")


def find_all_met(officer: Officer, number: str) -> None:
    """Look at everything and find it as it should be."""
    officer.open(number)
    for group in officer.desk.page.get_by_role("group", name=re.compile("^Cómo está: ")).all():
        group.get_by_label("Conforme").check()
    officer.desk.press("Guardar revisión")


def visit(officer: Officer, day: date) -> None:
    """Tell what the inspection of the site found."""
    desk = officer.desk
    desk.follow("Registrar la visita")
    desk.fill({"Día de la visita": day.isoformat(), "Quién recibió": "Julia Apaza, encargada"})
    desk.tick("Se llega y se entra sin riesgo", "El ambiente de trabajo es seguro")
    desk.fill({"Qué se encontró": "Local ordenado, con agua y botiquín"})
    desk.tick("Favorable")
    desk.press("Registrar la visita")
    desk.reads("La visita quedó registrada")


def opine(officer: Officer, *kinds: str) -> None:
    """Give the reports that the procedure asks for."""
    for kind in kinds:
        officer.desk.follow("Emitir un informe")
        officer.desk.tick(kind, "Favorable")
        officer.desk.fill({"Fundamento": "La propuesta es viable"})
        officer.desk.press("Emitir el informe")
        officer.desk.reads("El informe quedó en el expediente")


def approve(officer: Officer, valid_to: date | None, *, is_proof_old: bool = False) -> str:
    """Read what the approval will do and sign it; gives the code under the resolution's QR."""
    officer.desk.follow("Aprobar")
    _fill_approval(officer.desk, valid_to)
    officer.desk.press("Aprobar y emitir la resolución")
    if is_proof_old:
        officer.prove()
        _fill_approval(officer.desk, valid_to)
        officer.desk.press("Aprobar y emitir la resolución")
    officer.desk.reads("quedó aprobada")
    return _resolution(officer.desk)


def is_in_registry(officer: Officer, name: str, state: str) -> None:
    """Read how an institution stands in the registry."""
    officer.desk.open("/instituciones/")
    officer.desk.fill({"Nombre o RUC": name})
    officer.desk.press("Filtrar")
    officer.desk.follow(name)
    officer.desk.reads(state)


def _fill_approval(desk: Desk, valid_to: date | None) -> None:
    if valid_to is not None:
        desk.fill({"Vale hasta": valid_to.isoformat()})
    desk.fill({"Fundamento": GROUNDS})


def _item(desk: Desk, name: str) -> Locator:
    return desk.page.locator(".review-items > li").filter(has=desk.page.get_by_role("heading", name=name, exact=True))


def _resolution(desk: Desk) -> str:
    link = desk.page.get_by_role("link", name=re.compile(r"^Resolución.*\(PDF\)")).last
    expect(link).to_be_visible()
    answer = desk.page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert GROUNDS in text, text
    return str(CODE.findall(text)[0])

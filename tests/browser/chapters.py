"""The story's chapters: each takes an officer from what they have to what they wanted."""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from registry.extensions.clock import today
from tests.browser.desk import Desk

REASON = "Vive al lado y lo pidió en la entrevista"
ROUND_MS = 90_000
CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}\b")


#: The demonstration ran one round or two in each office: none where nobody waited.
ROUND = re.compile(rf"Ronda [23] de {today().year}")
JUDGED, RECEIVED = today() - timedelta(days=100), today() - timedelta(days=80)


@dataclass(frozen=True)
class Referred:
    """A person whom a court referred; *court* is its mark in the numbers of its files."""

    district: str
    document_number: str
    court: str
    name: str = "Quispe Ñahui, Rosa"

    @property
    def case_number(self) -> str:
        return f"{self.document_number[-5:]}-{JUDGED.year}-0-{self.court}-JR-PE-03"


def register_person(desk: Desk, person: Referred) -> None:
    """Open a file; what was typed outlives a district that nobody knows."""
    desk.follow("Personas")
    desk.follow("Registrar persona")
    desk.fill({"Número de documento": person.document_number, "Nombres": "Rosa", "Primer apellido": "Quispe"})
    desk.fill({"Segundo apellido": "Ñahui", "Fecha de nacimiento": "1991-03-14", "Distrito donde vive": "Macondo"})
    desk.choose("Grado de instrucción", "Secundaria completa")
    desk.choose("Ocupación", "Comercio")
    desk.tick("Jardinería", "Limpieza", "Sábado, mañana", "Sábado, tarde", "Domingo, mañana", "Domingo, tarde")
    desk.press("Registrar persona")
    desk.reads("Hay un problema")
    desk.fill({"Distrito donde vive": person.district})
    desk.press("Registrar persona")
    desk.is_headed(person.name)


def register_sentence(desk: Desk, person: Referred) -> None:
    """Enter what the court imposed; the offence is found by its words and tells its range."""
    desk.follow("Registrar pena")
    desk.fill({"Fecha de la sentencia": JUDGED.isoformat(), "Delito o falta": "ebriedad"})
    desk.press("Buscar delito y ver su rango")
    desk.page.get_by_role("radio", name=re.compile(r"^274\.1 ")).check()
    desk.press("Buscar delito y ver su rango")
    desk.reads("admite de 52 a 104 jornadas")
    desk.fill(
        {"Jornadas": "60", "Expediente judicial": person.case_number, "Recibida en la oficina": RECEIVED.isoformat()}
    )
    desk.fill({"Juzgado": "2.º Juzgado de Investigación Preparatoria"})
    desk.press("Registrar pena")
    desk.is_headed(person.name)
    desk.reads("60 jornadas")


def see_vacancies(desk: Desk) -> None:
    """Find a unit with free places and open a vacancy of it."""
    desk.follow("Unidades")
    desk.field("Plazas").select_option(index=1)
    desk.press("Filtrar")
    desk.leave_by(rows(desk).first.get_by_role("link"))
    desk.leave_by(rows(desk).first.get_by_role("link"))
    desk.reads("plazas libres de")


def start_round(desk: Desk) -> None:
    """Start a round on the usual terms."""
    desk.follow("Rondas")
    desk.follow("Nueva ronda")
    desk.reads("Nada cambia hasta que usted confirme")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Calcular propuesta").click()
    desk.is_headed(ROUND)


def await_result(desk: Desk) -> str:
    """Wait until the page itself shows the result, and give its address."""
    expect(desk.page.get_by_role("link", name="Propuestas", exact=True)).to_be_visible(timeout=ROUND_MS)
    return _read_result(desk)


def ask_for_result(desk: Desk) -> str:
    """Ask for the result now and then, as whoever has no scripts must, and give its address."""
    again = desk.page.get_by_role("link", name="Actualizar", exact=True)
    for _ in range(ROUND_MS // 500):
        if not again.is_visible():
            break
        desk.page.wait_for_timeout(500)
        desk.leave_by(again)
    return _read_result(desk)


def _read_result(desk: Desk) -> str:
    desk.look(desk.page)
    desk.reads("Propone una plaza para")
    desk.reads("Está demostrado que, con estas plazas y reglas, no existe una propuesta mejor.")
    return desk.page.url


def list_proposals(desk: Desk, state: str) -> list[str]:
    """From a page of a round to its proposals in one state; gives the names on the list."""
    desk.follow("Propuestas")
    desk.field("Estado").select_option(label=_option(desk, "Estado", state))
    desk.press("Filtrar")
    return rows(desk).get_by_role("rowheader").all_inner_texts()


def confirm(desk: Desk, name: str) -> None:
    """Read why here and why not elsewhere; confirm, take it back, and confirm again."""
    desk.follow(name)
    desk.reads("Por qué aquí")
    desk.reads("Siguientes mejores opciones")
    desk.press("Confirmar la ubicación")
    desk.reads("La ubicación quedó confirmada")
    desk.press("Deshacer la confirmación")
    desk.reads("quedó deshecha")
    desk.press("Confirmar la ubicación")


def decide_otherwise(desk: Desk, to_review: str, moved: str, left: str, pinned: str, excluded: str) -> None:
    """Depart from four proposals, each in its way and with its reason."""
    desk.open(to_review)
    _move(desk, moved)
    for name, way in ((left, "Dejar sin ubicación"), (pinned, "Fijar"), (excluded, "Excluir")):
        desk.open(to_review)
        _depart(desk, name, way)


def _move(desk: Desk, name: str) -> None:
    """Choose another vacancy; a change without its reason is refused."""
    desk.follow(name)
    desk.follow("Cambiar")
    desk.page.locator("label", has_not_text="(la propuesta)").locator("visible=true").first.click()
    desk.press("Confirmar en esta plaza")
    desk.reads("Hay un problema")
    desk.fill({"Motivo del cambio": REASON})
    desk.press("Confirmar en esta plaza")
    desk.reads("quedó confirmada en la plaza que usted eligió")


def _depart(desk: Desk, name: str, way: str) -> None:
    desk.follow(name)
    desk.follow(way)
    desk.fill({"Motivo": REASON})
    desk.press(way)
    desk.is_headed(name)
    desk.reads(REASON)


def see_why_nowhere(desk: Desk, round_: str) -> None:
    """From the causes of having no place to one person's, and what would change it."""
    desk.open(round_)
    desk.follow("Sin ubicación")
    desk.follow(list_proposals(desk, "Sin ubicación")[0])
    desk.reads("No tiene plaza propuesta.")
    desk.reads("¿Por qué no en…?")


def sign_for(desk: Desk, to_review: str, names: list[str]) -> None:
    """Choose several proposals and confirm them under one signature."""
    desk.open(to_review)
    desk.tick(*(f"Elegir a {name}" for name in names))
    desk.press("Dejar las elegidas para confirmar")
    desk.follow(f"Firmar {len(names)} ubicaciones")
    desk.press(f"Confirmar {len(names)} ubicaciones")
    desk.is_headed(f"Se confirmaron {len(names)} ubicaciones")


def notify(desk: Desk, names: list[str]) -> None:
    """Issue the letters of confirmed placements together."""
    desk.follow("Ubicaciones")
    desk.tick(*(f"Elegir a {name}" for name in names))
    desk.press("Emitir cartas y notificar a las elegidas")
    desk.reads("con sus cartas emitidas")


def read_letters(desk: Desk, name: str) -> list[str]:
    """Download both letters of a person's placement and give their verification codes."""
    desk.follow("Ubicaciones")
    desk.follow(name)
    links = desk.page.get_by_role("link", name=re.compile(r"\(PDF\)$")).all()
    return [_code_in(desk, link.get_attribute("href") or "", name) for link in links]


def _code_in(desk: Desk, address: str, name: str) -> str:
    answer = desk.page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert name.split(",")[0] in text, text
    return str(CODE.findall(text)[0])


def verify(visitor: Desk, code: str) -> None:
    """Check a document as anybody may, by the code under its QR."""
    visitor.open("/")
    visitor.follow("Verificar un documento")
    visitor.fill({"Código del documento": code.lower()})
    visitor.press("Verificar")
    visitor.reads("Este documento fue emitido por la oficina y está vigente")


def look_up_later(desk: Desk, name: str) -> None:
    """Another day: the round, its terms, its proof and who decided what are still told; nothing is undone any more."""
    desk.press("Salir")
    desk.sign_in()
    desk.follow("Rondas")
    desk.leave_by(desk.page.get_by_role("link", name=ROUND).first)  # the newest stands first
    desk.reads("Con qué se calculó")
    desk.follow("Prueba")
    list_proposals(desk, "Confirmada")
    desk.follow(name)
    desk.reads("Lo decidido")
    desk.reads("Deshizo")
    expect(desk.page.get_by_role("button", name=re.compile("Deshacer"))).to_have_count(0)


def _option(desk: Desk, label: str, beginning: str) -> str:
    """The whole words of an option that tells its count too."""
    options = desk.field(label).locator("option").all_inner_texts()
    return next(option for option in options if option.startswith(beginning))


def rows(desk: Desk) -> Locator:
    """Rows of the page's table."""
    return desk.page.locator("main tbody tr")

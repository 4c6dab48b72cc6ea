"""What follows the placement, chapter by chapter: plan, attendance, breach, balance, completion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from registry.views.formats.dates import MONTHS
from tests.browser.calendar import Service
from tests.browser.chapters import CODE, JUDGED, RECEIVED, Referred
from tests.browser.desk import Desk

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
DATE = re.compile(r"\w+ (\d+) de (\w+) de (\d{4}), (\d+:\d\d)–(\d+:\d\d)")
OWN_CODE = re.compile(r"con su código\s+(\S+)")
#: The letters that close a penalty, and what the PDF of each must say.
LAST_LETTERS = {
    "Informe de cumplimiento al juez": "00003-",
    "Constancia de la unidad": "Quispe",
    "Certificado de jornadas cumplidas": "Quispe",
}


@dataclass(frozen=True)
class Due:
    """A session of the person's week, with its hours as a field of time takes them."""

    day: date
    starts: str
    ends: str


def register_converted_sentence(desk: Desk, person: Referred, *, jornadas: int) -> None:
    """Enter a penalty converted into few jornadas."""
    desk.follow("Registrar pena")
    desk.page.get_by_role("radio", name=re.compile("^Convertida")).check()
    desk.fill({"Fecha de la sentencia": JUDGED.isoformat(), "Delito o falta": "195"})
    desk.fill({"Jornadas": str(jornadas), "Expediente judicial": person.case_number})
    desk.fill({"Juzgado": "2.º Juzgado de Investigación Preparatoria", "Recibida en la oficina": RECEIVED.isoformat()})
    desk.press("Registrar pena")
    desk.is_headed(person.name)
    desk.reads(f"{jornadas} jornadas")


def _own_code(desk: Desk, letter: str) -> str:
    """Read in a letter to the person the code of their own page."""
    link = desk.page.get_by_role("link", name=re.compile(letter)).first
    text = _pdf(desk, link.get_attribute("href") or "")
    found = OWN_CODE.search(text)
    assert found, text
    return found[1]


def agree_on_plan(desk: Desk, service: Service, person: Referred) -> None:
    """Record the interview and the plan; the first day is one of the timetable."""
    open_placement(desk, person)
    first = _next_week(desk)[0]
    desk.follow("Registrar entrevista y plan")
    desk.fill({"Fecha de la entrevista": service.today().isoformat(), "Primer día": first.day.isoformat()})
    desk.fill({"Objetivos": "Cumplir las dos jornadas", "Actividades": "Mantenimiento de áreas verdes"})
    desk.press("Guardar el plan")
    desk.reads("áreas verdes")


def miss_weeks(desk: Desk, service: Service, person: Referred, *, weeks: int) -> None:
    """Let weeks go by in which the person does not come; the unit's page asks for each on the day after."""
    for _ in range(weeks):
        for _ in _let_week_pass(desk, service, person):
            _touch(desk, f"No vino: {person.name}")


def ask_for_explanation(desk: Desk, service: Service, person: Referred) -> str:
    """Find on the next day what the absences came to, and ask the person why; gives the code in the letter."""
    _come_back(desk, service, service.today() + ONE_DAY)
    desk.open("/incumplimientos/")
    desk.follow(person.name)
    desk.reads("Inasistencias consecutivas")
    desk.reads("14 días de prisión (art. 53 CP)")
    desk.follow("Pedir descargo")
    desk.fill({"Fecha de entrega a la persona": service.today().isoformat()})
    desk.press("Firmar y emitir el pedido")
    desk.reads("Se emitió el pedido de descargo")
    return _own_code(desk, "Pedido de descargo")


def explain_oneself(visitor: Desk, person: Referred, code: str) -> None:
    """On a telephone of one's own, with the letter's code: read what is asked, and answer."""
    _enter_own_page(visitor, person, code)
    visitor.reads("Le pidieron un descargo")
    visitor.fill({"Su descargo": "Estuve internada en el hospital; llevé la constancia."})
    visitor.press("Presentar mi descargo")
    visitor.reads("Recibimos su descargo")


def accept_explanation(desk: Desk, person: Referred) -> None:
    """Read the answer, and let the absences be justified: the alert ends with them."""
    desk.open("/incumplimientos/?turno=office")
    desk.follow(person.name)
    desk.reads("Estuve internada")
    desk.follow("Justificar inasistencias")
    for absence in desk.page.get_by_label(re.compile("^Falta del")).all():
        absence.select_option(label="Salud")
    desk.fill({"Motivo": "Presentó la constancia del hospital"})
    desk.press("Justificar y retirar la alerta")
    desk.reads("Se justificaron las inasistencias")


def serve_weeks(desk: Desk, service: Service, person: Referred, *, weeks: int) -> None:
    """Let weeks go by in which the person serves every session."""
    for _ in range(weeks):
        for due in _let_week_pass(desk, service, person):
            line = desk.page.locator(f"[data-day='{due.day}']", has_text=f"{due.starts.lstrip('0')}–")
            desk.leave_by(line.filter(has_text=person.name).get_by_role("link", name="Anotar con horas"))
            desk.page.get_by_role("radio", name=re.compile("^Asistió")).check()
            desk.fill({"Hora de entrada": due.starts, "Hora de salida": due.ends})
            desk.press("Guardar anotación")


def see_own_balance(visitor: Desk, person: Referred, code: str) -> None:
    """Read on one's own page that nothing is owed any more."""
    _enter_own_page(visitor, person, code)
    visitor.reads("2 jornadas de 2")
    visitor.reads("Están anotadas todas las horas de su pena")


def complete(desk: Desk, person: Referred) -> None:
    """Close what was served, having seen what that changes."""
    open_placement(desk, person)
    desk.follow("Dar por cumplida")
    desk.reads("Nada cambia hasta que usted firme")
    desk.press("Dar por cumplida")
    desk.reads("La pena quedó cumplida")


def sign_last_letters(desk: Desk, person: Referred) -> list[str]:
    """Sign the report to the judge, the unit's constancy and the certificate; give their verification codes."""
    placement = desk.page.url.partition("#")[0]
    codes = []
    for name, words in LAST_LETTERS.items():
        desk.open(f"{placement}/documentos")
        desk.follow(name)
        desk.press("Firmar y emitir")
        text = _pdf(desk, desk.page.get_by_role("link", name=re.compile("PDF")).first.get_attribute("href") or "")
        assert words in text, text
        assert "195" not in text, "the offence is named"
        codes.append(CODE.findall(text)[0])
    return codes


def recompute_letters(service: Service) -> None:
    """Everything that was issued follows again from what was recorded up to then."""
    assert "Con diferencias: 0." in service.run("letters", "verify", "--all")


def open_placement(desk: Desk, person: Referred) -> None:
    """From anywhere to the person's placement."""
    desk.follow("Ubicaciones")
    desk.follow(person.name)


def _let_week_pass(desk: Desk, service: Service, person: Referred) -> list[Due]:
    """Go to the day after the week's last session, to the page of the unit; gives what was due."""
    open_placement(desk, person)
    unit, due = _unit(desk), _next_week(desk)
    _come_back(desk, service, due[-1].day + ONE_DAY)
    desk.open("/asistencia/")
    desk.follow(unit)
    return due


def _come_back(desk: Desk, service: Service, day: date) -> None:
    """Sign in again on another day: the session ended in the meantime."""
    service.go_to(day)
    desk.page.context.clear_cookies()
    desk.sign_in()


def _unit(desk: Desk) -> str:
    return desk.page.locator("dt", has_text="Unidad").locator("xpath=following-sibling::dd[1]").inner_text().strip()


def _next_week(desk: Desk) -> list[Due]:
    """The sessions of the first week that the placement's page announces."""
    dates = list(_dates(desk.page.locator("main").inner_text()))
    return [due for due in dates if due.day - dates[0].day < ONE_WEEK]


def _dates(text: str) -> Iterator[Due]:
    for number, month, year, starts, ends in DATE.findall(text):
        yield Due(date(int(year), MONTHS.index(month) + 1, int(number)), starts.zfill(5), ends.zfill(5))


def _touch(desk: Desk, label: str) -> None:
    """Touch once; the line of the person says that the registry has it."""
    button = desk.page.get_by_role("button", name=label).locator("visible=true").first
    line = desk.page.locator("[data-row]", has=button).first
    identity = line.get_attribute("id")
    button.click()
    expect(desk.page.locator(f"[id='{identity}']").get_by_text("Recibido")).to_be_visible()


def _enter_own_page(visitor: Desk, person: Referred, code: str) -> None:
    visitor.open("/mis-jornadas")
    if visitor.page.get_by_role("button", name="Salir de mi página").is_visible():
        return
    visitor.fill({"Código de su carta": code.lower()})
    visitor.fill({"Últimos cuatro caracteres de su documento": person.document_number[-4:]})
    visitor.press("Ver mis jornadas")


def _pdf(desk: Desk, address: str) -> str:
    answer = desk.page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)

"""What registered institutions do, and what becomes of it: a vacancy in a round, a visit, an agreement, a directory."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from registry.procedures.catalogue import get_procedure
from registry.vocabulary.procedures import ProcedureCode
from tests.browser import case_chapters, chapters
from tests.browser.case_chapters import Filer, Page
from tests.browser.case_desk import Officer
from tests.browser.desk import Desk
from tests.files import plain_pdf

ACTIVITY = "Taller de chompas y chalinas"


def offer_vacancy(desk: Desk, unit: str) -> str:
    """The institution publishes one more vacancy of its unit; gives its key."""
    desk.follow("Unidades")
    desk.follow(unit)
    desk.follow("Ofrecer una vacante")
    desk.choose("Tarea", "Pintado de locales")
    desk.fill({"Labores concretas": "Pintar las aulas del primer piso", "Plazas en total": "1"})
    for shift in ("Plazas, domingo, mañana", "Plazas, domingo, tarde"):
        desk.fill({shift: "1"})
    desk.press("Publicar vacante")
    desk.reads("Pintar las aulas")
    return re.findall(r"/vacantes/(\d+)", desk.page.url)[0]


def openings_of_next_round(officer: Officer) -> set[str]:
    """Run a round, and give the keys of the vacancies that its problem may give to anybody."""
    officer.sign_in()
    desk = officer.desk
    desk.follow("Rondas")
    desk.follow("Nueva ronda")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Calcular propuesta").click()
    expect(desk.page.get_by_role("link", name="Propuestas", exact=True)).to_be_visible(timeout=chapters.ROUND_MS)
    answer = desk.page.request.get(f"{desk.page.url.partition('?')[0]}/problema.json")
    problem = answer.json()
    openings = [opening["id"] for opening in problem["openings"]]
    return {openings[index] for index in problem["options"]["opening"]}


def sign_credentials(chief: Officer) -> None:
    """Sign the credentials that wait, the group's among them."""
    chief.desk.follow("Credenciales")
    chief.desk.press("Firmar las elegidas")
    chief.desk.reads("Firmada")


def ask_for_visit(desk: Desk, day: date) -> None:
    """The group asks a prison to receive it."""
    desk.follow("Visitas")
    desk.follow("Solicitar una visita")
    room = desk.field("Establecimiento y sala")
    room.select_option(label=next(label for label in room.locator("option").all_inner_texts() if "Lampa" in label))
    desk.fill({"Día": day.isoformat(), "Desde": "15:00", "Hasta": "16:30", "Cuántas personas se espera": "20"})
    desk.choose("Actividad", "Culto o celebración")
    desk.page.get_by_role("checkbox").first.check()
    desk.press("Solicitar la visita")
    desk.reads("Solicitada")


def approve_visit(director: Officer, group: str) -> None:
    """The prison lets it in."""
    director.desk.follow("Visitas")
    row = director.desk.page.locator("main tbody tr").filter(has_text=group).filter(has_text="Solicitada").first
    director.desk.leave_by(row.get_by_role("link"))
    director.desk.press("Aprobar la visita")
    director.desk.reads("Aprobada")


def propose_activity(desk: Desk, filer: Filer, starts_on: date) -> str:
    """The company proposes an activity with its plan; gives the number of the file."""
    activity = Page(
        {
            "Nombre de la actividad": ACTIVITY,
            "Qué se producirá": "Chompas y chalinas",
            "Área que necesita": "80",
            "Modalidad de contrato": "Locación de servicios",
            "Desde cuándo": starts_on.isoformat(),
            "Cuánto durará": "12",
        },
        {"Establecimiento": "E.P. de Lampa"},
    )
    plan = Page(
        {
            "Cuántas personas trabajarían": "20",
            "Horas de capacitación": "40",
            "Quiénes enseñan": "Dos maestras de la empresa",
            "Cómo entran y salen materiales y productos": "El hilado entra los lunes",
            "Cómo se paga": "Por prenda, cada quince días",
            "Quién paga agua, luz y otros servicios": "La empresa",
        }
    )
    return case_chapters.file_from_account(desk, filer, ProcedureCode.ACTIVITY_PROPOSAL, (activity, plan))


def conclude_agreement(chief: Officer, filer: Filer, day: date, files: Path) -> None:
    """Sign the agreement that the proposal led to, and keep the copy that the company signed."""
    desk = chief.desk
    desk.open(f"/convenios/?buscar={filer.ruc}")
    desk.leave_by(desk.page.locator("main tbody a").first)
    desk.reads(ACTIVITY)
    desk.press("Firmar y enviar a la institución")
    desk.follow("Adjuntar la copia firmada")
    desk.fill({"Día en que firmó la institución": day.isoformat()})
    copy = files / "copia.pdf"
    copy.write_bytes(plain_pdf())
    desk.page.get_by_label("Copia firmada").set_input_files(copy)
    desk.press("Poner en vigencia")
    desk.reads("Copia firmada")


def is_in_directory(visitor: Desk, name: str, *, is_listed: bool) -> None:
    """Look whether the public directory of social help names an institution."""
    visitor.open("/ayuda-social/?desde=211101&radio=50")
    expect(visitor.page.get_by_role("heading", name=name)).to_have_count(1 if is_listed else 0)


def opinions_of(procedure: ProcedureCode) -> tuple[str, ...]:
    """The reports that a procedure asks for, by their names."""
    return tuple(kind.label for kind in get_procedure(procedure).opinions)

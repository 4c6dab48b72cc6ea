"""A person's own page on an old phone without scripts: from the code of the letter to the answer to a request."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from registry.extensions.database import reading, transaction
from registry.models import BreachAlert, Person, Sentence
from registry.services.attendance.breaches import find_breaches
from registry.services.attendance.judging import ask
from registry.services.attendance.recording import Note, record
from registry.services.people.personal_codes import fresh_code
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.shifts import Shift
from tests.browser.attending import END_OF_MONTH, Unit, it_is, open_unit, phone, serving_on_saturday
from tests.browser.desk import leave_by
from tests.browser.looking import check_accessible, check_fits
from tests.files import photo

DAY = date(2026, 9, 30)
MISSED = (date(2026, 9, 12), date(2026, 9, 19))


@pytest.fixture(scope="module")
def saturday(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """A served registry at the end of a month."""
    with serving_on_saturday(tmp_path_factory.mktemp("month")) as served, it_is(END_OF_MONTH):
        yield served


@pytest.fixture
def unit(saturday: tuple[Flask, str]) -> Unit:
    return open_unit(*saturday, "Rosa Quispe", "Luis Mamani")


@pytest.fixture
def own_phone(chromium: Browser, unit: Unit) -> Iterator[BrowserContext]:
    with phone(chromium, unit.address, scripts=False) as context:
        yield context


def letter_of(unit: Unit) -> tuple[str, str]:
    """The code of the first person's letter, and the end of their document."""
    with unit.app.app_context(), transaction() as session:
        sentence_id = unit.placements[0].sentence_id
        person = session.get_one(Person, session.get_one(Sentence, sentence_id).person_id)
        return fresh_code(session, sentence_id), person.document_number[-4:]


def miss(unit: Unit) -> None:
    """Let the first person attend once, miss two Saturdays and be asked to explain."""
    with unit.app.app_context():
        placement = unit.placements[0]
        noted = [
            (date(2026, 9, 5), Outcome.ATTENDED, 480, 1080),
            *((day, Outcome.UNEXCUSED, None, None) for day in MISSED),
        ]
        for day, outcome, arrived, left in noted:
            said = Note(placement.id, day, Shift.SATURDAY_AM, outcome, arrived, left)
            record(said, officer=unit.officer, on=DAY)
        find_breaches(on=DAY)
        with reading() as session:
            alert = session.query(BreachAlert).filter_by(placement_id=placement.id).one()
        ask(alert.id, handed_on=DAY, version=alert.version, officer=unit.officer, on=DAY)


def enter(context: BrowserContext, code: str, end: str) -> Page:
    """The page behind the door, found from the site's first page."""
    page = context.new_page()
    page.goto("/")
    leave_by(page.get_by_role("link", name="Ver mis jornadas"))
    check_fits(page)
    page.get_by_label("Código de su carta").fill(code.lower())
    page.get_by_label("Últimos cuatro caracteres").fill(end)
    page.get_by_role("button", name="Ver mis jornadas").click()
    return page


def test_a_person_sees_what_they_serve_with_the_code_of_the_letter(own_phone: BrowserContext, unit: Unit):
    miss(unit)
    page = enter(own_phone, *letter_of(unit))
    shown = page.locator("main")

    for words in ("1 jornada de 60", "Parque Cultural", "No vino", "Le pidieron un descargo"):
        expect(shown).to_contain_text(words)
    check_fits(page)
    page.get_by_role("button", name="Salir de mi página").click()
    expect(shown).to_contain_text("Salió de su página")


def test_a_person_justifies_an_absence_and_answers_a_request(own_phone: BrowserContext, unit: Unit, tmp_path: Path):
    miss(unit)
    proof = tmp_path / "posta.jpg"
    proof.write_bytes(photo())
    page = enter(own_phone, *letter_of(unit))
    shown = page.locator("main")

    page.get_by_label("Día de la falta").fill("2026-09-12")
    page.get_by_label("Archivo", exact=True).set_input_files(proof)
    page.get_by_role("button", name="Entregar el sustento").click()
    expect(shown).to_contain_text("Recibimos su sustento")
    page.get_by_label("Su descargo").fill("Estuve en la posta con mi hija.")
    page.get_by_role("button", name="Presentar mi descargo").click()
    expect(shown).to_contain_text("Recibimos su descargo")
    expect(shown).not_to_contain_text("Le pidieron un descargo")


def test_the_page_is_accessible_with_and_without_errors(chromium: Browser, unit: Unit):
    miss(unit)
    code, end = letter_of(unit)
    with phone(chromium, unit.address) as context:
        page = context.new_page()
        page.goto("/mis-jornadas/")
        page.get_by_label("Código de su carta").fill(code)
        page.get_by_label("Últimos cuatro caracteres").fill("0000" if end != "0000" else "1111")
        page.get_by_role("button", name="Ver mis jornadas").click()
        expect(page.locator("#resumen-errores")).to_be_focused()
        check_accessible(page)
        page.get_by_label("Últimos cuatro caracteres").fill(end)
        page.get_by_role("button", name="Ver mis jornadas").click()
        expect(page.locator("main")).to_contain_text("1 jornada de 60")
        check_accessible(page)
        check_fits(page)

"""A municipality registers its unit from a phone: on a line that breaks, and on one without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.attending import MORNING, it_is, phone, serving_on_saturday
from tests.browser.desk import leave_by
from tests.browser.looking import Looker
from tests.factories.accounts import make_office
from tests.factories.institutions import ruc
from tests.files import photo, plain_pdf

NEXT = "Guardar y continuar"
DISTRICT = "Juliaca, San Román, Puno"


@pytest.fixture(scope="module")
def registry(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """A served registry with one office."""
    with serving_on_saturday(tmp_path_factory.mktemp("cases")) as (app, address), it_is(MORNING):
        with app.app_context():
            make_office()
        yield app, address


@pytest.fixture
def statutes(tmp_path: Path) -> tuple[Path, Path]:
    """A document and a photo on the phone."""
    document, picture = tmp_path / "acta.pdf", tmp_path / "sede.jpg"
    document.write_bytes(plain_pdf())
    picture.write_bytes(photo())
    return document, picture


def fill(page: Page, answers: dict[str, str]) -> None:
    for label, value in answers.items():
        page.get_by_label(label, exact=True).fill(value)


def go_on(page: Page, button: str = NEXT) -> None:
    leave_by(page.get_by_role("button", name=button, exact=True))


def follow(page: Page, link: str, *, exact: bool = False) -> None:
    leave_by(page.get_by_role("link", name=link, exact=exact))


def begin(context: BrowserContext, procedure: str) -> Page:
    """The list of tasks of a new draft, from the site's first page."""
    page = context.new_page()
    page.goto("/")
    follow(page, "Inscribir mi institución")
    follow(page, procedure)
    follow(page, "Empezar")
    go_on(page, "Empezar")
    expect(page.locator("main")).to_contain_text("EXP-2026-")
    return page


def tell_institution(page: Page) -> None:
    fill(
        page,
        {
            "Nombre": "Municipalidad de Juliaca",
            "Distrito": DISTRICT,
            "Dirección": "Plaza de Armas s/n",
            "Quién la representa": "Elmer Choque",
            "Su cargo": "Alcalde",
        },
    )
    go_on(page)
    fill(page, {"Nombres y apellidos": "Rosa Quispe", "Teléfono": "951000111"})
    go_on(page)


def tell_site(page: Page) -> None:
    fill(page, {"Nombre de la sede": "Parque central", "Distrito": DISTRICT, "Dirección": "Jr. Lima 100"})
    page.get_by_label("Qué es", exact=True).select_option("municipality")
    fill(page, {"Quién recibe a las personas": "Julia Apaza", "Teléfono de la sede": "951000222"})
    go_on(page)
    follow(page, "Continuar")


def tell_task(page: Page) -> None:
    page.get_by_label("Tarea", exact=True).select_option("green_areas")
    fill(page, {"Labores concretas": "Regar y podar", "Personas en total": "2"})
    go_on(page)
    follow(page, "Continuar")


def present(page: Page) -> None:
    follow(page, "Continuar")
    page.get_by_label("Declaro que lo que presento es verdad").check()
    go_on(page, "Presentar la solicitud")
    expect(page.locator("h1")).to_have_text("Se presentó su solicitud")


def type_a_wrong_ruc_first(page: Page, look: Looker) -> None:
    follow(page, "RUC", exact=True)
    page.get_by_label("RUC", exact=True).fill("2055510072")
    go_on(page)
    expect(page.locator("#resumen-errores")).to_be_focused()
    assert page.title().startswith("Error: ")
    look(page)
    page.get_by_label("RUC", exact=True).fill(ruc(8_101))
    go_on(page)


def type_while_the_line_is_cut(page: Page) -> None:
    name, told = page.get_by_label("Nombre", exact=True), page.locator("[data-draft-told]")
    expect(page.locator("h1")).to_have_text("¿Qué institución es?")
    page.context.set_offline(True)
    name.fill("Municipalidad de Juli")
    expect(told).to_contain_text("Sin conexión")
    page.context.set_offline(False)
    expect(told).to_contain_text("Guardado a las")
    page.reload()
    expect(name).to_have_value("Municipalidad de Juli")


def attach_while_the_line_is_cut(page: Page, document: Path) -> None:
    follow(page, "Designación de quien representa")
    page.get_by_label("Archivo").set_input_files(document)
    page.context.set_offline(True)
    page.get_by_role("button", name="Adjuntar", exact=True).click()
    expect(page.locator("[data-pieces-told]")).to_contain_text("Sin conexión")
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Se adjuntó el archivo")


def test_a_unit_registers_from_a_phone_on_a_line_that_breaks(
    chromium: Browser, registry: tuple[Flask, str], statutes: tuple[Path, Path]
):
    look = Looker()
    with phone(chromium, registry[1]) as context:
        page = begin(context, "Inscripción de unidad beneficiaria pública")
        look(page)
        type_a_wrong_ruc_first(page, look)
        type_while_the_line_is_cut(page)
        look(page)
        tell_institution(page)
        tell_site(page)
        page.get_by_role("button", name="Una más: Plazas, sábado, mañana").click(click_count=2)
        expect(page.get_by_label("Plazas, sábado, mañana", exact=True)).to_have_value("2")
        look(page)
        tell_task(page)
        attach_while_the_line_is_cut(page, statutes[0])
        look(page)
        follow(page, "Continuar")
        look(page)
        present(page)
        look(page)
        follow(page, "Seguir mi expediente")
        expect(page.locator("main")).to_contain_text("Le toca a la oficina")
        look(page)


def test_a_unit_registers_without_scripts_and_comes_back_with_its_code(
    chromium: Browser, registry: tuple[Flask, str], statutes: tuple[Path, Path]
):
    with phone(chromium, registry[1], scripts=False) as context:
        page = begin(context, "Inscripción de unidad beneficiaria pública")
        number, code = page.locator(".case-number strong").inner_text(), page.locator(".case-code strong").inner_text()
        follow(page, "RUC", exact=True)
        page.get_by_label("RUC", exact=True).fill(ruc(8_102))
        go_on(page)
        go_on(page, "Salir")

        fill(page, {"Número de expediente": number.lower(), "Código": code.lower()})
        go_on(page, "Abrir mi expediente")
        follow(page, "Institución", exact=True)
        tell_institution(page)
        tell_site(page)
        page.get_by_label("Plazas, sábado, mañana", exact=True).fill("2")
        tell_task(page)
        follow(page, "Designación de quien representa")
        page.get_by_label("Archivo").set_input_files(statutes[1])
        go_on(page, "Adjuntar")
        expect(page.locator(".paper-seen")).to_be_visible()
        follow(page, "Continuar")
        present(page)
        expect(page.locator("main")).to_contain_text(number)

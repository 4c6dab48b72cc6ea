"""A unit's phone: touches taken once on a bad line, states told, conflicts shown, and all of it without scripts too."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.attending import (
    AFTERNOON,
    END_OF_MONTH,
    MORNING,
    Unit,
    it_is,
    open_unit,
    phone,
    row_of,
    serving_on_saturday,
    sign_in,
)
from tests.browser.desk import leave_by
from tests.browser.looking import check_accessible, check_fits
from tests.browser.test_weight import KILOBYTE, load_of
from tests.factories.accounts import PASSWORD

NOTES = "**/asistencia/anotaciones"
STOP_CLOCK = "() => { const stopped = Date.now(); window.later = 0; Date.now = () => stopped + window.later; }"


@pytest.fixture(scope="module")
def saturday(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """A served registry in which it is Saturday morning."""
    with serving_on_saturday(tmp_path_factory.mktemp("saturday")) as served:
        yield served


@pytest.fixture
def unit(saturday: tuple[Flask, str]) -> Iterator[Unit]:
    """A unit of its own, where it has just become ten."""
    with it_is(MORNING):
        yield open_unit(*saturday, "Rosa Quispe", "Luis Mamani")


@pytest.fixture
def page(chromium: Browser, unit: Unit) -> Iterator[Page]:
    """The supervisor's phone, at today's page."""
    with phone(chromium, unit.address) as context:
        yield sign_in(context, unit.supervisor, f"/asistencia/{unit.unit_id}")


def touch(page: Page, name: str, label: str) -> None:
    row_of(page, name).get_by_role("button", name=label).first.click()


def says(page: Page, name: str, *words: str) -> None:
    for word in words:
        expect(row_of(page, name).first).to_contain_text(word)


def test_one_touch_notes_an_arrival_and_one_the_departure(page: Page, unit: Unit):
    touch(page, "Quispe", "Llegó")
    says(page, "Quispe", "Llegó 10:0", "Recibido")
    with it_is(AFTERNOON):
        page.reload()
        touch(page, "Quispe", "Salió")
        says(page, "Quispe", "Asistió, 10:0", "–16:0", "Recibido")

    assert unit.entries() == [("present", ""), ("attended", "")]


def test_without_a_line_touches_wait_in_the_phone_and_follow_in_their_order(page: Page, unit: Unit):
    page.context.set_offline(True)
    touch(page, "Quispe", "Llegó")
    touch(page, "Mamani", "No vino")
    says(page, "Quispe", "Llegó 10:0", "En este teléfono")
    expect(page.locator("[data-queue]")).to_contain_text("2 anotaciones")
    expect(page.locator("[data-queue]")).to_contain_text("Sin conexión")
    assert unit.entries() == []

    page.context.set_offline(False)
    says(page, "Quispe", "Recibido")
    says(page, "Mamani", "No vino", "Recibido")
    expect(page.locator("[data-queue]")).to_be_hidden()
    assert unit.entries() == [("present", ""), ("unexcused", "")]


def test_what_waits_outlives_the_page(page: Page, unit: Unit):
    page.route(NOTES, lambda route: route.abort())
    touch(page, "Quispe", "Llegó")
    says(page, "Quispe", "En este teléfono")
    page.goto("/")
    assert unit.entries() == []

    page.unroute(NOTES)
    page.goto(f"/asistencia/{unit.unit_id}")
    says(page, "Quispe", "Llegó 10:0", "Recibido")
    assert unit.entries() == [("present", "")]


def test_an_answer_that_was_lost_is_asked_for_again_and_the_note_taken_once(page: Page, unit: Unit):
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(NOTES, lose, times=1)
    with page.expect_event("requestfailed"):
        touch(page, "Quispe", "Llegó")
    says(page, "Quispe", "En este teléfono")
    assert unit.entries() == [("present", "")]

    page.get_by_role("button", name="Enviar ahora").click()
    says(page, "Quispe", "Recibido")
    assert unit.entries() == [("present", "")]


def test_a_departure_noted_before_the_arrival_was_sent_follows_it(page: Page, unit: Unit):
    page.context.set_offline(True)
    touch(page, "Quispe", "Llegó")
    page.evaluate("""() => {
        const now = Date.now;
        Date.now = () => now() + 3 * 3600 * 1000;
    }""")
    touch(page, "Quispe", "Salió")
    says(page, "Quispe", "Asistió, 10:0", "–13:0", "En este teléfono")

    page.context.set_offline(False)
    says(page, "Quispe", "Recibido")
    assert unit.entries() == [("present", ""), ("attended", "")]


def test_a_double_touch_is_one_arrival_and_no_departure(page: Page, unit: Unit):
    page.evaluate(STOP_CLOCK)
    row_of(page, "Quispe").get_by_role("button", name="Llegó").dblclick()
    says(page, "Quispe", "Recibido")
    page.evaluate("window.later = 2000")
    touch(page, "Quispe", "Salió")
    says(page, "Quispe", "Acaba de anotar la llegada")

    assert unit.entries() == [("present", "")]


def test_two_phones_that_differ_are_shown_both_and_one_decides_with_a_reason(chromium: Browser, page: Page, unit: Unit):
    with phone(chromium, unit.address) as context:
        other = sign_in(context, unit.another_supervisor(), f"/asistencia/{unit.unit_id}")
        touch(other, "Quispe", "No vino")
        says(other, "Quispe", "Recibido")

    touch(page, "Quispe", "Llegó")
    says(page, "Quispe", "Por revisar", "Guardó J. Apaza, 10:0", "No vino", "Lo suyo")
    check_accessible(page)
    page.get_by_label("Motivo para cambiar lo guardado").fill("Llegó tarde")
    page.get_by_role("button", name="Guardar lo mío").click()
    says(page, "Quispe", "Llegó 10:0", "Recibido")
    assert unit.entries() == [("unexcused", ""), ("present", "Llegó tarde")]


def test_whoever_leaves_what_was_kept_sees_it(chromium: Browser, page: Page, unit: Unit):
    with phone(chromium, unit.address) as context:
        other = sign_in(context, unit.another_supervisor(), f"/asistencia/{unit.unit_id}")
        touch(other, "Quispe", "No vino")
        says(other, "Quispe", "Recibido")

    touch(page, "Quispe", "Llegó")
    page.get_by_role("button", name="Dejar lo guardado").click()
    says(page, "Quispe", "No vino", "Recibido")
    page.reload()
    says(page, "Quispe", "No vino", "Recibido")
    assert unit.entries() == [("unexcused", "")]


def test_an_ended_session_keeps_what_was_noted_and_says_so(page: Page, unit: Unit):
    page.wait_for_load_state("networkidle")
    kept = page.context.cookies()
    page.context.clear_cookies()
    touch(page, "Quispe", "Llegó")
    expect(page.locator("[data-queue]")).to_contain_text("Su sesión terminó por seguridad")
    says(page, "Quispe", "En este teléfono")
    assert unit.entries() == []

    page.context.add_cookies(kept)
    page.reload()
    says(page, "Quispe", "Recibido")
    assert unit.entries() == [("present", "")]


def test_another_account_on_the_same_phone_neither_sees_nor_sends_it(page: Page, unit: Unit):
    other = unit.another_supervisor()
    page.route(NOTES, lambda route: route.abort())
    touch(page, "Quispe", "Llegó")
    says(page, "Quispe", "En este teléfono")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    page.unroute(NOTES)

    another = sign_in(page.context, other, f"/asistencia/{unit.unit_id}")
    expect(another.locator("[data-queue]")).to_contain_text("anotaciones de otra cuenta")
    expect(row_of(another, "Quispe").get_by_role("button", name="Llegó")).to_be_visible()
    assert unit.entries() == []


def test_without_scripts_each_touch_is_a_form(chromium: Browser, unit: Unit):
    with phone(chromium, unit.address, scripts=False) as context:
        page = sign_in(context, unit.supervisor, f"/asistencia/{unit.unit_id}")
        touch(page, "Quispe", "Llegó")
        says(page, "Quispe", "Llegó 10:0", "Recibido")
        touch(page, "Mamani", "No vino")
        says(page, "Mamani", "Recibido")
        with it_is(AFTERNOON):
            touch(page, "Quispe", "Salió")
            says(page, "Quispe", "Asistió, 10:0", "–16:0")

    assert unit.entries() == [("present", ""), ("unexcused", ""), ("attended", "")]


def test_a_correction_says_why_and_keeps_what_stood_there(page: Page, unit: Unit):
    touch(page, "Mamani", "No vino")
    says(page, "Mamani", "Recibido")
    leave_by(row_of(page, "Mamani").get_by_role("link", name="Corregir"))
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Falta justificada: salud").check()
    page.get_by_role("button", name="Guardar corrección").click()
    expect(page.locator("#resumen-errores")).to_contain_text("Escriba por qué se corrige")
    page.get_by_label("Motivo").fill("Trajo la constancia de la posta")
    page.get_by_role("button", name="Guardar corrección").click()
    says(page, "Mamani", "Falta justificada: salud")

    row_of(page, "Mamani").get_by_role("link", name="Corregir").click()
    expect(page.locator("main s")).to_have_text("No vino")
    assert unit.entries() == [("unexcused", ""), ("excused_health", "Trajo la constancia de la posta")]


def test_what_is_open_of_the_week_before_is_asked_for(page: Page, unit: Unit):
    expect(page.get_by_role("heading", name="Falta anotar de la semana")).to_be_visible()
    before = page.locator("[data-row]", has_text="5 set. 2026").filter(has_text="Quispe")
    before.get_by_role("link", name="Anotar con horas").click()
    page.get_by_label("Asistió", exact=True).check()
    page.get_by_role("button", name="Guardar anotación").click()

    expect(page.locator("[data-row]", has_text="5 set. 2026")).to_have_count(1)
    assert unit.entries() == [("attended", "")]


def test_the_month_is_closed_under_one_signature_of_whoever_proves_who_they_are(chromium: Browser, unit: Unit):
    with phone(chromium, unit.address) as context:
        with it_is(END_OF_MONTH):
            page = sign_in(context, unit.supervisor, f"/asistencia/{unit.unit_id}")
            leave_by(page.get_by_role("link", name="Foto y cierre del mes"))
            expect(page.locator("main")).to_contain_text("asistencias sin anotar")
            check_accessible(page)
            check_fits(page)
        with it_is(END_OF_MONTH + timedelta(minutes=20)):
            leave_by(page.get_by_role("button", name="Firmar y cerrar"))
            page.get_by_label("Contraseña").fill(PASSWORD)
            leave_by(page.locator("main button[type=submit]"))
            leave_by(page.get_by_role("button", name="Firmar y cerrar"))

        expect(page.locator("main")).to_contain_text("La planilla quedó cerrada con su firma")
        expect(page.locator("main")).to_contain_text("La cerró Juana Apaza")


def test_a_photo_of_the_paper_is_made_small_in_the_phone(page: Page, tmp_path: Path):
    paper = tmp_path / "planilla.jpeg"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(paper, quality=90)
    leave_by(page.get_by_role("link", name="Foto y cierre del mes"))
    page.get_by_label("Foto de la planilla").set_input_files(paper)
    assert paper.stat().st_size > 300_000
    expect(page.locator("[data-photo-told]")).to_contain_text("Foto lista para enviar")
    size = page.evaluate("document.querySelector('[data-photo]').files[0].size")
    page.get_by_role("button", name="Enviar foto").click()

    expect(page.locator("main")).to_contain_text("planilla.jpg")
    assert size <= 300_000


def test_the_phone_s_page_weighs_at_most_70_kilobytes_and_12_when_known(page: Page):
    path = urlsplit(page.url).path

    first = load_of(page, path)
    page.goto(path)
    again = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")

    assert first.bytes <= 70 * KILOBYTE, first
    assert again <= 12 * KILOBYTE


def test_today_s_page_is_accessible_and_fits_a_phone(page: Page):
    check_accessible(page)
    check_fits(page)


def test_nothing_of_the_page_tells_offence_case_or_document(page: Page):
    shown = page.content()

    for word in ("2026-0-2111", "jornadas", "274", "delito"):
        assert word not in shown

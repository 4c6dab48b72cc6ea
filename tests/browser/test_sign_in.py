"""Coming in for the first time, and coming back without the password: on a phone and at a desk, through real mail."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from registry.extensions.clock import now
from tests.browser.complaints import listening
from tests.browser.conftest import HEIGHTS, PATIENCE_MS
from tests.browser.desk import Desk
from tests.browser.looking import Looker, check_accessible
from tests.browser.site import environment, serving
from tests.mailboxes import Mailbox, receiving
from tests.programs import ROOT, eventually

PASSWORDS = ("puentes colgantes del sur", "molinos de piedra vieja")


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with receiving() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def told(mailbox: Mailbox) -> dict[str, str]:
    """No demonstration: here everybody of the operator needs a second factor, and mail goes out."""
    return {"REINSERTA_DEMO": "no", "REINSERTA_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def guarded_site(built_registry: Path, folder: Path, told: dict[str, str]) -> Iterator[str]:
    with serving(built_registry, folder, told) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, guarded_site: str, width: int) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=guarded_site, viewport={"width": width, "height": HEIGHTS[width]}, locale="es-PE"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    with listening(page, guarded_site):
        yield page
    context.close()


def invite(username: str, settings: dict[str, str]) -> None:
    facts = ["--name", "Ana Ríos Paz", "--post", "Especialista", "--email", f"{username}@ejemplo.pe"]
    command = [sys.executable, "-m", "registry.cli", "users", "invite", username, *facts, "--office", "EML-JULIACA"]
    subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, timeout=60)


def path_for(mailbox: Mailbox, username: str, count: int) -> str:
    """Path of the link in somebody's so-manieth letter, once it arrived."""

    def own() -> list[object]:
        return [letter for letter in mailbox.letters if letter["To"] == f"{username}@ejemplo.pe"]

    eventually(lambda: len(own()) == count, "a letter")
    mailbox.letters.sort(key=lambda letter: letter["To"] == f"{username}@ejemplo.pe")
    return mailbox.last_path()


def test_invitation_second_factor_and_reset(
    page: Page, width: int, folder: Path, told: dict[str, str], mailbox: Mailbox
):
    username = f"ana.rios.{width}"
    desk = Desk(page, "", Looker())
    invite(username, environment(folder, told))

    codes = accept(desk, path_for(mailbox, username, 1))
    desk.follow("Ya los guardé, continuar")
    desk.press("Salir")
    ask_for_another_password(desk, f"{username}@ejemplo.pe")
    come_back(desk, path_for(mailbox, username, 2), codes[0])

    desk.open("/mi-cuenta/")
    desk.reads("Ana Ríos Paz")
    desk.reads("Esta sesión")


def accept(desk: Desk, path: str) -> list[str]:
    """Set the first password, refused once, and the second factor, refused once; the recovery codes."""
    desk.open(path)
    desk.fill({"Contraseña nueva": "contraseña2026"})
    desk.press("Guardar la contraseña")
    desk.reads("Muchas personas usan esa contraseña")
    desk.fill({"Contraseña nueva": PASSWORDS[0]})
    desk.press("Guardar la contraseña")
    desk.is_headed("Configurar el segundo factor")
    expect(desk.page.get_by_role("img", name="Código QR para la aplicación de códigos")).to_be_visible()
    desk.fill({"Código": "000000"})
    desk.press("Activar el segundo factor")
    desk.reads("El código no corresponde a esta clave")
    key = re.sub(r"\s", "", desk.page.locator("code.code").inner_text())
    desk.fill({"Código": pyotp.TOTP(key).at(now())})
    desk.press("Activar el segundo factor")
    desk.is_headed("Sus códigos de recuperación")
    return desk.page.locator("code.code").all_inner_texts()


def ask_for_another_password(desk: Desk, email: str) -> None:
    desk.follow("Olvidé mi contraseña")
    desk.fill({"Correo electrónico": email})
    desk.press("Enviar el enlace")
    desk.is_headed("Revise su correo")


def come_back(desk: Desk, path: str, code: str) -> None:
    """Set another password; the second factor is still asked for, and a recovery code stands in."""
    desk.open(path)
    desk.fill({"Contraseña nueva": PASSWORDS[1]})
    desk.press("Guardar la contraseña")
    desk.is_headed("Código de seguridad")
    check_accessible(desk.page)
    desk.fill({"Código": "000000"})
    desk.press("Continuar")
    desk.reads("El código no es correcto o ya se usó")
    desk.fill({"Código": code})
    desk.press("Continuar")
    desk.open(path)
    desk.is_headed("El enlace ya no sirve")

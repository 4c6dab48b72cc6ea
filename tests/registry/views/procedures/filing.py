"""Somebody without an account who files: the forms of each step, and the way through them."""

import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from tests.browsing import Browser
from tests.factories.institutions import ruc
from tests.files import photo, plain_pdf

SITE = {
    "name": "Parque central",
    "kind": "municipality",
    "ubigeo_text": "Juliaca, San Román, Puno",
    "address": "Jr. Lima 100",
    "supervisor": "Julia Apaza",
    "phone": "951000222",
}
VACANCY = {
    "task": "green_areas",
    "duties": "Regar y podar",
    "shifts-10-places": "3",
    "shifts-10-start": "08:00",
    "shifts-10-end": "13:00",
    "shifts-11-places": "0",
    "shifts-11-start": "14:00",
    "shifts-11-end": "19:00",
    "total_places": "3",
    "minimum_age": "18",
}
CONTACT = {"contact_name": "Rosa Quispe", "phone": "951000111", "email": "mesa@nunoa.example", "consents": "true"}
INSTITUTION = {
    "name": "Municipalidad de Ñuñoa",
    "ubigeo_text": "Juliaca, San Román, Puno",
    "address": "Plaza de Armas s/n",
    "representative": "Elmer Choque",
    "representative_post": "Alcalde",
}
KEY = "clave-de-la-prueba-0001"


def begin(client: FlaskClient, procedure: str = "unidad-publica", key: str = KEY) -> tuple[Browser, str]:
    """A browser with a draft open, and the address of the draft."""
    browser = Browser(client)
    answer = browser.post(f"/tramites/{procedure}/nuevo", {"key": key})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return browser, answer.headers["Location"].removesuffix("/")


def fill_in(browser: Browser, case: str, number: int = 7_001) -> None:
    """Answer every step of a public unit's file."""
    browser.send(f"{case}/pasos/ruc", {"ruc": ruc(number)})
    browser.send(f"{case}/pasos/institution", INSTITUTION)
    browser.send(f"{case}/pasos/contact", CONTACT)
    browser.send(f"{case}/listas/sites/1", SITE)
    browser.send(f"{case}/listas/vacancies/1", VACANCY)
    attach(browser, case, "appointment")


def attach(browser: Browser, case: str, requirement: str, name: str = "acta.pdf", content: bytes | None = None) -> str:
    """Send a file for a requirement, and read the page that follows."""
    sent = plain_pdf() if content is None else content
    return browser.send(f"{case}/papeles/{requirement}", {"file": (BytesIO(sent), name)})


def picture() -> bytes:
    """A photo as a phone takes it."""
    return photo()


def present(browser: Browser, case: str) -> str:
    """Declare and present, and read the confirmation."""
    return browser.send(f"{case}/declarar", {"is_true": "true"})


def code_on(page: str) -> str:
    """The code of the file that a page tells."""
    found = re.search(r"<strong>([0-9A-Z]{5}-[0-9A-Z]{5})</strong>", page)
    assert found, "no code on the page"
    return found[1]


def number_on(page: str) -> str:
    """The number of the file that a page tells."""
    found: Any = re.search(r"EXP-\d{4}-\d{6}", page)
    assert found, "no number on the page"
    return str(found[0])

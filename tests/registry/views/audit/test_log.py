import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from registry.extensions.actor import Actor, acting
from registry.extensions.database import Base, reading
from registry.models import AuditEntry
from registry.services import audit
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.audit.pen import UNAUDITED
from registry.vocabulary.accounts import AuditAction, Role, ScopeKind
from registry.vocabulary.audit import SUBJECTS
from tests.browsing import Browser
from tests.factories.accounts import make_account, make_office, make_officer
from tests.statements import counting_statements
from tests.tampering import tamper

PURPOSE = "revisión trimestral de accesos"


@pytest.fixture
def auditor(app: Flask) -> Account:
    return make_account(Role.AUDITOR, scopes=(Scope(ScopeKind.NATION),))


@pytest.fixture
def browser(client: FlaskClient, auditor: Account) -> Browser:
    return Browser(client).sign_in(auditor)


def note(actor: str, office_id: int | None = None, purpose: str = "", subject_id: int = 4) -> None:
    with acting(Actor(name=actor, post="Oficial", office_id=office_id, purpose=purpose)):
        audit.record(AuditAction.VIEWED, "person", subject_id)


def test_entries_are_listed_with_who_what_and_what_for(browser: Browser) -> None:
    note("Rosa Salas", purpose="audiencia de conversión")

    page = browser.get("/auditoria/")

    assert "Rosa Salas, Oficial" in page
    assert "Expediente de la persona 4" in page
    assert "audiencia de conversión" in page


def test_the_list_says_that_the_chain_is_whole(browser: Browser) -> None:
    assert "están íntegras" in browser.get("/auditoria/")


def test_the_list_says_which_row_was_altered(browser: Browser) -> None:
    note("Rosa Salas")
    tamper("UPDATE audit_entry SET actor = 'Otra persona' WHERE actor = 'Rosa Salas'")

    assert "fue alterada" in browser.get("/auditoria/")


def test_the_whole_chain_is_checked_when_asked_for(browser: Browser) -> None:
    assert "Cadena íntegra" in browser.send("/auditoria/comprobar")


def test_a_search_never_enters_the_address(browser: Browser) -> None:
    note("Rosa Salas")
    note("Juan Condori")

    answer = browser.post("/auditoria/buscar", {"search": "salas"})

    assert "salas" not in answer.location
    page = browser.get(answer.location)
    assert "Rosa Salas" in page
    assert "Juan Condori" not in page


@pytest.mark.parametrize(
    "address", ["?accion=viewed&objeto=person&numero=4", "?desde=2020-01-01&accion=viewed", "?objeto=person"]
)
def test_filters_narrow_and_stand_as_chips(browser: Browser, address: str) -> None:
    make_office(name="EML Nueva")
    note("Rosa Salas")

    page = browser.get(f"/auditoria/{address}")

    assert "Rosa Salas" in page
    assert "Quitar filtro" in page
    assert "Creó</td>" not in page


def test_an_entry_tells_each_changed_field(browser: Browser) -> None:
    make_office(name="EML Tacna")
    with reading() as session:
        number = session.scalar(select(AuditEntry.number).where(AuditEntry.subject == "office").limit(1))

    assert "EML" in browser.get(f"/auditoria/{number}")


def test_the_auditor_of_one_office_sees_its_entries_alone(client: FlaskClient, app: Flask) -> None:
    auditor, other = make_account(Role.AUDITOR), make_office()
    note("Rosa Salas", auditor.office_id)
    note("Juan Condori", other.id)
    with reading() as session:
        foreign = session.scalar(select(AuditEntry.number).where(AuditEntry.actor == "Juan Condori"))
    browser = Browser(client).sign_in(auditor)

    page = browser.get("/auditoria/")

    assert "Rosa Salas" in page
    assert "Juan Condori" not in page
    browser.get(f"/auditoria/{foreign}", status=404)


def test_whoever_is_no_auditor_reads_no_log(client: FlaskClient, app: Flask) -> None:
    Browser(client).sign_in(make_officer()).get("/auditoria/", status=403)


def test_an_export_is_a_workbook_without_formulas_and_is_noted(browser: Browser) -> None:
    note("=HYPERLINK('mal')")

    answer = browser.post("/auditoria/exportar?objeto=person", {"purpose": PURPOSE, "formato": "xlsx"})

    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert sheet["C2"].value == "'=HYPERLINK('mal')"
    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.EXPORTED)).one()
    assert (noted.purpose, noted.changes["rows"]) == (PURPOSE, 1)


def test_an_export_without_a_purpose_is_refused(browser: Browser) -> None:
    assert "Motivo de la exportación" in browser.send("/auditoria/exportar", {"formato": "csv"}, status=422)


def test_the_list_asks_few_questions(browser: Browser) -> None:
    for number in range(60):
        note("Rosa Salas", subject_id=number)
    browser.get("/auditoria/")

    with counting_statements() as few:
        browser.get("/auditoria/?objeto=person&pagina=1")

    assert few.count <= 20


def test_every_table_has_a_name_in_the_log() -> None:
    tables = {table.name for table in Base.metadata.tables.values()} - UNAUDITED

    assert tables - set(SUBJECTS) == set()


def test_the_registry_s_own_work_is_told_in_spanish(browser: Browser) -> None:
    make_office()

    page = browser.get("/auditoria/")

    assert "El sistema" in page
    assert "process" not in page

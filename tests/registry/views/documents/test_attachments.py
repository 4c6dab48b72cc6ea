from datetime import date
from io import BytesIO

import pytest

from registry.services.accounts.accounts import Account
from registry.services.attendance.photos import keep_photo, list_photos
from registry.services.documents.attachments import Subject, attach, list_attachments
from registry.services.documents.uploads import accept
from registry.vocabulary.documents import AttachmentKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.attendance import make_saturdays
from tests.factories.institutions import make_institution
from tests.factories.people import make_sentence
from tests.files import photo, plain_pdf

PAPER = accept("convenio.pdf", plain_pdf())


@pytest.fixture
def path(officer: Account) -> str:
    return f"/instituciones/{make_institution(officer=officer).id}/adjuntos"


def paper(content: bytes = PAPER.content, name: str = "convenio.pdf") -> dict[str, object]:
    return {"kind": "agreement", "file": (BytesIO(content), name)}


def test_a_paper_is_handed_in_listed_and_downloaded(browser: Browser, path: str) -> None:
    page = browser.send(path, paper())

    assert "El archivo quedó adjunto." in page
    answer = browser.client.get("/adjuntos/1")
    assert (answer.data, answer.mimetype) == (PAPER.content, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=convenio.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_document_is_refused_beside_its_field(browser: Browser, path: str) -> None:
    page = browser.send(path, paper(b"<script>alert(1)</script>", "convenio.pdf"), status=422)

    assert "El archivo no es PDF, JPG ni PNG" in page


def test_a_form_without_a_file_says_so(browser: Browser, path: str) -> None:
    page = browser.send(path, {"kind": "agreement"}, status=422)

    assert "elija uno de su equipo" in page


def test_a_paper_is_withdrawn_with_its_reason(browser: Browser, path: str) -> None:
    browser.send(path, paper())

    page = browser.send("/adjuntos/1/retirar", {"reason": "Era el borrador"})

    assert "Era el borrador" in page
    assert browser.client.get("/adjuntos/1").status_code == 409


def test_a_withdrawal_without_a_reason_is_refused(browser: Browser, path: str) -> None:
    browser.send(path, paper())

    browser.send("/adjuntos/1/retirar", {"reason": ""}, status=422)


def test_a_court_paper_is_reached_through_its_purpose(browser: Browser, officer: Account) -> None:
    sentence = make_sentence(officer=officer)
    path = f"/personas/{sentence.person_id}/penas/{sentence.id}/adjuntos"

    asked = browser.client.get(path)
    browser.send(asked.headers["Location"], {"purpose": "Cotejar la resolución"})
    browser.send(path, {**paper(), "kind": "court_paper"})

    assert [one.file_name for one in list_attachments(Subject(sentence_id=sentence.id), officer=officer)] == [
        "convenio.pdf"
    ]
    assert browser.client.get("/adjuntos/1").status_code == 200


def test_another_office_s_court_paper_is_not_found(browser: Browser) -> None:
    stranger = make_officer()
    sentence = make_sentence(officer=stranger)
    kept = attach(Subject(sentence_id=sentence.id), AttachmentKind.COURT_PAPER, PAPER, officer=stranger)

    browser.get(f"/adjuntos/{kept.id}", status=404)
    browser.get(f"/personas/{sentence.person_id}/penas/{sentence.id}/adjuntos", status=404)


def test_a_photo_of_a_sheet_is_withdrawn_and_leads_back_to_its_sheet(browser: Browser, officer: Account) -> None:
    unit_id = make_saturdays(officer=officer).unit_id
    kept = keep_photo(unit_id, date(2026, 3, 1), accept("planilla.jpg", photo()), officer=officer)
    sheet = f"/unidades/{unit_id}/planillas/2026-03"

    page = browser.get(f"/adjuntos/{kept.id}/retirar")
    answer = browser.post(f"/adjuntos/{kept.id}/retirar", {"reason": "Salió borrosa"})

    assert f'href="{sheet}"' in page
    assert (answer.status_code, answer.location) == (303, sheet)
    assert list_photos(unit_id, date(2026, 3, 1), officer=officer) == []

"""Preparing, looking at and signing the letters of a placement."""

import io
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import AuditEntry, Document, Placement, Sentence
from registry.services.accounts.accounts import Account
from registry.services.documents.documents import issue, list_of_placement
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import LetterKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, SECOND, make_entry, make_placement
from tests.factories.rounds import make_desk_officer

MARCH = "2026-03"


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    placement = make_placement(officer=officer)
    make_entry(placement, FIRST, officer=officer)
    return placement


@pytest.fixture
def desk(client: FlaskClient, officer: Account) -> Browser:
    return Browser(client).sign_in(officer)


def documents_of(placement: Placement, officer: Account) -> list[tuple[LetterKind, str]]:
    return [(one.kind, one.period) for one in list_of_placement(placement.id, officer=officer)]


def count_documents() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Document)) or 0


def address(placement: Placement, rest: str = "") -> str:
    return f"/ubicaciones/{placement.id}/documentos{rest}"


def test_what_can_be_issued_now_is_offered(desk: Browser, placement: Placement):
    page = desk.get(address(placement))

    for name in (
        "Informe mensual al juez, marzo de 2026",
        "Certificado de jornadas cumplidas",
        "Constancia de la unidad",
    ):
        assert name in page
    assert "Informe de cumplimiento al juez" not in page
    assert "Advertencia escrita" not in page


def test_a_letter_is_signed_from_its_page(desk: Browser, placement: Placement, officer: Account):
    page = desk.get(address(placement, f"/nuevo?clase=monthly_report&periodo={MARCH}"))
    assert "Firmar y emitir" in page

    shown = desk.send(address(placement, "/nuevo"), {"kind": "monthly_report", "period": MARCH, "words": "Todo bien."})

    assert "Informe mensual al juez, marzo de 2026" in shown
    assert "Coincide: se volvió a calcular" in shown
    assert documents_of(placement, officer) == [(LetterKind.MONTHLY_REPORT, MARCH)]


def test_a_preview_is_marked_and_keeps_nothing(desk: Browser, placement: Placement):
    answer = desk.post(address(placement, "/vista-previa"), {"kind": "notification_to_person"})

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "VISTA PREVIA" in text
    assert "con su código" not in text
    assert count_documents() == 0


def test_a_letter_that_does_not_belong_now_is_refused_in_words(desk: Browser, placement: Placement):
    page = desk.send(address(placement, "/nuevo"), {"kind": "completion_report", "period": ""})

    assert "Este documento no corresponde ahora (En curso)" in page
    assert count_documents() == 0


def test_a_month_that_is_not_over_is_refused(desk: Browser, placement: Placement):
    page = desk.send(address(placement, "/nuevo"), {"kind": "monthly_report", "period": f"{today():%Y-%m}"})

    assert "Elija un mes que ya terminó" in page


def test_a_kind_that_is_none_leads_back(desk: Browser, placement: Placement):
    assert "Por emitir" in desk.get(address(placement, "/nuevo?clase=factura"), follow_redirects=True)


def test_a_document_overtaken_by_later_entries_says_so_and_leads_to_a_new_one(
    desk: Browser, placement: Placement, officer: Account
):
    report = issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=date(2026, 4, 6), period=MARCH)
    make_entry(placement, SECOND, officer=officer)

    page = desk.get(f"/documentos/{report.id}")

    assert "emitido hoy, diría otras cifras" in page
    assert re.search(rf"clase=monthly_report&(amp;)?periodo={MARCH}", page)


def test_a_replacement_says_what_it_replaces(desk: Browser, placement: Placement, officer: Account):
    issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=date(2026, 4, 6), period=MARCH)

    page = desk.get(address(placement, f"/nuevo?clase=monthly_report&periodo={MARCH}"))

    assert "Reemplaza al emitido el 6\u00a0abr.\u00a02026" in page


def test_another_office_finds_nothing(client: FlaskClient, placement: Placement):
    stranger = Browser(client).sign_in(make_officer())

    for path in ("", "/nuevo?clase=unit_constancy"):
        stranger.get(address(placement, path), status=404)


def test_the_reports_of_a_month_go_out_under_one_signature(desk: Browser, placement: Placement, officer: Account):
    late = make_placement(officer=officer, starts_on=date(2026, 5, 2))
    page = desk.get(f"/documentos/informes-mensuales?mes={MARCH}")
    assert "Firmar y emitir 1 informe de marzo de 2026" in page

    after = desk.send("/documentos/informes-mensuales", {"month": MARCH})

    assert "1 informe emitido." in after
    assert "Todos los informes de marzo de 2026 están emitidos." in after
    assert documents_of(placement, officer) == [(LetterKind.MONTHLY_REPORT, MARCH)]
    assert documents_of(late, officer) == []


def test_a_month_without_anybody_says_so(desk: Browser, placement: Placement):
    assert "Nadie tuvo ubicación ese mes" in desk.get("/documentos/informes-mensuales?mes=2025-01")


@pytest.mark.parametrize("month", ["", "2026-13", "marzo"])
def test_a_month_that_is_none_issues_nothing(desk: Browser, placement: Placement, month: str):
    desk.send("/documentos/informes-mensuales", {"month": month})

    assert count_documents() == 0


def test_the_conduct_since_the_last_warning_is_warned_of(desk: Browser, officer: Account):
    placement = make_placement(officer=officer)
    conduct: dict[str, Any] = {"outcome": Outcome.REFUSED_TASK, "arrived": 480, "left": 500, "remark": "No barrió"}
    make_entry(placement, FIRST, officer=officer, **conduct)

    assert "Advertencia escrita" in desk.get(address(placement))


def test_a_document_stays_with_its_office_when_the_sentence_leaves(
    desk: Browser, placement: Placement, officer: Account
):
    report = issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=date(2026, 4, 6), period=MARCH)
    with transaction() as session:
        session.get_one(Sentence, placement.sentence_id).office_id = make_officer().office_id or 0

    page = desk.get(f"/documentos/{report.id}")

    assert "La pena pasó a otra oficina" in page
    assert "Quispe" not in page


def test_a_look_at_a_preview_is_noted(desk: Browser, placement: Placement):
    desk.post(address(placement, "/vista-previa"), {"kind": "unit_constancy"})

    with reading() as session:
        noted = select(AuditEntry.subject_id).where(AuditEntry.action == AuditAction.VIEWED)
        assert session.scalars(noted).all() == [placement.id]

import json
from datetime import date

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from registry import letters
from registry.cli.letters import group
from registry.extensions.database import reading, transaction
from registry.models import Document, Office, Placement
from registry.services.accounts.accounts import Account
from registry.services.documents.documents import issue
from registry.services.documents.executions import RULES
from registry.vocabulary.placements import LetterKind
from tests.factories.attendance import FIRST, SECOND, make_entry, make_placement
from tests.factories.rounds import make_desk_officer

ON = date(2026, 4, 6)


@pytest.fixture
def run(app: Flask):
    def invoke(*words: str) -> Result:
        return app.test_cli_runner().invoke(group, ["verify", *words])

    return invoke


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    placement = make_placement(officer=officer)
    make_entry(placement, FIRST, officer=officer)
    return placement


@pytest.fixture
def report(placement: Placement, officer: Account) -> Document:
    return issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=ON, period="2026-03")


def office_code(officer: Account) -> str:
    with reading() as session:
        return session.scalars(select(Office.code).where(Office.id == officer.office_id)).one()


def test_a_document_that_holds_ends_with_zero(run, report: Document):
    result = run("--all")

    assert result.exit_code == 0
    assert "Informe mensual al juez\tcoincide\n" in result.output
    assert "Documentos comprobados: 1. Con diferencias: 0." in result.output


def test_a_document_that_does_not_hold_ends_with_one_and_says_why(run, report: Document):
    with transaction() as session:
        session.execute(update(Document).values(content="{}"))

    result = run("--all")

    assert result.exit_code == 1
    assert "NO COINCIDE: El contenido guardado no es el que se emitió" in result.output


def test_a_later_entry_is_told_beside(run, placement: Placement, report: Document, officer: Account):
    make_entry(placement, SECOND, officer=officer)

    assert "coincide (después se corrigieron anotaciones)" in run("--all").output


def test_a_report_of_earlier_rules_names_them_and_is_no_difference(run, report: Document):
    content = json.loads(report.content)
    content["execution"] |= {"rules": RULES - 1, "credited_minutes": 540}
    told, digest = letters.canonical_json(content).decode(), letters.content_sha256(content)
    with transaction() as session:
        pdf = letters.render(report.kind.value, content)
        session.execute(update(Document).values(content=told, content_sha256=digest, pdf=pdf))

    result = run("--all")

    assert f"emitida con las reglas {RULES - 1}; hoy rigen las {RULES}" in result.output
    assert result.exit_code == 0


def test_an_office_and_a_number_choose(run, report: Document, officer: Account):
    elsewhere = make_desk_officer()
    issue(make_placement(officer=elsewhere).id, LetterKind.NOTIFICATION_TO_PERSON, officer=elsewhere, on=ON)

    result = run("--office", office_code(officer), "--number", "1", "--year", "2026")

    assert "Documentos comprobados: 1." in result.output
    assert "Informe mensual al juez" in result.output


@pytest.mark.parametrize("words", [(), ("--number", "1"), ("--all", "--office", "EML-X")])
def test_what_to_verify_must_be_said(run, words: tuple[str, ...]):
    assert run(*words).exit_code == 2

"""What anybody with the code reads of an institution's document."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Document, Registration
from registry.vocabulary.institutions import RegistrationState
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import ProcedureCode
from tests.browsing import Browser
from tests.factories.agreements import make_signatory, make_signed_agreement
from tests.registry.services.procedures.reviewed import approved, make_desk_chief


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def code_of(kind: LetterKind) -> str:
    with reading() as session:
        return str(session.scalars(select(Document.qr_token).where(Document.kind == kind)).one())


def set_registration(**columns: object) -> None:
    with transaction() as session:
        for name, value in columns.items():
            setattr(session.scalars(select(Registration)).one(), name, value)


@pytest.fixture
def resolution(app) -> str:
    approved(ProcedureCode.PUBLIC_UNIT, make_desk_chief())
    return code_of(LetterKind.RESOLUTION)


def test_a_resolution_in_force_is_told_with_its_file(visitor: Browser, resolution: str):
    set_registration(valid_to=today().replace(year=today().year + 2))
    page = visitor.get(f"/verificar/{resolution}")

    assert "está vigente" in page
    assert "EXP-2026-" in page
    assert "Inscripción de unidad beneficiaria pública" in page
    assert "Situación de la inscripción" in page


def test_a_resolution_whose_registration_was_suspended_warns(visitor: Browser, resolution: str):
    set_registration(state=RegistrationState.SUSPENDED)
    page = visitor.get(f"/verificar/{resolution}")

    assert "lo que otorgó ya no vale hoy" in page
    assert "Suspendida" in page


def test_a_receipt_says_that_it_was_issued(visitor: Browser, resolution: str):
    page = visitor.get(f"/verificar/{code_of(LetterKind.FILING_RECEIPT)}")

    assert "Este documento fue emitido por la oficina." in page
    assert "Situación" not in page


def test_an_agreement_is_told_with_its_parties_and_dates(visitor: Browser, app):
    agreement = make_signed_agreement(chief=make_signatory())
    page = visitor.get(f"/verificar/{code_of(LetterKind.AGREEMENT)}")

    assert agreement.title in page
    assert agreement.shown_number in page
    assert "Situación del convenio" in page


def test_the_api_tells_the_same(client: FlaskClient, resolution: str):
    told = client.get(f"/api/v1/verifications/{resolution}").get_json()

    assert told["standing"]["about"] == "Inscripción de unidad beneficiaria pública"
    assert told["standing"]["state"] in {"current", "expiring", "expired"}
    assert told["standing"]["state_label"] in {"Vigente", "Por vencer", "Vencida"}

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from registry.errors import WrongState
from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.models import CaseFile, Upload
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, forgetting, pieces
from registry.services.procedures.applying.crowding import FREE_DRAFTS
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import ProcedureCode
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.procedures import FILED_ON, bearer_of, make_draft

pytestmark = pytest.mark.usefixtures("app")

HERE = Applicant(address="190.12.7.9")
ELSEWHERE = Applicant(address="200.48.1.4")


def begin(times: int, by: Applicant = HERE) -> None:
    for _ in range(times):
        make_draft(by=by)


def count(model: type[CaseFile] | type[Upload] = CaseFile) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_one_address_begins_so_many_drafts_and_then_waits() -> None:
    begin(FREE_DRAFTS)

    with pytest.raises(WrongState, match="case_drafts_crowded"):
        begin(1)

    assert count() == FREE_DRAFTS


def test_others_begin_theirs_meanwhile() -> None:
    begin(FREE_DRAFTS)

    begin(1, by=ELSEWHERE)
    begin(1, by=Applicant(account=make_account(Role.REGISTRY_OFFICER)))

    assert count() == FREE_DRAFTS + 2


def test_the_same_form_sent_again_counts_once() -> None:
    for _ in range(FREE_DRAFTS + 1):
        filing.open_draft(ProcedureCode.PUBLIC_UNIT, key="una-sola-clave", by=HERE, on=FILED_ON)

    assert count() == 1


def test_the_page_tells_that_the_connection_must_wait(client: FlaskClient) -> None:
    begin(FREE_DRAFTS, by=Applicant(address="127.0.0.1"))

    answer = Browser(client).post("/tramites/unidad-publica/nuevo", {"key": "otra"})

    assert answer.status_code == 422
    assert "Desde esta conexión se empezaron muchos trámites hoy" in answer.text


def test_drafts_nobody_goes_on_with_are_forgotten_with_their_pieces() -> None:
    begin(3)
    kept = make_draft()
    pieces.start(
        kept.id, "appointment", key="trozos-de-acta-01", file_name="acta.pdf", size_bytes=900, by=bearer_of(kept)
    )
    long_after = now() + forgetting.DRAFT_KEPT + timedelta(hours=1)

    early, late = forgetting.forget_old(at=now()), forgetting.forget_old(at=long_after)

    assert (early, late) == (0, 5)
    assert (count(), count(Upload)) == (0, 0)

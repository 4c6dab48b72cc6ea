import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry, CaseFile
from registry.services.procedures.applicants import (
    BEARER,
    Applicant,
    OpenedCase,
    code_of,
    is_in_force,
    open_with_code,
    replace_code,
)
from registry.services.procedures.applying import filing
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_chief, make_office
from tests.factories.procedures import FILED_ON, make_draft, make_filed

pytestmark = pytest.mark.usefixtures("app")

NOON = datetime(2026, 6, 2, 17, tzinfo=UTC)
HERE = "10.0.0.1"


def try_(number: str, code: str, *, minutes: int = 0, address: str = HERE) -> OpenedCase | None:
    try:
        return open_with_code(number, code, at=NOON + timedelta(minutes=minutes), address=address)
    except InvalidFields:
        return None


def looks() -> list[tuple[AuditAction, int | None, str]]:
    wanted = AuditAction.SIGNED_IN, AuditAction.SIGN_IN_REFUSED
    with reading() as session:
        found = select(AuditEntry).where(AuditEntry.action.in_(wanted)).order_by(AuditEntry.number)
        return [(entry.action, entry.subject_id, entry.actor) for entry in session.scalars(found)]


def test_number_and_code_open_the_file() -> None:
    make_draft()
    case = make_draft()

    opened = try_(case.shown_number, code_of(case))

    assert opened == OpenedCase(case.id, 1)
    assert is_in_force(opened)
    assert looks() == [(AuditAction.SIGNED_IN, case.id, BEARER)]


def test_a_code_reads_in_groups_without_signs_that_look_alike() -> None:
    assert re.fullmatch(r"[A-HJ-KM-NP-Z2-9]{5}-[A-HJ-KM-NP-Z2-9]{5}", code_of(make_draft()))


@pytest.mark.parametrize("number", ["EXP-2026-000001", "exp 2026 1", "2026-000001", " Exp–2026–1 "])
def test_both_are_read_however_they_were_copied(number: str) -> None:
    case = make_draft()

    assert try_(number, code_of(case).lower().replace("-", " ")) is not None


@pytest.mark.parametrize("number", ["EXP-2026-000002", "EXP-2027-000001", "", "000001", "x" * 500, "EXP-2026-٠٠٠٠٠٢"])
def test_another_number_opens_nothing(number: str) -> None:
    assert try_(number, code_of(make_draft())) is None


def test_the_code_of_another_file_opens_nothing() -> None:
    case, other = make_draft(), make_draft()

    assert try_(case.shown_number, code_of(other)) is None
    assert try_(case.shown_number, "") is None
    assert looks()[0] == (AuditAction.SIGN_IN_REFUSED, case.id, BEARER)


def test_who_goes_on_trying_waits_even_with_the_right_code() -> None:
    case = make_draft()
    for attempt in range(5):
        assert try_(case.shown_number, "AAAAA-AAAAA", address=f"10.0.{attempt}.1") is None

    assert try_(f"2026 {case.number}", code_of(case), address="10.9.0.1") is None
    assert try_(case.shown_number, code_of(case), minutes=2, address="10.9.0.1") is not None


def test_one_address_does_not_try_out_every_number() -> None:
    case = make_draft()
    for attempt in range(20):
        try_(f"EXP-2026-{attempt + 100}", "AAAAA-AAAAA")

    assert try_(case.shown_number, code_of(case)) is None


def test_a_code_that_was_replaced_opens_nothing() -> None:
    office = make_office()
    case = make_filed()
    old = code_of(case)
    opened = try_(case.shown_number, old)

    fresh = replace_code(case.id, officer=make_chief(office_id=office.id))

    assert (try_(case.shown_number, old), opened and is_in_force(opened)) == (None, False)
    assert try_(case.shown_number, fresh) is not None


def test_another_office_s_officer_replaces_no_code() -> None:
    make_office()
    case = make_filed()
    far = make_office(region="lima", ubigeo="150101", latitude=-12.05, longitude=-77.04)

    with pytest.raises(NotFound):
        replace_code(case.id, officer=make_chief(office_id=far.id))


def test_the_code_stands_nowhere_in_the_database() -> None:
    case = make_filed()

    with reading() as session:
        row = session.get_one(CaseFile, case.id)
        kept = [str(getattr(row, column.key)) for column in CaseFile.__table__.columns]
    assert code_of(case) not in " ".join(kept)


def test_staff_file_only_what_they_began_themselves() -> None:
    office = make_office()
    officer, colleague = make_chief(office_id=office.id), make_chief(office_id=office.id)
    case, own = make_filed(), make_draft(by=Applicant(account=officer))

    assert filing.save_typed(own.id, "ruc", {"ruc": "2"}, by=Applicant(account=officer)).id == own.id
    for another in (case, own):
        with pytest.raises(NotFound):
            filing.withdraw(another.id, reason="x", by=Applicant(account=colleague), on=FILED_ON)

"""Certificates of work: what they tell and hide, what keeps them back, and that they can be computed again."""

import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from registry.errors import NotAllowed, NotFound, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Document, Inmate, InmateStage, SettledPay, Settlement, WorkAssignment, WorkEntry
from registry.services.accounts.scopes import Scope
from registry.services.documents.documents import verify
from registry.services.documents.verification import recheck_all
from registry.services.prison_work.certificates import certify_work
from registry.services.prison_work.redemption import certify, compute, open_certificate
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.attendance import EntrySource
from registry.vocabulary.documents import LetterFault
from registry.vocabulary.prison_work import AssignmentState, SettlementState, Stage
from tests.factories.accounts import make_account, make_office
from tests.factories.inmates import make_inmate, make_keeper, reserved_details
from tests.factories.religious import JULIACA, PUNO
from tests.factories.work_activities import make_published, make_work_officer, vacancy_of

pytestmark = pytest.mark.usefixtures("app")

ON = date(2026, 3, 31)
WEEK = [date(2026, 3, day) for day in range(2, 7)]
TELLTALE = ("penal", "peniten", "intern", "sentenc", "reclu", "establecimiento", "inpe", "taller", "delito")


def make_director(prison: str = JULIACA) -> Account:
    office = make_office(address="Av. Penal 1", phone="051 321 114")
    scopes = (Scope(ScopeKind.PRISON, prison),)
    return make_account(Role.PRISON_DIRECTOR, office_id=office.id, scopes=scopes, full_name="Elsa Ticona Vera")


def a_worker(days: list[date] | None = None, *, offences: tuple[str, ...] = ("186",), **columns: Any) -> int:
    """Somebody inscribed who worked five hours on each of the days, or on a week."""
    keeper = make_keeper()
    reserved = reserved_details(*offences) if offences else None
    inmate_id = make_inmate(officer=keeper, reserved=reserved).id
    vacancy = vacancy_of(make_published(), officer=make_work_officer())
    given = {"inscribed_on": date(2026, 1, 5), "inscription_folio": "118"} | columns
    with transaction() as session:
        inmate = session.get_one(Inmate, inmate_id)
        for name, value in given.items():
            setattr(inmate, name, value)
        post = WorkAssignment(
            inmate_id=inmate_id,
            vacancy_id=vacancy.id,
            prison=JULIACA,
            activity_id=vacancy.activity_id,
            state=AssignmentState.RUNNING,
            starts_on=date(2026, 3, 1),
            last_on=date(2026, 8, 31),
        )
        session.add(post)
        session.flush()
        session.add_all(noted(post.id, day, keeper) for day in days or WEEK)
    return inmate_id


def noted(assignment_id: int, day: date, keeper: Account) -> WorkEntry:
    hours = {"arrived": 480, "left_at": 780, "source": EntrySource.PAPER}
    by = {"account_id": keeper.id, "account_name": keeper.full_name}
    return WorkEntry(assignment_id=assignment_id, day=day, **hours, **by)


def owe(inmate_id: int, cents: int) -> None:
    """Close a month whose pay could not bear the tenth."""
    with transaction() as session:
        activity_id = session.scalars(select(WorkAssignment.activity_id)).first()
        settlement = Settlement(
            activity_id=activity_id,
            prison=JULIACA,
            month=date(2026, 2, 1),
            state=SettlementState.CLOSED,
            closed_at=datetime(2026, 3, 5, 15, tzinfo=UTC),
        )
        session.add(settlement)
        session.flush()
        amounts = dict.fromkeys(("minutes", "pieces", "earned", "corrected", "carried", "income", "base"), 0)
        line = {"settlement_id": settlement.id, "inmate_id": inmate_id, "contribution_unpaid": cents}
        session.add(SettledPay(**amounts, **line))


def text_of(document: Document) -> str:
    pages = PdfReader(io.BytesIO(document.pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_a_week_of_work_is_certified_with_its_rate_and_norm():
    inmate_id, director = a_worker(), make_director()

    document = certify(inmate_id, officer=director, on=ON)

    told = text_of(document)
    assert "Días redimidos 5" in told
    assert "1 por 1 de trabajo art. 49 CEP" in told
    assert director.post in told
    assert open_certificate(inmate_id, document.kind, officer=director).id == document.id


def test_a_certificate_names_no_offence():
    document = certify(a_worker(offences=("189",)), officer=make_director(), on=ON)

    assert "189" not in text_of(document).replace(document.content_sha256, "").split("Compruebe")[0]


def test_days_whose_norm_is_unknown_are_told_as_days_to_review():
    inmate_id = a_worker([date(2026, 3, 2)])
    with transaction() as session:
        stage = {"valid_from": date(2025, 6, 1), "stage": Stage.EXTREME, "account_id": make_keeper().id}
        session.add(InmateStage(inmate_id=inmate_id, **stage))

    told = text_of(certify(inmate_id, officer=make_director(), on=ON))

    assert "1 día queda por revisar" in told
    assert "Días redimidos 0" in told


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"inscribed_on": None, "inscription_folio": ""}, "redemption_not_inscribed"),
        ({"offences": ()}, "redemption_file_incomplete"),
    ],
    ids=["not inscribed", "no offences yet"],
)
def test_a_file_that_says_too_little_keeps_the_certificate_back(change, code):
    inmate_id, director = a_worker(**change), make_director()

    with pytest.raises(WrongState) as refusal:
        certify(inmate_id, officer=director, on=ON)

    assert refusal.value.code == compute(inmate_id, officer=director, on=ON).block == code


def test_an_overdue_tenth_keeps_the_certificate_back():
    inmate_id = a_worker()
    owe(inmate_id, 4_520)

    with pytest.raises(WrongState) as refusal:
        certify(inmate_id, officer=make_director(), on=ON)

    assert refusal.value.code == "redemption_owes"


def test_nobody_certifies_for_another_prison_or_without_the_role():
    inmate_id = a_worker()

    with pytest.raises(NotFound):
        certify(inmate_id, officer=make_director(PUNO), on=ON)
    with pytest.raises(NotAllowed):
        certify(inmate_id, officer=make_keeper(), on=ON)


def test_a_certificate_is_computed_again_from_what_was_recorded_up_to_its_issue():
    inmate_id, keeper = a_worker(), make_keeper()
    certify(inmate_id, officer=make_director(), on=ON)
    with transaction() as session:
        post_id = session.scalars(select(WorkAssignment.id)).one()
        session.add(noted(post_id, date(2026, 3, 9), keeper))

    (verdict,) = [one for one in recheck_all() if one.kind == "redemption_certificate"]

    assert (verdict.holds, verdict.is_of_ledger, verdict.is_overtaken) == (True, True, True)


def test_a_file_corrected_after_the_issue_overtakes_the_certificate():
    inmate_id = a_worker()
    certify(inmate_id, officer=make_director(), on=ON)
    with transaction() as session:
        session.get_one(Inmate, inmate_id).offences = ["108-B"]

    (verdict,) = [one for one in recheck_all() if one.kind == "redemption_certificate"]

    assert (verdict.holds, verdict.is_overtaken) == (True, True)


def test_a_certificate_whose_content_was_changed_is_found():
    document = certify(a_worker(), officer=make_director(), on=ON)
    with transaction() as session:
        kept = session.get_one(Document, document.id)
        kept.content = kept.content.replace('"days_redeemed":5', '"days_redeemed":50')

    (verdict,) = [one for one in recheck_all() if one.kind == "redemption_certificate"]

    assert verdict.faults[0] is LetterFault.CONTENT


def test_a_certificate_of_work_says_nothing_of_prison():
    inmate_id, director = a_worker(released_on=date(2026, 3, 20)), make_director()

    document = certify_work(inmate_id, officer=director, on=ON)

    told = text_of(document)
    assert "Confecciones del Sur S.A.C." in told
    assert "25 h" in told
    metadata = str(PdfReader(io.BytesIO(document.pdf)).metadata)
    assert [word for word in TELLTALE if word in f"{told} {metadata}".lower()] == []


def test_the_code_of_a_certificate_of_work_reveals_nothing_more():
    director = make_director()
    document = certify_work(a_worker(released_on=date(2026, 3, 20)), officer=director, on=ON)

    verified = verify(document.qr_token, on=ON)

    told = f"{verified.title} {verified.office} {verified.post}".lower()
    assert [word for word in TELLTALE if word in told] == []
    assert director.post.lower() not in told


def test_whoever_is_not_free_yet_gets_no_certificate_of_work():
    with pytest.raises(WrongState) as refusal:
        certify_work(a_worker(), officer=make_director(), on=ON)

    assert refusal.value.code == "inmate_not_released"

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import PERU, now, today
from registry.extensions.database import reading
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import Account, CaseFile, Notice, OutgoingMail
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.deadlines import appeals, terms
from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.telling import notices
from registry.vocabulary.procedures import CaseEventKind, NoticeMeans, NoticeState
from registry.vocabulary.sign_in import MailState
from tests.factories.procedures import FILED_ON, bearer_of, example_answers, make_filed
from tests.mailboxes import Mailbox, receiving
from tests.registry.services.procedures.reviewed import approve, checked, current, make_desk_chief, reviewed, taken


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        mailer = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "Reinserta <reinserta@ejemplo.pe>")
        monkeypatch.setitem(app.extensions, MAILER, mailer)
        yield mailbox


def all_notices() -> list[Notice]:
    with reading() as session:
        return list(session.scalars(select(Notice).order_by(Notice.id)))


def told_of_acts(mailbox: Mailbox) -> list[EmailMessage]:
    """Letters beside the one that brings the file's code, which is no notice."""
    return [letter for letter in mailbox.letters if not letter["Subject"].startswith("Número y código")]


def observed(chief: Account, *, consents: bool = True) -> CaseFile:
    contact = example_answers()["contact"] | {"consents": consents}
    case = taken(make_filed(on=today(), answers={"contact": contact}), chief, today())
    case = checked(case, chief, taxpayer="RUC de baja.")
    return reviewing.observe(case.id, version=case.version, officer=chief, on=today())


def test_with_consent_the_receipt_goes_by_mail(chief: Account, mailbox: Mailbox) -> None:
    case = make_filed(on=today())

    deliver_due(at=now())

    (letter,) = told_of_acts(mailbox)
    assert (letter["To"], letter["Subject"]) == ("mesa@nunoa.example", f"Recibimos su solicitud {case.shown_number}")
    (paper,) = letter.iter_attachments()
    assert paper.get_filename() == f"{case.shown_number}.pdf"
    assert paper.get_content().startswith(b"%PDF-")


def test_an_approval_is_told_with_its_resolution(chief: Account, mailbox: Mailbox) -> None:
    case = make_filed(on=today())
    approve(reviewed(case, chief, today()), chief, today() + timedelta(days=700), today())

    deliver_due(at=now())

    approval = next(letter for letter in mailbox.letters if "aprobada" in letter["Subject"])
    assert [paper.get_content_type() for paper in approval.iter_attachments()] == ["application/pdf"]
    assert sum("cuenta" in letter["Subject"] for letter in mailbox.letters) == 1


def test_a_denial_is_told_with_how_long_it_can_be_contested(chief: Account, mailbox: Mailbox) -> None:
    case = taken(make_filed(on=today()), chief, today())
    deciding.deny(case.id, words="No existe.", version=case.version, officer=chief, on=today())

    deliver_due(at=now())

    denial = next(letter for letter in mailbox.letters if "denegada" in letter["Subject"])
    body = denial.get_body()
    assert body is not None
    assert "puede pedir reconsideración o apelar hasta el" in body.get_content()
    assert "No existe." not in body.get_content()  # the reason stands in the resolution alone


def test_without_consent_nothing_is_mailed(chief: Account, mailbox: Mailbox) -> None:
    case = observed(chief, consents=False)

    deliver_due(at=now())

    assert told_of_acts(mailbox) == []
    assert [(one.means, one.state) for one in all_notices()] == [(NoticeMeans.PAPER, NoticeState.QUEUED)]
    assert [held.id for _, _, held in notices.list_to_deliver(officer=chief)] == [case.id]


def test_a_notice_is_received_when_the_mailbox_takes_it(chief: Account, mailbox: Mailbox) -> None:
    observed(chief)

    deliver_due(at=now())

    told = all_notices()[-1]
    assert (told.state, told.proof) == (NoticeState.RECEIVED, notices.TAKEN_IN)
    assert told.sent_at is not None


def test_a_server_that_is_away_only_delays_the_term(
    app: Flask, chief: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, MAILER, Mailer("smtp://127.0.0.1:9", "Reinserta <reinserta@ejemplo.pe>"))
    case = observed(chief)

    deliver_due(at=now())

    assert {one.state for one in all_notices()} == {NoticeState.QUEUED}
    with reading() as session:
        assert {mail.state for mail in session.scalars(select(OutgoingMail))} == {MailState.QUEUED}
    with receiving() as late:
        monkeypatch.setitem(app.extensions, MAILER, Mailer(f"smtp://127.0.0.1:{late.port}", "R <r@ejemplo.pe>"))
        deliver_due(at=now() + timedelta(days=4))
    assert all_notices()[-1].state is NoticeState.RECEIVED
    assert current(case).due_on is not None


def test_the_cure_counts_from_the_day_of_the_notice(chief: Account, mailbox: Mailbox) -> None:
    case = observed(chief)
    notice = all_notices()[-1]
    friday = datetime(2026, 12, 4, 23, 30, tzinfo=PERU)

    with reading() as session:
        mail = session.scalars(select(OutgoingMail).where(OutgoingMail.notice_id == notice.id)).one()
    notices.note_sent(mail.id, notice.id, at=friday)

    assert current(case).due_on == date(2026, 12, 10)  # the 8th and the 9th are holidays, 7 and 10 count


def test_a_mailbox_that_refuses_is_followed_by_paper(chief: Account, mailbox: Mailbox) -> None:
    mailbox.refusal = "550 no such mailbox"
    observed(chief)

    deliver_due(at=now())

    assert [(one.means, one.state) for one in all_notices()] == [
        (NoticeMeans.EMAIL, NoticeState.FAILED),
        (NoticeMeans.EMAIL, NoticeState.FAILED),
        (NoticeMeans.PAPER, NoticeState.QUEUED),
    ]


def test_the_receipt_of_a_paper_is_noted_with_its_proof(chief: Account) -> None:
    case = observed(chief)
    (notice,) = all_notices()

    received = notices.receive(notice.id, on=today(), proof="Firmó Elmer Choque, DNI 40112233", officer=chief)

    assert (received.state, received.proof) == (NoticeState.RECEIVED, "Firmó Elmer Choque, DNI 40112233")
    assert notices.list_to_deliver(officer=chief) == []
    assert current(case).due_on == terms.cure_due_on(case, today())


def test_the_receipt_of_a_paper_needs_a_proof_and_a_day_that_can_be(chief: Account) -> None:
    observed(chief)
    (notice,) = all_notices()

    with pytest.raises(InvalidFields):
        notices.receive(notice.id, on=today(), proof=" ", officer=chief)
    with pytest.raises(InvalidFields):
        notices.receive(notice.id, on=today() - timedelta(days=1), proof="Firmó", officer=chief)
    with pytest.raises(InvalidFields):
        notices.receive(notice.id, on=today() + timedelta(days=1), proof="Firmó", officer=chief)


def test_a_paper_is_received_once(chief: Account) -> None:
    observed(chief)
    (notice,) = all_notices()
    notices.receive(notice.id, on=today(), proof="Firmó", officer=chief)

    with pytest.raises(WrongState, match="notice_received"):
        notices.receive(notice.id, on=today(), proof="Firmó otra vez", officer=chief)


def test_another_office_notes_no_receipt(chief: Account) -> None:
    far = make_desk_chief(ubigeo="150101", latitude=-12.05, longitude=-77.04, region="lima")
    observed(chief)

    with pytest.raises(NotFound):
        notices.receive(all_notices()[0].id, on=today(), proof="Firmó", officer=far)


def test_opening_the_file_receives_its_electronic_notices_alone(chief: Account, mailbox: Mailbox) -> None:
    by_mail, on_paper = observed(chief), observed(chief, consents=False)

    assert notices.note_opened(by_mail.id, by=bearer_of(by_mail), at=now()) == 2  # of receipt and observations
    assert notices.note_opened(on_paper.id, by=bearer_of(on_paper), at=now()) == 0


def test_an_officer_who_filed_for_somebody_receives_nothing_in_their_place(chief: Account, mailbox: Mailbox) -> None:
    case = make_filed(on=today(), by=Applicant(account=chief))

    assert notices.note_opened(case.id, by=Applicant(account=chief), at=now()) == 0
    assert [one.state for one in all_notices()] == [NoticeState.QUEUED]


def test_a_denial_is_contested_from_its_receipt(chief: Account) -> None:
    case = taken(make_filed(on=today()), chief, today())
    denied = deciding.deny(case.id, words="No.", version=case.version, officer=chief, on=today())
    (event,) = [one for one in denied.case.events if one.kind is CaseEventKind.DENIED]

    with reading() as session:
        before = appeals.last_day(session, event)
    notices.receive(all_notices()[-1].id, on=today(), proof="Firmó", officer=chief)
    with reading() as session:
        after = appeals.last_day(session, event)

    assert before is None
    assert after == appeals.appeal_due(today())


def test_an_act_is_notified_within_five_business_days(chief: Account) -> None:
    case = taken(make_filed(on=FILED_ON), chief, FILED_ON)
    decided = deciding.deny(case.id, words="No existe.", version=case.version, officer=chief, on=date(2026, 7, 24))
    event = decided.case.events[-1]

    term = notices.delivery_term(event, closed=frozenset())

    assert term is not None
    assert (term.due_on, term.article, term.is_confirmed) == (date(2026, 8, 4), "art. 24 LPAG", True)

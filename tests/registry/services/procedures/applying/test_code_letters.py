from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import CaseFile, OutgoingMail
from registry.services.procedures.applicants import Applicant, code_of, open_with_code
from registry.services.procedures.applying import filing, forgetting
from registry.services.procedures.applying.code_letters import MOST_OF_ADDRESS, MOST_OF_FILE
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import ProcedureCode
from registry.vocabulary.sign_in import MailKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.procedures import bearer_of, example_answers, make_draft, make_filed, make_observed
from tests.mailboxes import Mailbox, receiving

ADDRESS = "mesa@nunoa.example"


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        sender = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "Reinserta <reinserta@ejemplo.pe>")
        monkeypatch.setitem(app.extensions, MAILER, sender)
        yield mailbox


def answer_contact(case: CaseFile, email: str = ADDRESS, *, by: Applicant | None = None) -> CaseFile:
    contact = {**example_answers()["contact"], "email": email, "consents": False}
    return filing.complete_step(case.id, "contact", contact, by=by or bearer_of(case))


def addresses() -> list[str]:
    own = OutgoingMail.kind == MailKind.CASE_CODE
    with reading() as session:
        return list(session.scalars(select(OutgoingMail.recipient).where(own).order_by(OutgoingMail.id)))


def test_number_and_code_go_out_as_soon_as_the_address_is_known(mailbox: Mailbox) -> None:
    case = make_draft()
    answer_contact(case)

    deliver_due(at=now())

    (letter,) = mailbox.letters
    assert (letter["To"], letter["Subject"]) == (ADDRESS, f"Número y código de su trámite {case.shown_number}")
    code = mailbox.last_text().split("Código: ")[1].split()[0]
    assert open_with_code(case.shown_number, code, at=now(), address="10.0.0.1").case_file_id == case.id


def test_what_is_owed_holds_no_code(mailbox: Mailbox) -> None:
    case = make_draft()
    answer_contact(case)

    with reading() as session:
        mail = session.scalars(select(OutgoingMail)).one()
    assert all(code_of(case) not in str(getattr(mail, column.key)) for column in OutgoingMail.__table__.columns)


def test_an_address_is_sent_the_code_of_a_file_once(mailbox: Mailbox) -> None:
    case = make_draft()
    for _ in range(3):
        answer_contact(case)

    assert addresses() == [ADDRESS]


def test_a_corrected_address_is_sent_it_and_the_first_one_no_more(mailbox: Mailbox) -> None:
    case = make_draft()
    answer_contact(case, "meza@nunoa.example")
    answer_contact(case)

    deliver_due(at=now())

    assert [letter["To"] for letter in mailbox.letters] == [ADDRESS]


def test_the_code_that_went_to_a_mistyped_address_opens_nothing_anymore(mailbox: Mailbox) -> None:
    case, kept = make_draft(), make_draft()
    old = code_of(answer_contact(case, "meza@nunoa.example"))
    deliver_due(at=now())
    new = code_of(answer_contact(case))
    deliver_due(at=now())

    assert new != old
    assert f"Código: {new}" in mailbox.last_text()
    assert open_with_code(case.shown_number, new, at=now(), address="10.0.0.1").case_file_id == case.id
    with pytest.raises(InvalidFields):
        open_with_code(case.shown_number, old, at=now(), address="10.0.0.2")
    assert code_of(answer_contact(kept)) == code_of(kept)


def test_whoever_goes_back_to_the_first_address_is_sent_the_new_code(mailbox: Mailbox) -> None:
    case = make_draft()
    for address in (ADDRESS, "meza@nunoa.example", ADDRESS):
        answer_contact(case, address)

    assert addresses() == [ADDRESS, "meza@nunoa.example", ADDRESS]


def test_the_code_of_a_presented_file_stays_on_its_receipt(mailbox: Mailbox) -> None:
    case = make_observed()

    assert code_of(answer_contact(case, "otra@nunoa.example")) == code_of(case)


def test_a_file_writes_to_few_addresses(mailbox: Mailbox) -> None:
    case = make_draft()
    for position in range(MOST_OF_FILE + 2):
        answer_contact(case, f"desconocido{position}@ejemplo.pe")

    assert len(addresses()) == MOST_OF_FILE


def test_nobody_is_flooded_by_strangers_who_begin_files(mailbox: Mailbox) -> None:
    for _ in range(MOST_OF_ADDRESS + 2):
        answer_contact(make_draft())

    assert addresses() == [ADDRESS] * MOST_OF_ADDRESS


def test_who_files_with_an_account_needs_no_code(mailbox: Mailbox) -> None:
    officer = Applicant(account=make_account(Role.REGISTRY_OFFICER))
    answer_contact(make_draft(by=officer), by=officer)
    make_officer(email="rosa@ejemplo.pe")

    assert addresses() == []


def test_a_file_that_was_presented_meanwhile_tells_of_no_draft(mailbox: Mailbox) -> None:
    make_filed(ProcedureCode.SOCIAL_HELP)

    deliver_due(at=now())

    told = [str(one.get_content()) for one in mailbox.letters if "código" in one["Subject"]]
    assert len(told) == 1
    assert "Todavía no lo presentó" not in told[0]


def test_a_forgotten_draft_leaves_no_letter(mailbox: Mailbox) -> None:
    answer_contact(make_draft())

    forgetting.forget_old(at=now() + forgetting.DRAFT_KEPT + timedelta(days=1))

    with reading() as session:
        left = [session.scalar(select(func.count()).select_from(model)) for model in (CaseFile, OutgoingMail)]
    assert left == [0, 0]

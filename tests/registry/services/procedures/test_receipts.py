from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from registry.extensions.clock import now, today
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import CaseFile, Document
from registry.services.procedures import receipts
from registry.services.procedures.applying import filing
from registry.services.procedures.lapsing import Done
from registry.services.procedures.telling.issuing import list_documents
from registry.vocabulary.placements import LetterKind
from tests.factories.accounts import make_chief, make_office
from tests.factories.procedures import bearer_of, make_filed
from tests.mailboxes import Mailbox, receiving
from tests.threads import at_once

TOMORROW = today() + timedelta(days=1)
NOTHING = Done(0)


@pytest.fixture
def office_id(app: Flask) -> int:
    """An office that can write documents, once it has a chief."""
    return make_office(address="Jr. Cabana 245", phone="051 321 456").id


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        mailer = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "Reinserta <reinserta@ejemplo.pe>")
        monkeypatch.setitem(app.extensions, MAILER, mailer)
        yield mailbox


def papers_told(mailbox: Mailbox) -> list[int]:
    """How many papers each mail about a filing brought."""
    about = [letter for letter in mailbox.letters if "Recibimos" in letter["Subject"]]
    return [len(list(letter.iter_attachments())) for letter in about]


def receipts_of(case: CaseFile) -> list[Document]:
    return [one for one in list_documents(case.id, by=bearer_of(case)) if one.kind is LetterKind.FILING_RECEIPT]


def test_a_receipt_comes_once_somebody_answers_for_it(office_id: int) -> None:
    case = make_filed(on=today())
    assert receipts.issue_due(on=TOMORROW, at=now()) == NOTHING
    make_chief(office_id=office_id)

    done = receipts.issue_due(on=TOMORROW, at=now())

    assert done == Done(1)
    (receipt,) = receipts_of(case)
    assert receipt.issued_on == TOMORROW


def test_the_second_time_there_is_nothing_to_issue(office_id: int) -> None:
    case = make_filed(on=today())
    make_chief(office_id=office_id)
    receipts.issue_due(on=TOMORROW, at=now())

    assert receipts.issue_due(on=TOMORROW, at=now()) == NOTHING
    assert len(receipts_of(case)) == 1


def test_of_two_workers_one_issues_it(app: Flask, office_id: int) -> None:
    case = make_filed(on=today())
    make_chief(office_id=office_id)

    at_once(app, *[lambda: receipts.issue_due(on=TOMORROW, at=now())] * 3)

    assert len(receipts_of(case)) == 1


def test_a_draft_and_what_was_given_up_get_none(office_id: int) -> None:
    case = make_filed(on=today())
    filing.withdraw(case.id, reason="Ya no", by=bearer_of(case), on=today())
    make_chief(office_id=office_id)

    assert receipts.issue_due(on=TOMORROW, at=now()) == NOTHING


def test_a_late_receipt_is_mailed_to_whoever_had_word_without_it(office_id: int, mailbox: Mailbox) -> None:
    make_filed(on=today())
    deliver_due(at=now())
    make_chief(office_id=office_id)

    receipts.issue_due(on=TOMORROW, at=now())
    deliver_due(at=now())

    assert papers_told(mailbox) == [0, 1]


def test_word_that_still_waits_brings_the_receipt_itself(office_id: int, mailbox: Mailbox) -> None:
    make_filed(on=today())
    make_chief(office_id=office_id)

    receipts.issue_due(on=TOMORROW, at=now())
    deliver_due(at=now())

    assert papers_told(mailbox) == [1]

"""Letters to holders of accounts and to institutions: written and handed to the mail server when they are due."""

import threading
import time
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask, current_app

from registry.extensions.actor import SYSTEM, acting
from registry.extensions.clock import now, today
from registry.extensions.logs import frames_of, log
from registry.extensions.mail import MAILER, Enclosure, MailDelayed, Mailer, MailRefused, find_mailer
from registry.services.accounts import outbox
from registry.services.accounts.outbox import Letter
from registry.services.attendance import reminders
from registry.services.procedures.applying import code_letters
from registry.services.procedures.telling import notices
from registry.services.religious import telling
from registry.vocabulary.sign_in import MailKind

LOOK_SECONDS = 5.0
PATHS = {MailKind.INVITATION: "invitacion", MailKind.RESET: "contrasena"}


class Written(NamedTuple):
    """A letter as it goes out."""

    text: str
    enclosure: Enclosure | None = None


def start_delivering(app: Flask) -> None:
    """Deliver beside the worker's other work, in a thread of its own: a mail server may take its time to answer."""
    if app.extensions[MAILER] is not None:
        threading.Thread(target=_deliver_always, args=(app,), name="delivery", daemon=True).start()


def deliver_due(*, at: datetime) -> int:
    """Send the letters whose time has come, and note what became of each; tells how many were sent."""
    mailer = find_mailer()
    if mailer is None:
        return 0
    with acting(SYSTEM):
        return sum(_deliver(mailer, letter) for letter in outbox.take_due(at=at))


def _deliver_always(app: Flask) -> None:
    while True:
        with app.app_context():
            try:
                deliver_due(at=now())
            except Exception as error:  # the database may be away for a while: the next look tries again
                log().error("worker_could_not_deliver", kind=type(error).__name__, frames=frames_of(error))
        time.sleep(LOOK_SECONDS)


def _deliver(mailer: Mailer, letter: Letter) -> bool:
    written = _write(letter)
    if written is None:
        outbox.note_needless(letter.mail_id, at=now())
        return False
    subject, _, text = written.text.partition("\n")
    try:
        mailer.send(letter.recipient, subject, text, written.enclosure)
    except MailRefused:
        _note_refused(letter)
        log().warning("mail_refused", mail=letter.mail_id)
    except MailDelayed as delay:
        outbox.note_delayed(letter.mail_id, at=now())
        log().warning("mail_delayed", mail=letter.mail_id, kind=type(delay.__cause__).__name__)
    else:
        _note_sent(letter)
        return True
    return False


def _note_sent(letter: Letter) -> None:
    if letter.notice_id is None:
        outbox.note_sent(letter.mail_id, at=now())
    else:
        notices.note_sent(letter.mail_id, letter.notice_id, at=now())


def _note_refused(letter: Letter) -> None:
    if letter.notice_id is None:
        outbox.note_refused(letter.mail_id, at=now())
    else:
        notices.note_refused(letter.mail_id, letter.notice_id, at=now())


def _write(letter: Letter) -> Written | None:
    """What the letter says; None where it has become needless."""
    if letter.notice_id is not None:
        notice = notices.letter_of(letter.notice_id)
        return Written(_text(letter, notice=notice, name=notice.name), notice.enclosure)
    if letter.case_file_id is not None:
        told = code_letters.letter_of(letter.case_file_id, letter.recipient)
        return Written(_text(letter, **told._asdict())) if told is not None else None
    if letter.visit_id is not None:
        visit = telling.letter_of(letter.visit_id, letter.kind, on=today())
        return Written(_text(letter, told=visit)) if visit is not None else None
    if letter.account is None:
        return None
    facts: dict[str, Any] = {"name": letter.account.full_name, "username": letter.account.username}
    if letter.kind is MailKind.SHEET_REMINDER:
        facts["sheets"] = reminders.list_missing_of(letter.account, on=today())
        if not facts["sheets"]:
            return None
    return Written(_text(letter, **facts))


def _text(letter: Letter, **facts: Any) -> str:
    """The letter's text: its first line is the subject."""
    public_url = current_app.config["PUBLIC_URL"].rstrip("/")
    text: str = current_app.jinja_env.get_template(f"mails/{letter.kind.value}.txt").render(
        owed_at=letter.owed_at,
        operator=current_app.config["OPERATOR_NAME"],
        public_url=public_url,
        link=f"{public_url}/{PATHS[letter.kind]}/{letter.token}" if letter.token else "",
        **facts,
    )
    return text

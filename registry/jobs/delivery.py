"""Letters to holders of accounts: written and handed to the mail server when they are due."""

import threading
import time
from collections.abc import Sequence
from datetime import datetime

from flask import Flask, current_app

from registry.extensions.actor import SYSTEM, acting
from registry.extensions.clock import now, today
from registry.extensions.logs import frames_of, log
from registry.extensions.mail import MAILER, MailDelayed, Mailer, MailRefused, find_mailer
from registry.services.accounts import outbox
from registry.services.accounts.outbox import Letter
from registry.services.attendance import reminders
from registry.services.attendance.reminders import MissingSheet
from registry.vocabulary.sign_in import MailKind

LOOK_SECONDS = 5.0
PATHS = {MailKind.INVITATION: "invitacion", MailKind.RESET: "contrasena"}


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
    sheets = reminders.list_missing_of(letter.account, on=today()) if letter.kind is MailKind.SHEET_REMINDER else ()
    if letter.kind is MailKind.SHEET_REMINDER and not sheets:
        outbox.note_needless(letter.mail_id, at=now())
        return False
    subject, _, text = _write(letter, sheets).partition("\n")
    try:
        mailer.send(letter.recipient, subject, text)
    except MailRefused:
        outbox.note_refused(letter.mail_id, at=now())
        log().warning("mail_refused", mail=letter.mail_id)
    except MailDelayed as delay:
        outbox.note_delayed(letter.mail_id, at=now())
        log().warning("mail_delayed", mail=letter.mail_id, kind=type(delay.__cause__).__name__)
    else:
        outbox.note_sent(letter.mail_id, at=now())
        return True
    return False


def _write(letter: Letter, sheets: Sequence[MissingSheet]) -> str:
    """The letter's text: its first line is the subject."""
    public_url = current_app.config["PUBLIC_URL"].rstrip("/")
    text: str = current_app.jinja_env.get_template(f"mails/{letter.kind.value}.txt").render(
        owed_at=letter.owed_at,
        sheets=sheets,
        name=letter.account.full_name,
        username=letter.account.username,
        operator=current_app.config["OPERATOR_NAME"],
        public_url=public_url,
        link=f"{public_url}/{PATHS[letter.kind]}/{letter.token}" if letter.token else "",
    )
    return text

"""The way out for mail: the server that the settings name, or none."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app

MAILER = "reinserta.mailer"
TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}


class MailRefused(Exception):
    """The server will never take this letter: its code begins with a 5."""


class MailDelayed(Exception):
    """The server did not answer, or asked to come back later."""


@dataclass(frozen=True)
class Enclosure:
    """A PDF that goes with a letter."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class Mailer:
    """Hands letters to one SMTP server: `smtp://user:password@host:587?starttls=yes`, or `smtps://…`."""

    url: str
    sender: str

    def send(self, recipient: str, subject: str, text: str, enclosure: Enclosure | None = None) -> None:
        """Hand one letter over.

        Raises:
            MailRefused: The server refuses it for good.
            MailDelayed: It may be taken another time.
        """
        try:
            with self._connect() as server:
                server.send_message(self._letter(recipient, subject, text, enclosure))
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _kind_of(max(code for code, _ in refusal.recipients.values())) from refusal
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refusal:
            raise _kind_of(refusal.smtp_code) from refusal
        except (smtplib.SMTPException, OSError) as failure:
            raise MailDelayed from failure

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        server: smtplib.SMTP
        if parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        try:
            self._greet(server, parts)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, parts: SplitResult) -> None:
        """Encrypt the line where the address says so, and say who sends."""
        if parse_qs(parts.query).get("starttls", ["no"])[0] == "yes":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))

    def _letter(self, recipient: str, subject: str, text: str, enclosure: Enclosure | None) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.sender, recipient, subject
        letter["Date"] = formatdate(localtime=False)
        letter["Message-ID"] = make_msgid(domain=parseaddr(self.sender)[1].rpartition("@")[2] or None)
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        if enclosure is not None:
            letter.add_attachment(
                enclosure.content, maintype="application", subtype="pdf", filename=enclosure.file_name
            )
        return letter


def find_mailer() -> Mailer | None:
    """The mailer of the application in force; None where no server is named."""
    held: Mailer | None = current_app.extensions.get(MAILER)
    return held


def _kind_of(code: int) -> Exception:
    return MailRefused() if code >= 500 else MailDelayed()

"""A real mail server on this machine, and what arrived at it."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LINK = re.compile(r"https?://\S+")


class Mailbox:
    """Letters as they arrived; *refusal* is answered instead of taking them."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""
        self.port = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        if self.refusal:
            return self.refusal
        letter = message_from_bytes(bytes(envelope.original_content or b""), policy=policy.default)
        self.letters.append(letter)
        return "250 OK"

    def last_text(self) -> str:
        """Text of the latest letter."""
        return str(self.letters[-1].get_content())

    def last_path(self) -> str:
        """Path of the link in the latest letter."""
        return "/" + LINK.findall(self.last_text())[0].split("/", 3)[3]


@contextmanager
def receiving(port: int = 0) -> Iterator[Mailbox]:
    """Take in letters on a free port, or on a given one, as long as the block lasts."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

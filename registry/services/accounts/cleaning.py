"""What signing in leaves behind is kept as long as it serves, and then forgotten; the log keeps what happened."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from registry.extensions.database import transaction
from registry.models import OneTimeLink, OutgoingMail, SignInSession, TakenRequest
from registry.services.accounts.parking import forget_parked
from registry.services.accounts.sessions import DEVICE_KNOWN
from registry.services.accounts.tries import forget_old_failures
from registry.vocabulary.sign_in import MailState

#: Letters whose fate a manager may still want to see, and links beside them.
KEPT = timedelta(days=30)


def forget_spent(*, at: datetime) -> None:
    """Remove old failures, parked forms, settled letters, spent links, old keys, and sessions of forgotten browsers."""
    spent = or_(OneTimeLink.spent_at < at - KEPT, OneTimeLink.expires_at < at - KEPT)
    settled = (OutgoingMail.state != MailState.QUEUED) & (OutgoingMail.settled_at < at - KEPT)
    with transaction() as session:
        forget_old_failures(session, at)
        forget_parked(session, at=at)
        connection = session.connection()
        connection.execute(delete(OneTimeLink).where(spent))
        connection.execute(delete(OutgoingMail).where(settled))
        connection.execute(delete(TakenRequest).where(TakenRequest.at < at - KEPT))
        connection.execute(delete(SignInSession).where(SignInSession.opened_at < at - DEVICE_KNOWN))

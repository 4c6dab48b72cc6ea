"""Sessions that have been open for a while."""

from datetime import timedelta

from sqlalchemy import select

from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.models import SignInSession


def age_sessions(age: timedelta, *, idle: timedelta = timedelta()) -> None:
    """Let every session have begun so long ago, its proofs with it, and lie idle for a part of that."""
    with transaction() as session:
        for row in session.scalars(select(SignInSession)):
            row.opened_at = row.password_at = now() - age
            row.code_at = row.code_at and now() - age
            row.seen_at = now() - idle

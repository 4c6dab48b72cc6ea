from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from registry.errors import SignInRefused
from registry.extensions.database import reading
from registry.models import FailedTries, OneTimeLink, SignInSession
from registry.services.accounts.cleaning import forget_spent
from registry.services.accounts.links import issue_link
from registry.services.accounts.sessions import Browser, open_session
from registry.services.accounts.sign_in import sign_in
from registry.vocabulary.sign_in import LinkKind
from tests.factories.accounts import make_officer

NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)


def counts():
    with reading() as session:
        return [session.scalar(select(func.count()).select_from(kind)) for kind in KINDS]


KINDS = (FailedTries, OneTimeLink, SignInSession)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("days", "left"), [(0, [1, 1, 1]), (2, [0, 1, 1]), (40, [0, 0, 1]), (91, [0, 0, 0])])
def test_what_serves_no_more_is_forgotten(days, left):
    officer = make_officer()
    issue_link(officer.id, LinkKind.RESET, at=NOW)
    open_session(officer, browser=Browser(), at=NOW)
    with pytest.raises(SignInRefused):
        sign_in("nadie", "otra", at=NOW)

    forget_spent(at=NOW + timedelta(days=days))

    assert counts() == left

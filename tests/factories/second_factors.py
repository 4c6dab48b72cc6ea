"""Second factors, and the codes that a telephone would show."""

from datetime import datetime

import pyotp
from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import SecondFactor
from registry.services.accounts import second_factor
from registry.services.accounts.accounts import Account
from registry.services.accounts.sessions import Browser, open_session
from registry.vocabulary.sign_in import SessionStage


def set_up_factor(officer: Account, *, at: datetime, browser: Browser | None = None) -> list[str]:
    """Give an account a second factor on a browser that is known from then on; its recovery codes."""
    open_session(officer, browser=browser or Browser(), at=at, stage=SessionStage.OPEN)
    second_factor.begin(officer)
    return second_factor.confirm(officer, code_of(officer, at), at=at)


def code_of(officer: Account, at: datetime) -> str:
    """What the telephone shows at an instant: of a secret that waits for its first code, else of the one in force."""
    with reading() as session:
        factor = session.scalars(select(SecondFactor).where(SecondFactor.account_id == officer.id)).one()
    return pyotp.TOTP(str(factor.candidate or factor.secret)).at(at)

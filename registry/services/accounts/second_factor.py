"""The second factor: one-time codes of an application (RFC 6238), and recovery codes for whoever lost it.

A code is taken once: after it neither it nor an earlier one opens anything. A new secret comes into
force when its first code is typed; until then the one before counts.
"""

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, RecoveryCode, SecondFactor
from registry.services.accounts.factor_rules import is_factor_required
from registry.services.accounts.one_time import digest_of, new_code, plain_code

ISSUER = "Reinserta"
STEP_SECONDS = 30
#: Half minutes that a telephone's clock may be early or late.
DRIFT = 1
RECOVERY_CODES = 10


@dataclass(frozen=True)
class FactorState:
    """What an account's holder sees of the second factor."""

    since: datetime | None
    codes_left: int

    @property
    def is_on(self) -> bool:
        """Whether signing in asks for a code."""
        return self.since is not None


@dataclass(frozen=True)
class Candidate:
    """A secret to be scanned: as an address for the picture, and as text to be typed."""

    address: str
    key: str


def state_of(account_id: int) -> FactorState:
    """Whether the account has a second factor, and how many recovery codes are left."""
    with reading() as session:
        since = session.scalars(select(SecondFactor.confirmed_at).where(SecondFactor.account_id == account_id)).first()
        unused = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        return FactorState(since, session.scalar(unused) or 0)


def begin(account: Account) -> None:
    """Prepare a new secret for scanning; one that was prepared before is given up."""
    with transaction() as session:
        factor = _held(session, account.id) or SecondFactor(account_id=account.id)
        factor.candidate = pyotp.random_base32()
        session.add(factor)


def find_candidate(account: Account) -> Candidate | None:
    """The secret that waits for its first code, if one was prepared."""
    with reading() as session:
        waiting = select(SecondFactor.candidate).where(SecondFactor.account_id == account.id)
        secret = session.scalars(waiting).first()
    if not secret:
        return None
    address = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=ISSUER)
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return Candidate(address, " ".join(groups))


def confirm(account: Account, code: str, *, at: datetime) -> list[str]:
    """Put the prepared secret into force by its first code; gives new recovery codes, shown this once.

    Raises:
        WrongState: No secret was prepared.
        InvalidFields: The code is not the secret's.
    """
    with transaction() as session:
        factor = _held(session, account.id)
        if factor is None or not factor.candidate:
            raise WrongState("factor_not_begun")
        step = _step_of(factor.candidate, code, at, after=0)
        if step is None:
            raise InvalidFields({"code": ("code_wrong_at_set_up", {})})
        factor.secret, factor.candidate = factor.candidate, None
        factor.confirmed_at, factor.last_step = at, step
        session.flush()
        return _new_codes(session, account.id)


def renew_codes(account: Account) -> list[str]:
    """Replace all recovery codes; the old ones open nothing any more.

    Raises:
        WrongState: The account has no second factor.
    """
    with transaction() as session:
        factor = _held(session, account.id)
        if factor is None or factor.confirmed_at is None:
            raise WrongState("factor_off")
        return _new_codes(session, account.id)


def turn_off(account: Account) -> None:
    """Do without a second factor, where nobody asks the account for one.

    Raises:
        WrongState: The account must have one.
    """
    if is_factor_required(account):
        raise WrongState("factor_required")
    with transaction() as session:
        forget(session, account.id)


def take(session: Session, account_id: int, typed: str, *, at: datetime) -> bool:
    """Use up a one-time code or a recovery code within the caller's transaction; whether it was one."""
    factor = _held(session, account_id)
    if factor is None or not factor.secret:
        return False
    step = _step_of(factor.secret, typed, at, after=factor.last_step)
    if step is None:
        return _take_recovery_code(session, account_id, typed, at)
    factor.last_step = step
    session.flush()
    return True


def forget(session: Session, account_id: int) -> None:
    """Remove the account's secret and recovery codes within the caller's transaction."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))


def _held(session: Session, account_id: int) -> SecondFactor | None:
    """The account's row, held until the transaction ends: of two codes at once one waits for the other."""
    own = select(SecondFactor).where(SecondFactor.account_id == account_id)
    return session.scalars(own.with_for_update()).first()


def _step_of(secret: str, typed: str, at: datetime, *, after: int) -> int | None:
    """Half minute of which this is the code, later than the last one taken."""
    digits = "".join(typed.split())
    present = int(at.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret)
    for step in range(max(after + 1, present - DRIFT), present + DRIFT + 1):
        if compare_digest(codes.generate_otp(step).encode(), digits.encode("utf-8", "surrogatepass")):
            return step
    return None


def _take_recovery_code(session: Session, account_id: int, typed: str, at: datetime) -> bool:
    own = select(RecoveryCode).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    code = session.scalars(own.where(RecoveryCode.digest == digest_of(plain_code(typed))).with_for_update()).first()
    if code is None:
        return False
    code.used_at = at
    session.flush()
    return True


def _new_codes(session: Session, account_id: int) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(account_id=account_id, digest=digest_of(code)) for code in codes)
    session.flush()
    return codes

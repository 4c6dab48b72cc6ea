"""Wrong passwords and codes are counted in the database, and make whoever goes on trying wait.

What is counted is a gate: a name that was typed, whether or not an account has it; an address; a
browser on which the account signed in before. Such a browser has a gate of its own, so that
strangers who try a name shut out strangers only. Waiting ends by itself after a quarter of an hour
at most, and a try while waiting prolongs nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.extensions.networks import network_of
from registry.models import FailedTries
from registry.services.accounts.one_time import digest_of

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(minutes=15)
#: After so long without a failure the count begins anew.
REMEMBERED = timedelta(days=1)
#: One address may be a whole office behind one line.
FREE_TRIES, FREE_TRIES_OF_ADDRESS = 5, 20

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Gate(NamedTuple):
    """Something that is tried, and how many failures it takes before it shuts."""

    key: str
    free_tries: int = FREE_TRIES


def name_gate(name: str) -> Gate:
    """The gate of a name as typed."""
    return Gate(f"name:{digest_of(name)}")


def device_gate(name: str, mark: str) -> Gate:
    """The gate of a browser on which this name signed in before."""
    return Gate(f"device:{digest_of(f'{name} {mark}')}")


def address_gate(address: str) -> Gate:
    """The gate of an address, whichever names are tried from it."""
    return Gate(f"address:{network_of(address)[:50]}", FREE_TRIES_OF_ADDRESS)


def code_gate(account_id: int, mark: str = "") -> Gate:
    """The gate of an account's second factor; of a known browser where a *mark* is given."""
    return Gate(f"code:{account_id}:{mark and digest_of(mark)[:32]}")


def delay_after(failures: int, free_tries: int = FREE_TRIES) -> timedelta:
    """How long a gate stays shut after so many failures in a row."""
    if failures < free_tries:
        return timedelta()
    return min(FIRST_DELAY * (1 << min(failures - free_tries, 10)), LONGEST_DELAY)


def are_shut(session: Session, gates: Iterable[Gate], at: datetime) -> bool:
    """Whether a gate is shut; holds them all until the transaction ends, so that tries at once queue up."""
    keys = sorted(gate.key for gate in gates)
    insert = _INSERTS[session.connection().dialect.name]
    fresh = [{"key": key, "count": 0, "last_at": at} for key in keys]
    session.connection().execute(insert(FailedTries).on_conflict_do_nothing(), fresh)
    held = select(FailedTries.locked_until).where(FailedTries.key.in_(keys)).order_by(FailedTries.key)
    return any(until is not None and at < until for until in session.connection().scalars(held.with_for_update()))


def count_failure(session: Session, gates: Iterable[Gate], at: datetime) -> None:
    """Count one more failure at gates that are held, and shut those that had too many."""
    for gate in gates:
        known = select(FailedTries.count, FailedTries.last_at).where(FailedTries.key == gate.key)
        failures, last_at = session.connection().execute(known).one()
        count = 1 + (failures if at - last_at < REMEMBERED else 0)
        delay = delay_after(count, gate.free_tries)
        values = {"count": count, "last_at": at, "locked_until": at + delay if delay else None}
        session.connection().execute(update(FailedTries).where(FailedTries.key == gate.key).values(values))


def forget_failures(session: Session, gates: Sequence[Gate]) -> None:
    """Open gates and forget what was counted."""
    keys = [gate.key for gate in gates]
    session.connection().execute(delete(FailedTries).where(FailedTries.key.in_(keys)))


def forget_old_failures(session: Session, at: datetime) -> None:
    """Forget what has not failed for a day."""
    session.connection().execute(delete(FailedTries).where(FailedTries.last_at < at - REMEMBERED))

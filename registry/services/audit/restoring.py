"""Going on after a lawful restore: what the copy no longer holds is told for ever, and no longer reads as a cut.

The entry stands in the chain itself, hashed with its key, and names each noted end that is lost: a line
in the file of ends alone, which anybody on the machine could add, would excuse nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Text, select, type_coerce

from registry.errors import WrongState
from registry.extensions.database import transaction
from registry.services.audit.chaining import ENTRIES, HEADS, Head, is_own, stored_rows
from registry.services.audit.pen import record
from registry.vocabulary.accounts import AuditAction


@dataclass(frozen=True)
class Loss:
    """What a restore lost, as an entry of the chain tells: the noted ends, and how many rows at the least."""

    told_in: int
    ends: Sequence[Head]
    rows: int
    reason: str


def declare_restored(noted: Iterable[Head]) -> Loss:
    """Write the entry that names the noted ends which the restored chain does not bear; the actor's purpose is why.

    Whoever calls this has verified the chain itself, without the noted ends.

    Raises:
        WrongState: The chain bears every noted end, or an earlier entry told of its loss.
    """
    with transaction() as session:
        connection = session.connection()
        known = {end for loss in losses(connection) for end in loss.ends}
        lost = sorted({end for end in noted if end not in known and not _bears(connection, end)}, key=_place)
        if not lost:
            raise WrongState("audit_nothing_lost")
        last = connection.scalar(select(ENTRIES.c.number).order_by(ENTRIES.c.number.desc()).limit(1)) or 0
        rows = lost[-1].number - min(last, lost[0].number - 1)
        ends = [str(end) for end in lost]
        record(AuditAction.UPDATED, HEADS.name, None, restored_at=last, lost_ends=ends, lost_rows=rows)
    with transaction() as session:
        return next(loss for loss in losses(session.connection()) if loss.ends == lost)


def losses(connection: Connection) -> Sequence[Loss]:
    """The losses that the registry's own entries tell, the newest first; an entry that somebody forged tells none."""
    own = (ENTRIES.c.subject == HEADS.name, type_coerce(ENTRIES.c.action, Text) == AuditAction.UPDATED.value)
    rows = connection.execute(stored_rows().where(*own).order_by(ENTRIES.c.number.desc())).mappings()
    told = [(row, json.loads(row["changes"])) for row in rows if is_own(row)]
    return [
        Loss(row["number"], [_parsed(end) for end in changes["lost_ends"]], changes["lost_rows"], row["purpose"])
        for row, changes in told
        if "lost_ends" in changes
    ]


def _bears(connection: Connection, end: Head) -> bool:
    """Whether the row is there with that hash, or was lawfully removed with all before it."""
    first = connection.scalar(select(ENTRIES.c.number).order_by(ENTRIES.c.number).limit(1)) or 0
    found = connection.scalar(select(ENTRIES.c.hash).where(ENTRIES.c.number == end.number))
    return found == end.hash or end.number < first


def _place(end: Head) -> tuple[int, str]:
    return end.number, end.hash


def _parsed(text: str) -> Head:
    number, _, last_hash = text.partition(":")
    return Head(int(number), last_hash)

"""Verifying the chain: every row is hashed again, in order, and held against the ends noted elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, select

from registry.errors import WrongState
from registry.extensions.chain import BEGINNING, row_hash
from registry.extensions.database import db
from registry.services.audit.chaining import ENTRIES, Head, key_in_force, read_head, stored_rows
from registry.services.audit.purging import last_purge
from registry.services.audit.restoring import Loss, losses
from registry.vocabulary.audit import ChainFault

BATCH = 2000
#: A chain built anew without the key is wrong in every row: the first ones tell it.
MOST_KEPT = 50


@dataclass(frozen=True)
class Finding:
    """Rows that are not as the registry left them, from *first* to *last* number."""

    fault: ChainFault
    first: int
    last: int


@dataclass(frozen=True)
class Verdict:
    """What a verification found; `findings` are the first of `faults` in all."""

    rows: int
    first: int
    last: int
    head: Head | None
    faults: int
    findings: Sequence[Finding]
    #: How many ends noted outside the database were compared.
    compared: int
    #: What lawful restores lost: told for ever, and no fault of the chain.
    losses: Sequence[Loss] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every row is as the registry left it."""
        return not self.faults


def verify(noted: Iterable[Head] = (), *, newest: int | None = None) -> Verdict:
    """Read the chain in one consistent state and tell each row that was altered, removed or moved.

    *noted* are ends kept outside the database: they find a chain whose sealed end was put back to an
    earlier one, and one that was built anew by a holder of the key. Those that an entry of the chain
    tells a restore lost are not compared. *newest* reads only so many rows at the end, which a page can wait for.
    """
    with db.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        told = losses(connection)
        lost = {end for loss in told for end in loss.ends}
        walk = _Walk(key_in_force(), _by_number(head for head in noted if head not in lost), told)
        if start := _row_before(connection, newest) or last_purge(connection):
            walk.begin_after(start)
        for row in _raw_rows(connection, walk.number):
            walk.step(row)
        walk.end(connection)
    return walk.verdict()


@dataclass
class _Walk:
    key: bytes
    noted: Mapping[int, Set[str]]
    losses: Sequence[Loss]
    number: int = 0
    hash: str = BEGINNING
    first: int = 0
    rows: int = 0
    faults: int = 0
    findings: list[Finding] = field(default_factory=list)
    head: Head | None = None
    purged: int = 0

    def begin_after(self, purge: Head) -> None:
        """Expect the first row after those that were lawfully removed."""
        self.purged, self.number, self.hash = purge.number, purge.number, purge.hash

    def step(self, row: RowMapping) -> None:
        number = row["number"]
        if number != self.number + 1:
            self._find(ChainFault.MISSING, self.number + 1, number - 1)
        elif row["previous_hash"] != self.hash:
            self._find(ChainFault.UNLINKED, number)
        if row["hash"] != row_hash(self.key, row):
            self._find(ChainFault.ALTERED, number)
        elif self.noted.get(number, frozenset()) - {row["hash"]}:
            self._find(ChainFault.REPLACED, number)
        self.first = self.first or number
        self.rows, self.number, self.hash = self.rows + 1, number, row["hash"]

    def end(self, connection: Connection) -> None:
        """Hold the last row against the sealed end, and against the latest one noted elsewhere."""
        try:
            self.head = read_head(connection)
        except WrongState:
            self._find(ChainFault.HEAD, self.number)
        sealed = self.head or Head(self.number, self.hash)
        latest = max([sealed.number, *self.noted])
        if latest > self.number:
            self._find(ChainFault.CUT, self.number + 1, latest)
        elif sealed.number < self.number:
            self._find(ChainFault.BEYOND, sealed.number + 1, self.number)
        elif sealed.hash != self.hash:
            self._find(ChainFault.REPLACED, self.number)

    def verdict(self) -> Verdict:
        compared = sum(number > self.purged for number in self.noted)
        return Verdict(self.rows, self.first, self.number, self.head, self.faults, self.findings, compared, self.losses)

    def _find(self, fault: ChainFault, first: int, last: int | None = None) -> None:
        self.faults += 1
        if len(self.findings) < MOST_KEPT:
            self.findings.append(Finding(fault, first, first if last is None else last))


def _by_number(heads: Iterable[Head]) -> Mapping[int, Set[str]]:
    """All that was noted of each row: two ends of one number cannot both be borne out."""
    noted: defaultdict[int, set[str]] = defaultdict(set)
    for head in heads:
        noted[head.number].add(head.hash)
    return noted


def _row_before(connection: Connection, newest: int | None) -> Head | None:
    if newest is None:
        return None
    statement = select(ENTRIES.c.number, ENTRIES.c.hash).order_by(ENTRIES.c.number.desc()).offset(newest).limit(1)
    row = connection.execute(statement).first()
    return Head(row.number, row.hash) if row else None


def _raw_rows(connection: Connection, after: int) -> Iterator[RowMapping]:
    later = stored_rows().where(ENTRIES.c.number > after)
    statement = later.order_by(ENTRIES.c.number).execution_options(yield_per=BATCH)
    return iter(connection.execute(statement).mappings())

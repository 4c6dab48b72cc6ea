"""What somebody notes of one session, and how it may be refused."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Self

from registry.errors import DomainError, WrongState
from registry.models import Account, AttendanceEntry
from registry.services import audit
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.attendance import EntrySource, Outcome

#: What is no part of what a note says: how and when it came.
MANNER = {"source", "tapped_at", "key"}


@dataclass(frozen=True)
class Note:
    """What somebody notes of one session, named by its day and its first half day; minutes are of the day.

    A correction names the entry that it replaces: by its id, or by the key under which it was sent.
    """

    placement_id: int
    day: date
    shift: int
    outcome: Outcome
    arrived: int | None = None
    left: int | None = None
    remark: str = ""
    replaces_id: int | None = None
    replaces_key: str | None = None
    source: EntrySource = EntrySource.OFFICE
    tapped_at: datetime | None = None
    #: Made where the note was made: the same one is taken once.
    key: str | None = None
    attachment_id: int | None = None
    #: Whether the office accepts service at an hour that is no session of the placement.
    is_out_of_hours: bool = False

    def digest(self, account_id: int) -> str:
        """Stand-in of what an account says by this note: nobody else's note under the same key has the same."""
        said = {name: value for name, value in asdict(self).items() if name not in MANNER}
        return audit.digest(repr([account_id, *sorted(said.items())]))


def source_at_unit(account: Account) -> EntrySource:
    """Where a note of the unit's page comes from: the unit's phone, or the office when its officer writes there."""
    return EntrySource.PHONE if account.role in OUTSIDERS else EntrySource.OFFICE


@dataclass(frozen=True)
class Recorded:
    """What became of a note: its entry, or why there is none; *is_new* unless it had come before."""

    note: Note
    entry: AttendanceEntry | None = None
    refusal: DomainError | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Noted:
    """What is in force of a session, and who noted it when."""

    entry_id: int
    outcome: Outcome
    arrived: int | None
    left: int | None
    remark: str
    account_name: str
    recorded_at: datetime

    @classmethod
    def of(cls, entry: AttendanceEntry) -> Self:
        """Copy an entry, so that it outlives the transaction that is refused."""
        times = entry.arrived, entry.left_at
        return cls(entry.id, entry.outcome, *times, entry.remark or "", entry.account_name, entry.recorded_at)


class NotedMeanwhile(WrongState):
    """Another entry of the same session is in force than the one that the note knew; somebody decides which stays."""

    def __init__(self, entry: AttendanceEntry) -> None:
        super().__init__("session_noted", by=entry.account_name, outcome=entry.outcome.label, entry_id=entry.id)
        self.noted = Noted.of(entry)

"""The facts of one inmate's work, as plain values; services fill them from rows.

Minutes are minutes of the day (480 is 8:00); money is whole céntimos.
"""

from dataclasses import dataclass
from datetime import date

from registry.ledger.entries import Timed
from registry.reference.articles import Article
from registry.vocabulary.prison_work import Stage, WorkPlace


@dataclass(frozen=True, slots=True)
class WorkEntry(Timed):
    """One entry of the daily sheet; `replaces` is the entry that it corrects, and a withdrawn one leaves nothing."""

    id: int
    day: date
    posting_id: int
    arrived: int | None
    left: int | None
    place: WorkPlace = WorkPlace.WORKSHOP
    pieces: int = 0
    replaces: int | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """An assignment to a vacancy, from its first day to its last, both included; `last_on` None while it runs.

    `weekdays` are the days of its shift (0 is Monday); a Sunday or holiday counts only where
    the technical council authorised that day (art. 175 RCEP).
    """

    id: int
    starts_on: date
    last_on: date | None = None
    weekdays: frozenset[int] = frozenset(range(6))

    def covers(self, day: date) -> bool:
        """Whether the person held the post on a day."""
        return self.starts_on <= day and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True, slots=True)
class Custody:
    """Where the person is held from a day on."""

    valid_from: date
    stage: Stage


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """All that days and redemption of one worker follow from; its tuples may come in any order."""

    entries: tuple[WorkEntry, ...]
    postings: tuple[Posting, ...]
    custody: tuple[Custody, ...]
    #: Articles of the offences of the sentence being served.
    offences: tuple[Article, ...] = ()
    is_recidivist: bool = False
    #: Sentenced for, or as a member of, organised crime (Ley 30077).
    is_organised_crime: bool = False
    #: First day on the book of registered workers; None while never inscribed.
    inscribed_on: date | None = None
    #: Sundays and holidays that the technical council authorised.
    authorised_days: frozenset[date] = frozenset()

"""How a unit has done its part in the last twelve months, counted from what is on record; no judgment enters it.

Each measure counts what lay in the unit's own hands. Its record, which rounds weigh, is the mean of those measures of
which enough is known. Whether its tasks are specific is shown beside them and no part of it: rounds weigh that of
each vacancy already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit
from registry.reference.months import latest_months, month_before
from registry.services.accounts.policy import Act
from registry.services.attendance.lateness import due_on
from registry.services.institutions import scorecard_counts as counts
from registry.services.institutions.units import units_within, visible_unit

MONTHS = 12
#: With fewer of a kind nothing is said of it: a single late sheet of a new unit tells little.
LEAST_SHEETS, LEAST_SESSIONS, LEAST_STAYS = 3, 20, 3


@dataclass(frozen=True)
class Measure:
    """How many of some things were as they should be; below *least* nothing is concluded."""

    good: int = 0
    of: int = 0
    least: int = 1

    @property
    def share(self) -> float | None:
        """From 0 to 100; None where too little is known."""
        return None if self.of < self.least else 100 * self.good / self.of


@dataclass(frozen=True)
class Scorecard:
    """A unit's twelve months up to a day."""

    unit_id: int
    since: date
    until: date
    #: Control sheets that came within their term, of those due (RCEP art. 263).
    sheets: Measure
    #: Times that somebody was received, of all the times that the unit was to receive somebody.
    sessions: Measure
    #: Stays that were completed, of these and those that the unit ended.
    stays: Measure
    #: Open vacancies that say what is to be done (CP 34.3).
    tasks: Measure
    not_attended: int
    sent_away: int
    #: People whom the unit asked to have moved.
    excluded: int

    @property
    def record(self) -> float | None:
        """What rounds weigh, from 0 to 100; None where no measure has enough."""
        known = [one.share for one in (self.sheets, self.sessions, self.stays) if one.share is not None]
        return round(fmean(known), 1) if known else None


def read_scorecard(unit_id: int, *, officer: Account, on: date) -> Scorecard:
    """The scorecard of a unit, for the unit itself, its institution and its office.

    Raises:
        NotAllowed: The role does not include units.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        visible_unit(session, unit_id, officer)
        return read_cards(session, BeneficiaryUnit.id == unit_id, on=on)[unit_id]


def list_scorecards(*, officer: Account, on: date) -> Mapping[int, Scorecard]:
    """The scorecards of every unit within reach, by the units' keys.

    Raises:
        NotAllowed: The role does not include units.
    """
    with reading() as session:
        return read_cards(session, units_within(officer, Act.READ_UNITS), on=on)


def read_records(session: Session, office_id: int, *, on: date) -> dict[int, float | None]:
    """What a round of an office weighs of each of its units."""
    cards = read_cards(session, BeneficiaryUnit.office_id == office_id, on=on)
    return {unit_id: card.record for unit_id, card in cards.items()}


def read_cards(session: Session, own: ColumnElement[bool], *, on: date) -> dict[int, Scorecard]:
    """The scorecards of units, in a number of queries that does not grow with them; *own* is a condition on units."""
    months = latest_months(month_before(on), MONTHS)
    since, due = months[-1], [month for month in months if due_on(month) < on]
    sheets, stays = counts.count_sheets(session, own, due), counts.count_stays(session, own, since, on)
    sessions, tasks = counts.count_sessions(session, own, since, on), counts.count_tasks(session, own)
    cards = {}
    for unit_id in session.scalars(select(BeneficiaryUnit.id).where(own)):
        received, not_attended, sent_away = sessions.get(unit_id, (0, 0, 0))
        completed, closed, excluded = stays.get(unit_id, (0, 0, 0))
        cards[unit_id] = Scorecard(
            unit_id=unit_id,
            since=since,
            until=on,
            sheets=Measure(*sheets.get(unit_id, (0, 0)), LEAST_SHEETS),
            sessions=Measure(received, received + not_attended + sent_away, LEAST_SESSIONS),
            stays=Measure(completed, completed + closed + excluded, LEAST_STAYS),
            tasks=Measure(*tasks.get(unit_id, (0, 0))),
            not_attended=not_attended,
            sent_away=sent_away,
            excluded=excluded,
        )
    return cards

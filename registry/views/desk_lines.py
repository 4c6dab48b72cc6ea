"""The lines of an officer's day: number, fact, nearest date and verb, in the order of their consequences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from registry.services.attendance.alerts import Alerts
from registry.services.attendance.matters import PRESCRIBING_DAYS
from registry.services.rounds.desk import Desk, Tally
from registry.views import desk_words as words
from registry.views.desk_words import Told
from registry.views.formats.dates import date_text, month_text
from registry.views.formats.numbers import number, plural
from registry.vocabulary.attendance import Matter


@dataclass(frozen=True)
class Line:
    """What is counted, how it is told, and where its verb leads."""

    count: int
    day: str
    told: Told
    url: str
    #: Whether the verb acts at once, as a reminder does.
    posts: bool = False
    #: How many there are of whom these are some: other lines tell of the same people. None: of nobody else.
    among: int | None = None

    @property
    def text(self) -> str:
        """The number with its fact."""
        if self.among is None or self.among == self.count:
            return plural(self.count, self.told.one, self.told.many)
        return f"{number(self.count)} de {plural(self.among, self.told.one, self.told.many)}"

    @property
    def spoken(self) -> str:
        """The whole name of the link: verbs repeat on the page."""
        return f"{self.told.verb}: {self.text} {self.day}".strip()


@dataclass(frozen=True)
class Group:
    """A heading of the day with its lines."""

    title: str
    lines: Sequence[Line]

    @property
    def asking(self) -> list[Line]:
        """Those that ask for something."""
        return [line for line in self.lines if line.count]


def groups_of(desk: Desk, alerts: Alerts, missing: Tally) -> list[Group]:
    """Everything that may ask for the officer, zeros too."""
    return [
        Group("Libertad en juego", _liberty(desk, alerts)),
        Group("Plazos", _terms(desk, alerts)),
        Group("Personas en espera", _waiting(desk, alerts)),
        Group("Unidades", _units(desk, alerts, missing)),
    ]


def settled_of(groups: Sequence[Group]) -> list[str]:
    """What is at zero, each name once; a name stays out while anything under it asks for somebody."""
    busy = {line.told.settled for group in groups for line in group.asking}
    return list(
        dict.fromkeys(line.told.settled for group in groups for line in group.lines if line.told.settled not in busy)
    )


def _liberty(desk: Desk, alerts: Alerts) -> list[Line]:
    waiting = url_for("people.index", estado="waiting", prescribe=PRESCRIBING_DAYS)
    return [
        _line(desk.prescribing, words.PRESCRIBING, waiting),
        _matter(Matter.SERVED, alerts),
        _matter(Matter.OWING_AGAIN, alerts),
        _matter(Matter.PRESCRIBING, alerts),
        _line(alerts.explanations_to_weigh, words.EXPLANATIONS, url_for("breaches.index")),
        _line(alerts.breaches_to_review, words.BREACHES, url_for("breaches.index")),
        _matter(Matter.AT_COURT, alerts),
    ]


def _terms(desk: Desk, alerts: Alerts) -> list[Line]:
    return [
        replace(_line(desk.overdue, words.OVERDUE, url_for("people.index", estado="waiting")), among=desk.waiting),
        *(_matter(matter, alerts) for matter in (Matter.NOT_INTERVIEWED, Matter.NOT_FITTING, Matter.SUSPENSION_OVER)),
    ]


def _waiting(desk: Desk, alerts: Alerts) -> list[Line]:
    to_notify = _line(desk.to_notify, words.TO_NOTIFY, url_for("placements.index", estado="confirmed"))
    lines = [_matter(matter, alerts) for matter in (Matter.NOT_STARTED, Matter.STEP_DUE, Matter.NO_ENTRY)]
    return [*lines, *_of_round(desk), to_notify]


def _of_round(desk: Desk) -> list[Line]:
    """What the last round with a result leaves to do."""
    counts = {
        ("signing.show", ""): (desk.staged, words.STAGED),
        ("results.proposals_page", "to_review"): (desk.to_review, words.TO_REVIEW),
        ("results.unplaced", ""): (desk.unplaced, words.UNPLACED),
    }
    if desk.reviewed_round is None:
        return [Line(0, "", told, "") for _, told in counts.values()]
    round_id = desk.reviewed_round.public_id
    return [
        Line(count, "", told, url_for(endpoint, round_id=round_id, estado=state or None))
        for (endpoint, state), (count, told) in counts.items()
    ]


def _units(desk: Desk, alerts: Alerts, missing: Tally) -> list[Line]:
    return [
        _matter(Matter.UNIT_NOT_IN_FORCE, alerts),
        Line(missing.count, month_text(missing.first), words.MISSING_SHEETS, url_for("alerts.remind"), posts=True),
        _line(desk.expiring, words.EXPIRING, url_for("institutions.index", inscripcion="por-vencer")),
    ]


def _matter(matter: Matter, alerts: Alerts) -> Line:
    return _line(alerts.matters[matter], words.MATTERS[matter], url_for("alerts.index", asunto=matter.value))


def _line(tally: Tally, told: Told, url: str) -> Line:
    return Line(tally.count, _day(tally.first), told, url)


def _day(day: date | None) -> str:
    return date_text(day) if day else ""

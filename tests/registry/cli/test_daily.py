from datetime import timedelta

from flask import Flask

from registry.cli.daily import WORDS
from registry.extensions.clock import today
from registry.jobs.daily import PARTS
from registry.ledger.facts import Entry, Facts, Serving, Week
from registry.vocabulary.attendance import Outcome
from tests.factories.accounts import make_officer
from tests.factories.breaches import SATURDAY_MORNING, plant_facts


def test_every_part_of_the_day_has_its_words() -> None:
    assert set(WORDS) == {part.name for part in PARTS}


def test_the_day_s_work_is_done_at_once_and_told(app: Flask) -> None:
    last = today() - timedelta(days=(today().weekday() - 5) % 7)
    days = [last - timedelta(weeks=1), last]
    entries = tuple(Entry(n, day, 10, Outcome.UNEXCUSED, None, None, day, None, 1) for n, day in enumerate(days, 1))
    serving = Serving(1, (Week(days[0], SATURDAY_MORNING),), days[0])
    plant_facts(Facts(40, (), (serving,), entries, weekdays_authorised=False), officer=make_officer())

    told = [app.test_cli_runner().invoke(args=["daily"]) for _ in range(2)]

    assert [one.exit_code for one in told] == [0, 0]
    assert "Incumplimientos nuevos por revisar: 1" in told[0].output
    assert "Incumplimientos nuevos por revisar: 0" in told[1].output

"""Let the registry's clock in a process, and in those that it starts, stand the days apart that a file tells."""

import datetime as calendar
import os
from pathlib import Path

from registry.extensions import clock

DAYS = Path(os.environ["REINSERTA_TEST_DAYS"])


class Moved(calendar.datetime):
    """The present moment, so many days away."""

    @classmethod
    def now(cls, tz: calendar.tzinfo | None = None) -> calendar.datetime:  # type: ignore[override]  # a plain datetime
        return calendar.datetime.now(tz) + calendar.timedelta(days=float(DAYS.read_text() or 0))


clock.datetime = Moved  # type: ignore[attr-defined]  # the name by which the clock itself calls it

"""A calendar that a story turns over within the test's own process."""

import datetime as calendar

import pytest

from registry.extensions import clock


class Calendar:
    """Lets the registry's clock stand some days apart, at the present time of day."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._apart = calendar.timedelta()
        own = self

        class Moved(calendar.datetime):
            """The present moment, so many days away."""

            @classmethod
            def now(cls, tz: calendar.tzinfo | None = None) -> calendar.datetime:  # type: ignore[override]  # a plain one
                return calendar.datetime.now(tz) + own._apart

        patch.setattr(clock, "datetime", Moved)

    def go_to(self, day: calendar.date) -> None:
        """Let it be that day for the registry."""
        self._apart += day - clock.today()

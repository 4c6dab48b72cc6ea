"""What a sentence's ledger shows beside the alerts raised of it: which breach has none, and which is back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.ledger.breach import Breach, breaches
from registry.ledger.facts import Facts
from registry.models import BreachAlert
from registry.vocabulary.attendance import BreachState, Ground


def still_stands(alert: BreachAlert, found: Iterable[Breach]) -> Breach | None:
    """The breach that the entries now show in the place of the one alerted, if any.

    The same ground on the same first day; or, since corrections may move that day, on a day of the same entries.
    """
    same = [breach for breach in found if breach.ground is alert.ground]
    exact = [breach for breach in same if breach.first_day == alert.first_day]
    causes = set(alert.entry_ids)
    near = [breach for breach in same if causes & set(breach.entry_ids)]
    return next(iter(exact + near), None)


@dataclass(frozen=True)
class Findings:
    """The breaches of a sentence by a day, seen together with its alerts."""

    facts: Facts
    alerts: Sequence[BreachAlert]
    on: date

    @property
    def asks_for_an_alert(self) -> bool:
        """Whether one is to be raised, or raised again."""
        return bool(self.missing or self.back)

    @cached_property
    def missing(self) -> Sequence[Breach]:
        """Breaches of which no alert tells, also none whose first day a correction has moved since."""
        known = {(alert.placement_id, alert.ground, alert.first_day) for alert in self.alerts}
        told = {still_stands(alert, self._found) for alert in self.alerts if alert.decided_on is None}
        told |= {breach for breach in self._found for alert in self.alerts if self._was_decided(breach, alert)}
        return [breach for breach in self._found if _key(breach) not in known and breach not in told]

    @cached_property
    def back(self) -> Sequence[tuple[BreachAlert, Breach]]:
        """Withdrawn alerts whose breach stands on entries that nobody had noted before the day of the decision."""
        withdrawn = [alert for alert in self.alerts if alert.state is BreachState.WITHDRAWN and alert.decided_on]
        found = {_key(breach): breach for breach in self._found}
        pairs = [(alert, found.get((alert.placement_id, alert.ground, alert.first_day))) for alert in withdrawn]
        return [(alert, breach) for alert, breach in pairs if breach and self._is_news(breach, alert)]

    @cached_property
    def _found(self) -> Sequence[Breach]:
        return breaches(self.facts, self.on)

    @cached_property
    def _recorded(self) -> Mapping[int, date]:
        return {entry.id: entry.recorded_on for entry in self.facts.entries}

    def _was_decided(self, breach: Breach, alert: BreachAlert) -> bool:
        """Whether who decided on an alert had before them all that the breach now rests on."""
        if alert.decided_on is None or still_stands(alert, [breach]) is None:
            return False
        return all(self._recorded[entry_id] < alert.decided_on for entry_id in breach.entry_ids)

    def _is_news(self, breach: Breach, alert: BreachAlert) -> bool:
        unseen = set(breach.entry_ids) - set(alert.entry_ids)
        return any(alert.decided_on is None or self._recorded[entry_id] >= alert.decided_on for entry_id in unseen)


def _key(breach: Breach) -> tuple[int, Ground, date]:
    return breach.placement_id, breach.ground, breach.first_day

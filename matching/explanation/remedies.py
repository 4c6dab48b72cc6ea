"""The least changes that would admit somebody, each with the number of openings that it alone would admit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np

from matching.explanation.answers import Remedy, Rung
from matching.explanation.row import Row
from matching.grid import Openings
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.problem import Indexes
from matching.rules import RULES, Change, Refusal
from matching.rules.common import court_programme, reach

LOOKED_AT = 60
"""Of the openings that one rule alone refuses, only so many of the nearest are asked for what would admit them."""
STEPS_A_KM = 10
"""Travel limits are stated in tenths of a kilometre."""
METRES = 3
"""Decimals of a distance in kilometres."""
MOST_RUNGS = 3


def remedies_of(row: Row) -> tuple[Remedy, ...]:
    """Tell, for each kind of change, the least that would admit the person, the most fruitful kind first.

    A change counts the openings that it alone would admit: the rules are asked again with the change made.
    """
    single = row.refused.sum(axis=0) == 1
    found: list[Remedy] = []
    for index, rule in enumerate(RULES):
        alone = np.flatnonzero(single & row.refused[index]).astype(np.int32)
        nearest = alone[np.argsort(row.km[alone], kind="stable")]
        found += _Asked(row, rule.code, nearest).remedies(rule.check)
    return tuple(sorted(found, key=lambda remedy: (-remedy.openings, remedy.change.code, remedy.change.amount)))


@dataclass(frozen=True)
class _Step:
    """A change as it would be stated, and the openings that it would admit, nearest first."""

    change: Change
    admits: Indexes


@dataclass(frozen=True, eq=False)
class _Asked:
    """The openings, nearest first, that one rule alone keeps from the person of *row*."""

    row: Row
    rule: str
    openings: Indexes

    def remedies(self, check: Callable[..., Refusal | None]) -> list[Remedy]:
        """One remedy for each kind of change that the rule states."""
        steps: dict[str, dict[tuple[float, tuple[int, ...]], _Step]] = {}
        for opening in self.openings[:LOOKED_AT].tolist():
            refusal = check(self.row.applicant, self.row.openings[opening], self.row.instance.norms)
            if refusal is None or refusal.change is None:
                continue
            change = _stated(refusal.change)
            known = steps.setdefault(change.code, {})
            if (change.amount, change.shifts) not in known:
                known[change.amount, change.shifts] = _Step(change, self._admitted(change, opening))
        return [remedy for known in steps.values() for remedy in self._ladder(list(known.values()))]

    def _ladder(self, steps: list[_Step]) -> list[Remedy]:
        """The least change that admits anything, and the larger ones that admit more than all before them."""
        useful = [step for step in steps if len(step.admits)]
        useful.sort(key=lambda step: (step.change.amount, -len(step.admits)))
        if not useful:
            return []
        least, rungs, most = useful[0], [], len(useful[0].admits)
        for step in useful[1:]:
            if len(step.admits) > most:
                rungs.append(Rung(step.change, len(step.admits)))
                most = len(step.admits)
        return [
            Remedy(
                change=least.change,
                openings=len(least.admits),
                opening_id=self.row.openings[int(least.admits[0])].id,
                alike=len(np.setdiff1d(self.openings, least.admits)),
                ladder=tuple(rungs[-MOST_RUNGS:]),
            )
        ]

    def _admitted(self, change: Change, opening: int) -> Indexes:
        """Openings that the change alone would admit: the person's own may admit many, the unit's its own."""
        changed = self._changed(change, self.row.openings[opening])
        if changed is None:
            return self._of_same_unit(opening) if change.code in OF_THE_UNIT else np.array([opening], dtype=np.int32)
        if self.rule == reach.__name__:
            return self.openings[self.row.km[self.openings] <= self.row.instance.norms.reach_km(changed)]
        return self._kept[Row(self.row.instance, changed, self._columns).admissible]

    @cached_property
    def _kept(self) -> Indexes:
        """Openings that nothing keeps from the person but this rule and those that look at the same, nearest first."""
        alike = OF_THE_HOURS if self.rule in OF_THE_HOURS else frozenset({self.rule})
        others = np.array([rule.code not in alike for rule in RULES])
        kept = np.flatnonzero(self.row.refused.any(axis=0) & ~self.row.refused[others].any(axis=0)).astype(np.int32)
        return kept[np.argsort(self.row.km[kept], kind="stable")]

    @cached_property
    def _columns(self) -> Openings:
        return Openings([self.row.openings[index] for index in self._kept])

    def _changed(self, change: Change, opening: Opening) -> Applicant | None:
        """The person with the change made; None where it is the unit that would change."""
        applicant = self.row.applicant
        if change.code == "extend_reach_km":
            limit = round(self.row.instance.norms.reach_km(applicant) + change.amount, METRES)
            return replace(applicant, travel_limit_km=limit)
        if self.rule == court_programme.__name__:
            return replace(applicant, court_programme=opening.programme)
        make = PERSONAL.get(change.code)
        return make(applicant, change) if make else None

    def _of_same_unit(self, opening: int) -> Indexes:
        unit = self.row.openings[opening].unit_id
        same = [index for index in self.openings.tolist() if self.row.openings[index].unit_id == unit]
        return np.array(same, dtype=np.int32)


OF_THE_HOURS = frozenset({"schedule", "places", "deadline"})
"""Rules that look at the half days of the person: more of them may lift any."""
OF_THE_UNIT = frozenset({"renew_or_record_exception"})
"""Changes that hold for every vacancy of the unit."""


def _stated(change: Change) -> Change:
    """The change as somebody would write it: a travel limit in tenths of a kilometre, enough ones."""
    if change.code != "extend_reach_km":
        return change
    return replace(change, amount=ceil(round(change.amount * STEPS_A_KM, 6)) / STEPS_A_KM)


def _with_shifts(applicant: Applicant, change: Change) -> Applicant:
    """Free and authorised at the half days named, and at no others beyond today's."""
    return replace(applicant, weekday_authorised=True, free_shifts=applicant.lawful_shifts.union(change.shifts))


def _without_court_place(applicant: Applicant, _change: Change) -> Applicant:
    return replace(applicant, court_opening_ids=None, court_unit_ids=None)


PERSONAL: Mapping[str, Callable[[Applicant, Change], Applicant]] = {
    "authorise_weekdays": _with_shifts,
    "free_shifts": _with_shifts,
    "authorise_and_free_shifts": _with_shifts,
    "unpin": lambda applicant, _change: replace(applicant, pinned_opening_id=None),
    "court_order": _without_court_place,
}
"""Changes to the person's own terms, by code, but for those that need more than the person to be made."""

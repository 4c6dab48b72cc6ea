"""Why here, why not there, why nowhere: the answers, in codes and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.explanation.choice import Choice, Price
from matching.rules import Change, Refusal

FREE = "free"
WOULD_DISPLACE = "would_displace"
TAKEN = "taken"
OTHER_SENTENCE = "other_sentence"


@dataclass(frozen=True)
class Obstacle:
    """What has run out at a place: one half day, or the vacancy as a whole (`shift` None), and its price.

    Of those who hold it, `people_ahead` have a claim at least as high and `people_behind` a lower one.
    """

    shift: int | None
    price: Price
    people_ahead: int
    people_behind: int


@dataclass(frozen=True)
class Alternative:
    """An admissible place that was not given, and how it stands.

    `difference` is its total less that of the place given (None without one). `status` is `free`, `would_displace`
    (somebody with a lower claim holds it, but has nowhere as good to go), `taken` (all who hold it have a claim at
    least as high) or `other_sentence` (the person is busy there with another sentence). A claim is the urgency weight,
    then the score there. `people_ahead` counts the holders with a claim at least as high; `obstacles` tell the same of
    each thing that has run out.
    """

    choice: Choice
    difference: float | None
    status: str
    price: Price
    people_ahead: int
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class Miss:
    """A place that the rules refuse, with every refusal."""

    opening_id: str
    km: float
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Remedy:
    """One change that would by itself admit the person: to `openings` places, `opening_id` the nearest of them.

    `alike` more places are kept from the person by the same rule alone, and would each need a change of their own, or
    a larger one. `ladder` tells larger changes of the kind that admit more, each with what it admits in all.
    """

    change: Change
    openings: int
    opening_id: str
    alike: int = 0
    ladder: tuple["Rung", ...] = ()


@dataclass(frozen=True)
class Rung:
    """A larger change than the least one, and how many openings it would admit."""

    change: Change
    openings: int


@dataclass(frozen=True)
class Explanation:
    """Why one applicant is where the plan says, or nowhere.

    With a place `chosen` is it; without one `cause` is the one main cause. `alternatives` are the best admissible
    places not given, best first. `refused` counts the openings each rule refuses; `nearest_misses` come with the
    fewest refusals first.
    """

    applicant_id: str
    chosen: Choice | None
    cause: str | None
    alternatives: tuple[Alternative, ...]
    refused: Mapping[str, int]
    nearest_misses: tuple[Miss, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class WhyNot:
    """Why one applicant is not at one opening: the rules that refuse it, or how it stands among the admissible."""

    opening_id: str
    refusals: tuple[Refusal, ...]
    alternative: Alternative | None

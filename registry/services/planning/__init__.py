"""The only bridge to `matching`: registry rows become an instance, a plan becomes proposals and explanations.

Rules read the norms in force from the instance alone; what is frozen here can be explained years later.
"""

from registry.services.planning.answers import Explained, NearMiss, OtherPlace, Way, WhyNotHere
from registry.services.planning.explaining import explain, options_today, refusals_today, why_not
from registry.services.planning.freezing import Terms, freeze
from registry.services.planning.places import Place, PlaceScore
from registry.services.planning.running import Outcome, Proposed, Solved, pack, read_outcome, run
from registry.services.planning.standings import Standing, read_standings
from registry.services.planning.studying import freeze_study, unpack_study

__all__ = [
    "Explained",
    "NearMiss",
    "OtherPlace",
    "Outcome",
    "Place",
    "PlaceScore",
    "Proposed",
    "Solved",
    "Standing",
    "Terms",
    "Way",
    "WhyNotHere",
    "explain",
    "freeze",
    "freeze_study",
    "options_today",
    "pack",
    "read_outcome",
    "read_standings",
    "refusals_today",
    "run",
    "unpack_study",
    "why_not",
]

"""The only bridge to `matching`: registry rows become an instance, a plan becomes proposals and explanations.

Rules read the norms in force from the instance alone; what is frozen here can be explained years later.
"""

from registry.services.planning.answers import Explained, NearMiss, OtherPlace, Way, WhyNotHere
from registry.services.planning.explaining import explain, options_today, refusals_today, why_not
from registry.services.planning.freezing import Terms, freeze
from registry.services.planning.places import Place, PlaceScore
from registry.services.planning.running import Outcome, Proposed, pack, read_outcome, run

__all__ = [
    "Explained",
    "NearMiss",
    "OtherPlace",
    "Outcome",
    "Place",
    "PlaceScore",
    "Proposed",
    "Terms",
    "Way",
    "WhyNotHere",
    "explain",
    "freeze",
    "options_today",
    "pack",
    "read_outcome",
    "refusals_today",
    "run",
    "why_not",
]

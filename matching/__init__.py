"""Assignment of people to places, proven: the public door.

Everything that decides stands in an `Instance`; `propose` answers with a `Proposal`; `Explainer` says why, from the
same input and the plan. The package knows no database and no web.
"""

from matching.candidates import CandidateSet, find_candidates, refusals_for
from matching.effort import Progress
from matching.errors import InputError, InstanceError, MatchingError, PlanError, ProblemError, SolverError
from matching.explanation.answers import Alternative, Explanation, Miss, Obstacle, Remedy, Rung, WhyNot
from matching.explanation.baseline import nearest_first
from matching.explanation.choice import Choice, Price
from matching.explanation.explainer import Explainer
from matching.explanation.figures import Figures
from matching.explanation.holdings import Held, Holdings
from matching.explanation.market import Market, Tariff
from matching.fairness import Floored, GroupShare, floor_of, group_shares, solve_with_floor
from matching.files.instance_file import instance_from_json, instance_to_json
from matching.input.applicant import Applicant, Zone
from matching.input.calendar import Calendar
from matching.input.opening import Opening, OpeningShift
from matching.input.patterns import Attendance, Pattern
from matching.instance import Instance, Norms, Weights, presets
from matching.plan import Plan, parse_plan
from matching.propose import Assignment, Proposal, Unplaced, proposal_of, propose
from matching.reoptimise import BUDGETS, Curve, Point, reoptimise
from matching.rules import RULES, Change, Refusal, Rule
from matching.rules.deadlines import TimeLeft, time_left

__all__ = [
    "BUDGETS",
    "RULES",
    "Alternative",
    "Applicant",
    "Assignment",
    "Attendance",
    "Calendar",
    "CandidateSet",
    "Change",
    "Choice",
    "Curve",
    "Explainer",
    "Explanation",
    "Figures",
    "Floored",
    "GroupShare",
    "Held",
    "Holdings",
    "InputError",
    "Instance",
    "InstanceError",
    "Market",
    "MatchingError",
    "Miss",
    "Norms",
    "Obstacle",
    "Opening",
    "OpeningShift",
    "Pattern",
    "Plan",
    "PlanError",
    "Point",
    "Price",
    "ProblemError",
    "Progress",
    "Proposal",
    "Refusal",
    "Remedy",
    "Rule",
    "Rung",
    "SolverError",
    "Tariff",
    "TimeLeft",
    "Unplaced",
    "Weights",
    "WhyNot",
    "Zone",
    "find_candidates",
    "floor_of",
    "group_shares",
    "instance_from_json",
    "instance_to_json",
    "nearest_first",
    "parse_plan",
    "presets",
    "proposal_of",
    "propose",
    "refusals_for",
    "reoptimise",
    "solve_with_floor",
    "time_left",
]

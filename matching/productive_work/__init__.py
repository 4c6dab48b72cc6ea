"""Assigning inmates to vacancies of productive work: one prison, one round, the engine of `matching` unchanged.

The public door. What a round is decided from are rows: `Worker` with its `Application`s, `Workshop` with its `Room`s,
`Activity`, `Vacancy`; together with `WorkWeights` and the `WorkNorms` in force they make a `PrisonRound`.
"""

from matching.input.worker import PROFESSIONS, Application, Experience, Worker
from matching.input.workplace import Activity, Post, Room, Vacancy, WorkNorms, Workshop
from matching.productive_work.admission import Admission, admit, refusals_of
from matching.productive_work.assembly import Assembly, assemble_work, even_shares
from matching.productive_work.explainer import (
    WorkAlternative,
    WorkExplainer,
    WorkExplanation,
    WorkMiss,
    WorkWhyNot,
)
from matching.productive_work.file import prison_round_from_json, prison_round_to_json
from matching.productive_work.holdings import CREW_SHORT, NOT_FINISHED, OUTBID, Standing
from matching.productive_work.prisons import propose_prisons
from matching.productive_work.proposal import (
    CrewFound,
    Unassigned,
    WorkAssignment,
    WorkChoice,
    WorkProposal,
    propose_work,
    work_proposal_of,
)
from matching.productive_work.round import PrisonRound, WorkWeights, work_presets
from matching.productive_work.scoring import work_criteria
from matching.rules.productive_work import WORK_RULES, WorkRule

__all__ = [
    "CREW_SHORT",
    "NOT_FINISHED",
    "OUTBID",
    "PROFESSIONS",
    "WORK_RULES",
    "Activity",
    "Admission",
    "Application",
    "Assembly",
    "CrewFound",
    "Experience",
    "Post",
    "PrisonRound",
    "Room",
    "Standing",
    "Unassigned",
    "Vacancy",
    "WorkAlternative",
    "WorkAssignment",
    "WorkChoice",
    "WorkExplainer",
    "WorkExplanation",
    "WorkMiss",
    "WorkNorms",
    "WorkProposal",
    "WorkRule",
    "WorkWeights",
    "WorkWhyNot",
    "Worker",
    "Workshop",
    "admit",
    "assemble_work",
    "even_shares",
    "prison_round_from_json",
    "prison_round_to_json",
    "propose_prisons",
    "propose_work",
    "refusals_of",
    "work_criteria",
    "work_presets",
    "work_proposal_of",
]

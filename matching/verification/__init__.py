"""Rechecking a plan and its proof from the problem alone: no solver, and no code shared with what made the plan.

Every formula is written a second time here, on purpose: a mistake in the model or the prices shows up as a failure.
"""

from matching.compact.problem import CompactProblem
from matching.plan import Plan
from matching.problem import Problem
from matching.verification.claims import failures_of
from matching.verification.listed import ListedSubject


def verify(problem: Problem | CompactProblem, plan: Plan) -> list[str]:
    """List what is wrong with a plan, in plain words; an empty list accepts it."""
    if isinstance(problem, Problem):
        return failures_of(ListedSubject(problem), plan)
    from matching.verification.compact import CompactSubject  # compiled code, loaded only for a compact problem

    return failures_of(CompactSubject(problem), plan)


__all__ = ["verify"]

"""What came of a visit: which agents came, and how many people; never who of these."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, PrisonVisit
from registry.services.accounts.policy import Act, require
from registry.services.religious.visits import hold
from registry.services.saving import Problems, refuse
from registry.vocabulary.religious import PrisonVisitState

#: More than any room holds; what is above is a slip of the finger.
MOST_PEOPLE = 5000
NOTABLE = frozenset({PrisonVisitState.APPROVED, PrisonVisitState.HELD, PrisonVisitState.NOT_HELD})


@dataclass(frozen=True)
class Outcome:
    """Whether a visit took place, with which agents and how many people; or why not."""

    is_held: bool
    agents: Collection[int] = ()
    people_came: int | None = None
    reason: str = ""


def note(visit_id: int, outcome: Outcome, *, version: int, officer: Account, on: date | None = None) -> PrisonVisit:
    """Note what came of an approved visit, from its day on; what was noted can be corrected.

    Raises:
        NotFound, StaleVersion: There is no such visit to the account's prisons, or it changed after *version*.
        InvalidFields: Nobody is said to have come, or there is no reason why it was not held.
        WrongState: It was not approved, or its day has not come.
    """
    require(officer, Act.DECIDE_VISITS)
    with transaction() as session:
        visit = hold(session, visit_id, Act.DECIDE_VISITS, version=version, officer=officer)
        if visit.state not in NOTABLE:
            raise WrongState("visit_state", state=visit.state.label.lower())
        if visit.day > (on or today()):
            raise WrongState("visit_to_come", day=f"{visit.day:%d/%m/%Y}")
        refuse(_problems(visit, outcome))
        _write(visit, outcome)
        session.flush()
        return visit


def _write(visit: PrisonVisit, outcome: Outcome) -> None:
    visit.state = PrisonVisitState.HELD if outcome.is_held else PrisonVisitState.NOT_HELD
    visit.reason = outcome.reason.strip()
    visit.people_came = outcome.people_came if outcome.is_held else None
    for attendance in visit.attendances:
        attendance.attended = outcome.is_held and attendance.agent_id in outcome.agents


def _problems(visit: PrisonVisit, outcome: Outcome) -> Problems:
    if not outcome.is_held:
        return {} if outcome.reason.strip() else {"reason": ("required", {})}
    problems: Problems = {}
    expected = {attendance.agent_id for attendance in visit.attendances}
    if not outcome.agents:
        problems["agents"] = ("visit_held_by_nobody", {})
    elif not set(outcome.agents) <= expected:
        problems["agents"] = ("agent_not_expected", {})
    if outcome.people_came is None:
        problems["people_came"] = ("required", {})
    elif not 0 <= outcome.people_came <= MOST_PEOPLE:
        problems["people_came"] = ("visit_people_odd", {"most": MOST_PEOPLE})
    return problems

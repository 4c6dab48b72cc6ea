"""What happens once inside a prison: an activity, an inmate who applied, a round, and what was decided on it."""

from collections.abc import Mapping
from uuid import uuid4

from registry.extensions.clock import now, today
from registry.extensions.database import transaction
from registry.models import WorkAssignment, WorkDecision, WorkInstruction, WorkProposal, WorkRound
from registry.services.accounts.accounts import Account
from registry.vocabulary.prison_work import AssignmentState, EndCause
from registry.vocabulary.rounds import DecisionKind, InstructionKind, ProposalState, RoundState
from tests.factories.applications import make_work_officer
from tests.factories.institutions import make_institution
from tests.functional.applications import plant_application
from tests.functional.inmates import mark_inmates, plant_inmate
from tests.functional.work_activities import plant_activity

INMATE_MARKS = {
    "inmate.offences": "XQCRIME51",
    "inmate.legal_marks": "XQLEGAL52",
    "inmate.unable": "XQLIMIT53",
    "inmate.exclusions": "XQCLOSED54",
}
ALIMONY_MARKS = {"alimony_order.court": "XQCOURTROOM55", "alimony_order.beneficiary": "XQCHILD56"}
#: What a professional said of an application.
EVALUATION_MARKS = {"work_evaluation.reason": "XQUNFIT57"}
#: What whoever decides on posts wrote.
DECISION_MARKS = {
    "work_decision.reason": "XQPOST58",
    "work_instruction.reason": "XQKEEP59",
    "work_assignment.end_words": "XQENDED60",
}
MARKS = INMATE_MARKS | ALIMONY_MARKS | EVALUATION_MARKS | DECISION_MARKS


def tell_inside(prison: str, chief: Account) -> Mapping[str, object]:
    """Let everything happen once in one prison, with a mark in every sensitive column; the keys that routes take."""
    activity = plant_activity(make_institution(officer=chief), chief, prison)
    inmate = plant_inmate(prison, **{name.partition(".")[2]: mark for name, mark in ALIMONY_MARKS.items()})
    application = plant_application(prison, MARKS["work_evaluation.reason"])
    mark_inmates(INMATE_MARKS)
    decided = _decide(prison, inmate["inmate_id"], activity)
    return {"prison": prison, **activity, **inmate, **application, **decided}


def _decide(prison: str, inmate_id: int, activity: Mapping[str, int]) -> dict[str, object]:
    """A round whose one proposal was left without a post, an instruction, and a post that ended."""
    officer, vacancy_id = make_work_officer(prison), activity["work_vacancy_id"]
    with transaction() as session:
        round_ = _round(prison, officer)
        session.add(round_)
        session.flush()
        state = ProposalState.UNPLACED
        proposal = WorkProposal(round_id=round_.id, inmate_id=inmate_id, state=state, cause="outbid")
        assignment = _ended(prison, inmate_id, activity)
        words = {"officer_id": officer.id, "reason": MARKS["work_instruction.reason"]}
        kept_away = WorkInstruction(inmate_id=inmate_id, vacancy_id=vacancy_id, kind=InstructionKind.EXCLUDE, **words)
        session.add_all([proposal, kept_away, assignment])
        session.flush()
        session.add(_left_without(proposal, officer))
        return {
            "work_round_id": round_.public_id,
            "work_proposal_id": proposal.id,
            "assignment_id": assignment.id,
        }


def _round(prison: str, officer: Account) -> WorkRound:
    return WorkRound(
        public_id=str(uuid4()),
        prison=prison,
        year=2026,
        number=1,
        state=RoundState.READY,
        reference_date=today(),
        time_limit_seconds=10,
        officer_id=officer.id,
        finished_at=now(),
    )


def _ended(prison: str, inmate_id: int, activity: Mapping[str, int]) -> WorkAssignment:
    return WorkAssignment(
        inmate_id=inmate_id,
        vacancy_id=activity["work_vacancy_id"],
        prison=prison,
        activity_id=activity["activity_id"],
        state=AssignmentState.ENDED,
        starts_on=today(),
        last_on=today(),
        end_cause=EndCause.HEALTH,
        end_words=MARKS["work_assignment.end_words"],
    )


def _left_without(proposal: WorkProposal, officer: Account) -> WorkDecision:
    return WorkDecision(
        proposal_id=proposal.id,
        kind=DecisionKind.LEAVE_UNPLACED,
        reason=MARKS["work_decision.reason"],
        officer_id=officer.id,
        officer_name=officer.full_name,
        officer_post="",
    )

"""What may happen to a placement, as data; one function brings it about, with its places, weeks and history."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Placement, PlacementEvent
from registry.services.accounts.policy import Act
from registry.services.placements import history, places
from registry.services.placements.history import Change
from registry.vocabulary.placements import WAITING_ENDS, EndReason, LetterKind, PlacementChange, PlacementState

ONE_DAY = timedelta(days=1)
CHANGE_LETTERS = (LetterKind.CHANGE_TO_UNIT, LetterKind.CHANGE_TO_PERSON)


class Expected(Enum):
    """Whom the unit expects from the day of a change on."""

    AS_BEFORE = "as_before"
    BY_PATTERN = "by_pattern"
    #: As if the change that ended it had never been.
    AGAIN = "again"
    NOBODY = "nobody"
    #: The day itself is still served.
    NOBODY_AFTER = "nobody_after"


@dataclass(frozen=True)
class Transition:
    """One way from state to state: who may go it, what becomes of the places, and which letters tell of it."""

    change: PlacementChange
    sources: tuple[PlacementState, ...]
    #: None: the state of before, from which the history tells.
    target: PlacementState | None
    expected: Expected
    act: Act = Act.CHANGE_PLACEMENTS
    frees_places: bool = False
    takes_places: bool = False
    needs_reason: bool = True
    letters: tuple[LetterKind, ...] = CHANGE_LETTERS
    #: Ends after which an ended placement may still go this way; empty where they all admit it.
    after_ends: tuple[EndReason, ...] = ()
    #: Reasons for an end that an officer may name; exactly one where the change itself says it.
    end_reasons: tuple[EndReason, ...] = ()


CONFIRMED, NOTIFIED, ACTIVE = PlacementState.CONFIRMED, PlacementState.NOTIFIED, PlacementState.ACTIVE
SUSPENDED, COMPLETED, ENDED = PlacementState.SUSPENDED, PlacementState.COMPLETED, PlacementState.ENDED
#: Reasons that officers name themselves; the others follow from the act.
NAMED_ENDS = (EndReason.BREACH, EndReason.DEATH, EndReason.UNIT_CLOSED, EndReason.OTHER)

TRANSITIONS = {
    transition.change: transition
    for transition in (
        Transition(
            PlacementChange.UNDONE,
            (CONFIRMED,),
            ENDED,
            Expected.NOBODY,
            act=Act.DECIDE_PLACEMENTS,
            frees_places=True,
            needs_reason=False,
            letters=(),
            end_reasons=(EndReason.UNDONE,),
        ),
        Transition(
            PlacementChange.NOTIFIED,
            (CONFIRMED,),
            NOTIFIED,
            Expected.AS_BEFORE,
            act=Act.ISSUE_LETTERS,
            needs_reason=False,
            letters=(),
        ),
        Transition(PlacementChange.STARTED, (NOTIFIED,), ACTIVE, Expected.BY_PATTERN, needs_reason=False, letters=()),
        Transition(PlacementChange.SUSPENDED, (CONFIRMED, NOTIFIED, ACTIVE), SUSPENDED, Expected.NOBODY),
        Transition(PlacementChange.RESUMED, (SUSPENDED,), None, Expected.BY_PATTERN, needs_reason=False),
        Transition(PlacementChange.RESCHEDULED, (NOTIFIED, ACTIVE), None, Expected.BY_PATTERN),
        Transition(
            PlacementChange.MOVED,
            (CONFIRMED, NOTIFIED, ACTIVE, SUSPENDED),
            ENDED,
            Expected.NOBODY,
            act=Act.DECIDE_PLACEMENTS,
            frees_places=True,
            end_reasons=(EndReason.MOVED, EndReason.OTHER_OFFICE),
        ),
        Transition(
            PlacementChange.RESTORED,
            (ENDED,),
            None,
            Expected.AGAIN,
            act=Act.DECIDE_PLACEMENTS,
            takes_places=True,
            needs_reason=False,
        ),
        Transition(
            PlacementChange.EXCLUDED,
            (NOTIFIED, ACTIVE, SUSPENDED),
            ENDED,
            Expected.NOBODY,
            frees_places=True,
            end_reasons=(EndReason.EXCLUDED_BY_UNIT,),
        ),
        Transition(
            PlacementChange.COMPLETED,
            (ACTIVE, SUSPENDED, ENDED),
            COMPLETED,
            Expected.NOBODY_AFTER,
            frees_places=True,
            after_ends=WAITING_ENDS,
            needs_reason=False,
            letters=(LetterKind.COMPLETION_REPORT, LetterKind.UNIT_CONSTANCY, LetterKind.JORNADAS_CERTIFICATE),
        ),
        Transition(
            PlacementChange.REOPENED,
            (COMPLETED,),
            ENDED,
            Expected.AS_BEFORE,
            letters=(LetterKind.CHANGE_TO_PERSON,),
            end_reasons=(EndReason.REOPENED,),
        ),
        Transition(
            PlacementChange.ENDED,
            (CONFIRMED, NOTIFIED, ACTIVE, SUSPENDED),
            ENDED,
            Expected.NOBODY,
            frees_places=True,
            end_reasons=NAMED_ENDS,
        ),
    )
}


#: Changes to the state of before.
BACK = (PlacementChange.RESUMED, PlacementChange.RESTORED)
#: What an officer may ask for as a change; the others come with letters, another place or a taking back.
CHANGES = (
    PlacementChange.STARTED,
    PlacementChange.SUSPENDED,
    PlacementChange.RESUMED,
    PlacementChange.RESCHEDULED,
    PlacementChange.EXCLUDED,
    PlacementChange.COMPLETED,
    PlacementChange.REOPENED,
    PlacementChange.ENDED,
)


def act_of(change: PlacementChange) -> Act:
    """What an officer must be allowed to, to ask for a change.

    Raises:
        InvalidFields: It is none that is asked for by itself.
    """
    if change not in CHANGES:
        raise InvalidFields({"kind": ("change_of_its_own", {"change": change.label.lower()})})
    return TRANSITIONS[change].act


def is_possible(placement: Placement, change: PlacementChange) -> bool:
    """Whether the placement's state, and the reason of its end, admit a change."""
    transition = TRANSITIONS[change]
    if placement.state is ENDED and transition.after_ends and placement.end_reason not in transition.after_ends:
        return False
    return placement.state in transition.sources


def require_possible(placement: Placement, change: PlacementChange) -> Transition:
    """The way that a change goes.

    Raises:
        WrongState: It does not begin where the placement stands.
    """
    if not is_possible(placement, change):
        raise WrongState("change_not_possible", change=change.label.lower(), state=placement.state.label)
    return TRANSITIONS[change]


def state_after(session: Session, placement: Placement, change: PlacementChange) -> PlacementState:
    """Where a change leads; what takes a suspension or a move back, to the state that they found.

    An end that was taken back is no state to come back to.
    """
    target = TRANSITIONS[change].target
    if target is not None:
        return target
    if change not in BACK:
        return placement.state
    before = PlacementEvent.placement_id == placement.id, PlacementEvent.state.not_in((placement.state, ENDED))
    statement = select(PlacementEvent.state).where(*before).order_by(PlacementEvent.id.desc()).limit(1)
    return session.scalars(statement).one()


def apply(
    placement: Placement, change: Change, *, officer: Account, end_reason: EndReason | None = None
) -> PlacementEvent:
    """Bring a change about: state, places, the weeks to come and history; the caller holds the placement.

    Rows are touched in one order: sentence and placement, which the caller holds, then the vacancy.

    Raises:
        WrongState: The change does not begin where the placement stands.
        PlaceTaken: It takes places, and one is gone; the caller's transaction must not go on.
    """
    transition, held = require_possible(placement, change.kind), placement.holds_places
    with transaction() as session:
        placement.state = state_after(session, placement, change.kind)
        is_end = placement.state is ENDED
        placement.end_reason = end_reason or transition.end_reasons[0] if is_end else None
        session.flush()
        if transition.takes_places:
            places.take(session, placement.vacancy_id, placement.shifts)
        if transition.frees_places and held:
            places.give_back(session, placement.vacancy_id, placement.shifts)
        _expect(session, placement, transition, change.effective_on)
        return history.note(placement, change, officer=officer)


def unexpected_from(change: PlacementChange, effective_on: date) -> date | None:
    """First day from which nobody is expected any more; None where the change lets people come."""
    expected = TRANSITIONS[change].expected
    days = {Expected.NOBODY: effective_on, Expected.NOBODY_AFTER: effective_on + ONE_DAY}
    return days.get(expected)


def _expect(session: Session, placement: Placement, transition: Transition, effective_on: date) -> None:
    off = unexpected_from(transition.change, effective_on)
    if off is not None:
        history.expect(placement, (), since=off)
    elif transition.expected is Expected.AGAIN:
        history.expect_again(session, placement)
    elif transition.expected is Expected.BY_PATTERN:
        _expect_by_pattern(session, placement, transition.change, effective_on)


def _expect_by_pattern(session: Session, placement: Placement, change: PlacementChange, effective_on: date) -> None:
    """Only a start brings the first day forward; one that does not leaves the weeks as they were announced."""
    first = history.first_expected(session, placement)
    if change is PlacementChange.RESUMED:
        history.expect_on(session, placement, since=max(effective_on, first))
    elif change is not PlacementChange.STARTED:
        history.expect(placement, placement.attendances, since=max(effective_on, first))
    elif effective_on < first:
        history.expect(placement, placement.attendances, since=effective_on)

"""What a court's order would do, told before anybody enters it: to the placement, to the balance, to days of prison."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.ledger.balance import Balance
from registry.ledger.conversion import Conversion, conversion
from registry.ledger.credit import balance
from registry.ledger.facts import Facts, Order
from registry.models import Account, Placement, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, require
from registry.services.attendance.facts import facts_of
from registry.services.people.details import OrderDetails
from registry.services.people.sentence_rules import check_order
from registry.services.people.sentences import visible_sentence
from registry.services.placements import court_effects, transitions
from registry.services.placements.placements import find_of_sentence
from registry.vocabulary.people import DECIDING_ORDERS, CourtOrderKind
from registry.vocabulary.placements import LetterKind, PlacementChange, PlacementState

#: Later than every order that is kept.
NEWEST = 2**31
#: Placements that an order may do something to; a sentence has at most one of them.
CONCERNED = (*HOLDS_PLACES, PlacementState.COMPLETED)
#: Orders after which somebody asks how many days of prison would be left.
ASKS_FOR_PRISON = (CourtOrderKind.REVOCATION, CourtOrderKind.CONVERSION)


@dataclass(frozen=True)
class OrderEffect:
    """What an order would do; `change` is None where the placement goes on as it is, or there is none."""

    details: OrderDetails
    in_force_from: date
    placement: Placement | None
    change: PlacementChange | None
    after: PlacementState | None
    freed: tuple[int, ...]
    before: Balance
    then: Balance
    #: Days with an entry from the order's day on, which would not count.
    uncounted_days: tuple[date, ...]
    #: What a revocation would leave, by the origin of the penalty; None for other orders.
    prison: Conversion | None
    letters: Sequence[LetterKind]
    is_due: bool

    @property
    def reopens(self) -> bool:
        """Whether what was served would owe again."""
        return self.change is PlacementChange.REOPENED

    @property
    def completes(self) -> bool:
        """Whether nothing would be owed any more, so that completion is to be decided."""
        return self.change is None and self.placement is not None and self.then.is_served and not self.before.is_served


def foresee_order(sentence_id: int, details: OrderDetails, *, officer: Account, on: date) -> OrderEffect:
    """Tell what an order would do if it were entered now.

    Raises:
        NotAllowed: The role does not include sentences.
        NotFound: The office has no such sentence.
        WrongState: An earlier order ended the execution.
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.KEEP_SENTENCES)
    with reading() as session:
        sentence = visible_sentence(session, sentence_id, officer, act=Act.KEEP_SENTENCES)
        day = details.in_force_from or details.ordered_on
        if sentence.is_closed(day):
            raise WrongState("sentence_closed", sentence_id=sentence_id)
        check_order(details, sentence, on)
        placement = find_of_sentence(sentence_id, officer=officer, states=CONCERNED)
        facts = facts_of(session, sentence_id)
        return _effect(session, sentence, placement, facts, (details, day, on))


def _effect(
    session: Session,
    sentence: Sentence,
    placement: Placement | None,
    facts: Facts,
    asked: tuple[OrderDetails, date, date],
) -> OrderEffect:
    details, day, on = asked
    then_facts = replace(facts, orders=(*facts.orders, Order(day, details.kind, details.jornadas, NEWEST)))
    later = max(on, day)
    before, then = balance(facts, later), balance(then_facts, later)
    change = _change(session, placement, details, then)
    transition = transitions.TRANSITIONS[change] if change else None
    return OrderEffect(
        details=details,
        in_force_from=day,
        placement=placement,
        change=change,
        after=transitions.state_after(session, placement, change) if placement and change else None,
        freed=tuple(placement.shifts) if placement and transition and transition.frees_places else (),
        before=before,
        then=then,
        uncounted_days=_uncounted(before, then),
        prison=conversion(then_facts, sentence.origin, later) if details.kind in ASKS_FOR_PRISON else None,
        letters=transition.letters if transition else (),
        is_due=day <= on,
    )


def _change(
    session: Session, placement: Placement | None, details: OrderDetails, then: Balance
) -> PlacementChange | None:
    """What the order itself would do; one that changes jornadas leaves a placement that runs to the officer."""
    if placement is not None and placement.state is PlacementState.COMPLETED:
        return PlacementChange.REOPENED if details.jornadas and not then.is_served else None
    if placement is None or details.kind not in DECIDING_ORDERS:
        return None
    cause = court_effects.cause_of(session, placement)
    return court_effects.change_by(details.kind, placement.state, cause)


def _uncounted(before: Balance, then: Balance) -> tuple[date, ...]:
    """Days of which fewer minutes would be credited."""
    left = {credit.entry_id: credit.credited_minutes for credit in then.credits}
    return tuple(sorted({c.day for c in before.credits if c.credited_minutes > left.get(c.entry_id, 0)}))

from datetime import date, timedelta

import pytest

from registry.extensions.database import reading, transaction
from registry.ledger.months import months
from registry.ledger.sessions import scheduled
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.facts import facts_of
from registry.services.people.details import OrderDetails
from registry.services.people.sentences import add_order
from registry.services.placements.court_effects import Applied, apply_due
from registry.services.placements.foreseeing import foresee_order
from registry.services.placements.placements import get_placement
from registry.vocabulary.people import CLOSING_ORDERS, CourtOrderKind, PenaltyOrigin
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState, SuspensionCause
from tests.factories.people import make_sentence
from tests.factories.placements import (
    FIRST_SATURDAY,
    WEEK,
    change,
    make_serving,
    note_attended,
    weeks_of,
)

APRIL = date(2026, 4, 8)
MAY = date(2026, 5, 4)
STAY, RESUMPTION = CourtOrderKind.STAY, CourtOrderKind.RESUMPTION
CHANGED, REVOCATION = CourtOrderKind.JORNADAS_CHANGED, CourtOrderKind.REVOCATION


@pytest.fixture
def serving(officer: Account) -> Placement:
    return make_serving(officer=officer)


def order(kind: CourtOrderKind, day: date = APRIL, **overrides) -> OrderDetails:
    return OrderDetails(kind, **({"ordered_on": day, "number": "Res. 12"} | overrides))


def enter(placement: Placement, details: OrderDetails, officer: Account, on: date = APRIL) -> Placement:
    """Enter an order of the placement's sentence, and read the placement again."""
    add_order(placement.sentence_id, details, officer=officer, on=on)
    return get_placement(placement.id, officer=officer)


@pytest.mark.parametrize("kind", sorted(CLOSING_ORDERS))
def test_an_order_that_closes_the_execution_ends_the_placement(officer, serving, kind):
    ended = enter(serving, order(kind), officer)

    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, EndReason.COURT_ORDER)
    assert weeks_of(serving)[-1] == (APRIL, 0)
    assert ended.events[-1].officer_name == officer.full_name


def test_a_stay_suspends_and_a_resumption_lets_go_on(officer, serving):
    stayed = enter(serving, order(STAY), officer)

    resumed = enter(serving, order(RESUMPTION, MAY), officer, on=MAY)

    assert (stayed.state, stayed.events[-1].cause) == (PlacementState.SUSPENDED, SuspensionCause.COURT)
    assert (resumed.state, resumed.events[-1].effective_on) == (PlacementState.ACTIVE, MAY)
    assert weeks_of(serving)[-2:] == [(APRIL, 0), (MAY, 2)]


def test_a_resumption_leaves_whoever_is_ill_suspended(officer, serving):
    ill = {"cause": SuspensionCause.ILLNESS}
    change(serving, PlacementChange.SUSPENDED, officer=officer, on=APRIL, **ill)
    enter(serving, order(STAY), officer)

    assert enter(serving, order(RESUMPTION, MAY), officer, on=MAY).state is PlacementState.SUSPENDED


def test_orders_from_before_the_first_day_do_not_bring_it_forward(officer, serving):
    enter(serving, order(STAY, date(2026, 2, 4)), officer)
    resumed = enter(serving, order(RESUMPTION, date(2026, 2, 11)), officer)

    with reading() as session:
        facts = facts_of(session, serving.sentence_id)
    assert resumed.state is PlacementState.ACTIVE
    assert scheduled(facts, date(2026, 1, 1), APRIL)[0].day == FIRST_SATURDAY
    assert [month.first for month in months(facts, APRIL)] == [date(2026, 3, 1), date(2026, 4, 1)]


def test_jornadas_that_change_leave_the_placement_as_it_is(officer, serving):
    assert enter(serving, order(CHANGED, jornadas=30), officer).state is PlacementState.ACTIVE


def test_an_order_that_comes_late_counts_from_its_own_day(officer, serving):
    ended = enter(serving, order(REVOCATION), officer, on=MAY)

    assert ended.events[-1].effective_on == APRIL


def test_an_order_of_a_day_to_come_waits_for_it_and_is_brought_about_once(officer, serving):
    waiting = enter(serving, order(REVOCATION, in_force_from=MAY), officer)

    early, due, again = apply_due(MAY - timedelta(days=1)), apply_due(MAY), apply_due(MAY)

    assert waiting.state is PlacementState.ACTIVE
    assert [applied.changed for applied in (early, due, again)] == [(), (serving.sentence_id,), ()]
    ended = get_placement(serving.id, officer=officer)
    assert (ended.state, ended.events[-1].officer_name) == (PlacementState.ENDED, officer.full_name)


def test_one_that_fails_keeps_no_later_one_waiting(officer, serving, capsys):
    later = make_serving(officer=officer)
    for placement in (serving, later):
        enter(placement, order(REVOCATION, in_force_from=MAY), officer)
    with transaction() as session:
        session.get_one(Placement, serving.id).attendances = 0

    applied = apply_due(MAY)

    assert applied == Applied(changed=(later.sentence_id,), failed=(serving.sentence_id,))
    assert f'"sentence": {serving.sentence_id}' in capsys.readouterr().err
    assert get_placement(serving.id, officer=officer).state is PlacementState.ACTIVE


def test_what_an_order_would_do_is_told_before_it_is_entered(officer, serving):
    note_attended(serving, FIRST_SATURDAY, FIRST_SATURDAY + 4 * WEEK, officer=officer)

    effect = foresee_order(serving.sentence_id, order(REVOCATION), officer=officer, on=MAY)

    assert (effect.change, effect.after, effect.freed) == (PlacementChange.ENDED, PlacementState.ENDED, (10, 11))
    assert effect.uncounted_days == (FIRST_SATURDAY + 4 * WEEK,)
    assert get_placement(serving.id, officer=officer).state is PlacementState.ACTIVE


@pytest.mark.parametrize(("origin", "jornadas", "days"), [("autonomous", 60, 59), ("converted", 60, 413)])
def test_a_revocation_tells_the_days_of_prison_by_the_penalty_s_origin(officer, origin, jornadas, days):
    facts = {"origin": PenaltyOrigin(origin), "jornadas": jornadas}
    serving = make_serving(officer=officer, sentence=make_sentence(officer=officer, **facts))
    note_attended(serving, FIRST_SATURDAY, officer=officer)

    effect = foresee_order(serving.sentence_id, order(REVOCATION), officer=officer, on=APRIL)

    assert effect.prison.prison_days == days


def test_jornadas_lowered_below_what_was_served_offer_the_completion(officer, serving):
    note_attended(serving, *(FIRST_SATURDAY + WEEK * step for step in range(12)), officer=officer)
    later = date(2026, 6, 8)

    effect = foresee_order(serving.sentence_id, order(CHANGED, later, jornadas=10), officer=officer, on=later)

    assert effect.completes
    assert effect.change is None


def test_an_order_without_placement_tells_no_change(officer):
    sentence = make_sentence(officer=officer)

    effect = foresee_order(sentence.id, order(STAY), officer=officer, on=APRIL)

    assert (effect.placement, effect.change, effect.freed) == (None, None, ())

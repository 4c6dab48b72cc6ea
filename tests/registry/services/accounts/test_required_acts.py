"""What a role lacks is refused by the service itself, before it looks at anything: pages and API ask nothing twice."""

from collections.abc import Callable

import pytest
from flask import Flask

from registry.errors import NotAllowed
from registry.services.accounts.accounts import Account
from registry.services.accounts.policy import POLICY, Act
from registry.services.documents import documents
from registry.services.importing.rows import bring_in
from registry.services.people.details import OrderDetails, PreferenceDetails
from registry.services.people.imports import PEOPLE
from registry.services.people.preferences import record_preference, withdraw_preference
from registry.services.people.sentences import add_order
from registry.services.placements import notifying, placements
from registry.services.rounds import decisions, instructions, rounds
from registry.vocabulary.accounts import Role
from registry.vocabulary.people import CourtOrderKind, Stance
from registry.vocabulary.placements import LetterKind
from tests.factories.accounts import make_officer
from tests.factories.people import TODAY
from tests.factories.rounds import FakeQueue, round_details

NOBODY = 999
START = placements.Start(NOBODY, NOBODY, [(10, 480, 780)], TODAY)

ACTS: dict[str, tuple[Act, Callable[[Account], object]]] = {
    "start_round": (Act.RUN_ROUNDS, lambda by: rounds.start_round(round_details(), officer=by)),
    "request_stop": (Act.RUN_ROUNDS, lambda by: rounds.request_stop("none", officer=by)),
    "stage": (Act.DECIDE_PLACEMENTS, lambda by: decisions.stage([NOBODY], officer=by)),
    "confirm": (Act.DECIDE_PLACEMENTS, lambda by: decisions.confirm(NOBODY, officer=by)),
    "confirm_many": (Act.DECIDE_PLACEMENTS, lambda by: decisions.confirm_many([NOBODY], officer=by)),
    "move": (Act.DECIDE_PLACEMENTS, lambda by: decisions.move(NOBODY, NOBODY, reason="Cerca", officer=by)),
    "leave_unplaced": (
        Act.DECIDE_PLACEMENTS,
        lambda by: decisions.leave_unplaced(NOBODY, reason="Viaja", officer=by),
    ),
    "undo": (Act.DECIDE_PLACEMENTS, lambda by: decisions.undo(NOBODY, officer=by)),
    "pin": (Act.DECIDE_PLACEMENTS, lambda by: instructions.pin(NOBODY, reason="Ya sirve allí", officer=by)),
    "exclude": (Act.DECIDE_PLACEMENTS, lambda by: instructions.exclude(NOBODY, reason="Vive allí", officer=by)),
    "withdraw": (Act.DECIDE_PLACEMENTS, lambda by: instructions.withdraw(NOBODY, officer=by)),
    "begin": (Act.DECIDE_PLACEMENTS, lambda by: placements.begin(START, officer=by)),
    "undo_placement": (Act.DECIDE_PLACEMENTS, lambda by: placements.undo(NOBODY, officer=by)),
    "issue": (
        Act.ISSUE_LETTERS,
        lambda by: documents.issue(NOBODY, LetterKind.PRESENTATION_TO_UNIT, officer=by, on=TODAY),
    ),
    "notify": (Act.ISSUE_LETTERS, lambda by: notifying.notify(NOBODY, officer=by, on=TODAY)),
    "notify_many": (Act.ISSUE_LETTERS, lambda by: notifying.notify_many([NOBODY], officer=by, on=TODAY)),
    "import_people": (Act.KEEP_PEOPLE, lambda by: bring_in(PEOPLE, [], officer=by, load=lambda cells: ({}, {}))),
    "record_preference": (
        Act.KEEP_PEOPLE,
        lambda by: record_preference(NOBODY, PreferenceDetails(Stance.OBJECTION, unit_id=NOBODY), officer=by),
    ),
    "withdraw_preference": (Act.KEEP_PEOPLE, lambda by: withdraw_preference(NOBODY, officer=by)),
    "add_order": (
        Act.KEEP_SENTENCES,
        lambda by: add_order(NOBODY, OrderDetails(CourtOrderKind.STAY, TODAY), officer=by),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_the_role_lacks_is_refused(
    app: Flask, queue: FakeQueue, monkeypatch: pytest.MonkeyPatch, name: str
):
    act, take = ACTS[name]
    officer = make_officer(role=Role.CASE_OFFICER)
    kept = {other: reach for other, reach in POLICY[Role.CASE_OFFICER].items() if other is not act}
    monkeypatch.setitem(POLICY, Role.CASE_OFFICER, kept)

    with pytest.raises(NotAllowed) as refusal:
        take(officer)

    assert refusal.value.facts["act"] == act.value

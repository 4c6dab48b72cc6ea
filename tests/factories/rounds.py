"""Rounds, computed on the spot, and what they propose."""

import json
import zlib
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.extensions.database import transaction
from registry.models import Proposal, Round
from registry.services.accounts.accounts import Account
from registry.services.rounds.appraising import appraise
from registry.services.rounds.computing import freeze, publish, solve
from registry.services.rounds.proposals import ProposalFilter, list_proposals
from registry.services.rounds.rounds import RoundDetails, get_round, open_round
from tests.factories.accounts import make_office, make_officer
from tests.factories.people import TODAY


class FakeQueue:
    """Remembers what it was handed and runs nothing."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def enqueue(self, session: Session, round_public_id: str) -> None:
        self.held.append(round_public_id)


def round_details(**overrides: Any) -> RoundDetails:
    given: dict[str, Any] = {"reference_date": TODAY, "time_limit_seconds": 20}
    return RoundDetails(**(given | overrides))


def make_round(*, officer: Account, **overrides: Any) -> Round:
    """A round of the officer's office, computed from what the registry holds now."""
    opened = open_round(round_details(**overrides), officer=officer)
    compute(opened.public_id)
    return get_round(opened.public_id, officer=officer)


def compute(public_id: str) -> None:
    """Do what the worker does until the round can be reviewed."""
    for step in (freeze, solve, publish):
        step(public_id)


def make_appraised_round(*, officer: Account, **overrides: Any) -> Round:
    """A round carried to its end."""
    made = make_round(officer=officer, **overrides)
    appraise(made.public_id)
    return made


def proposals_of(round_: Round, *, officer: Account) -> list[Proposal]:
    """What a round proposes, in the order of the people's names."""
    return list(list_proposals(round_.id, ProposalFilter(), officer=officer).items)


def make_proposal(*, officer: Account, on: date = TODAY) -> Proposal:
    """The first proposal of a new round over what the registry holds."""
    return proposals_of(make_round(officer=officer, reference_date=on), officer=officer)[0]


def outdate(round_: Round) -> None:
    """Let the round look as one whose problem an earlier version of the matcher wrote otherwise."""
    with transaction() as session:
        row = session.get_one(Round, round_.id)
        plan = json.loads(zlib.decompress(row.frozen_plan or b""))
        plan["problem_sha256"], plan["prices"]["resources"] = "0" * 64, plan["prices"]["resources"][1:]
        row.frozen_plan = zlib.compress(json.dumps(plan).encode())


def make_desk_officer(**overrides: Any) -> Account:
    """An officer of an office that has all that its letters must say."""
    office = make_office(address="Jr. San Román 120", phone="051 321 114")
    return make_officer(**{"office_id": office.id, **overrides})

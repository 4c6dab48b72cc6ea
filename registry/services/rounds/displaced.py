"""People whose unit receives nobody any more, or soon will not: a small round for them alone, nobody else moved.

They go on where they are until an officer confirms a place for each; then the old placement ends with the new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.extensions.queue import round_queue
from registry.models import Account, BeneficiaryUnit, Placement, Round
from registry.services import planning
from registry.services.accounts.policy import Act, require
from registry.services.institutions.units import visible_unit
from registry.services.placements.serving import list_at_unit
from registry.services.rounds.recommending import USUAL_PRESET, USUAL_REACH_KM
from registry.services.rounds.rounds import RoundDetails, open_round


@dataclass(frozen=True)
class Displaced:
    """A unit, who holds a place there, and whether it still receives people."""

    unit: BeneficiaryUnit
    placements: Sequence[Placement]
    receives: bool


def read_displaced(unit_id: int, *, officer: Account, on: date) -> Displaced:
    """Who would have to go somewhere else if the unit received nobody.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: There is no such unit within reach.
    """
    require(officer, Act.READ_PLACEMENTS)
    with reading() as session:
        unit = visible_unit(session, unit_id, officer, Act.READ_PLACEMENTS)
        return Displaced(unit, list_at_unit(unit_id, officer=officer), unit.receives_people(on))


def start_round_for(unit_id: int, *, officer: Account, on: date) -> Round:
    """Open a round over those who hold a place at a unit, and hand it to the worker; both or neither.

    Its people and vacancies are frozen at once: those of the unit are not among the vacancies.

    Raises:
        NotAllowed: The role does not include rounds.
        NotFound: There is no such unit within reach.
        WrongState: Nobody holds a place there, or the office has a round under way.
    """
    require(officer, Act.RUN_ROUNDS)
    with transaction() as session:
        displaced = read_displaced(unit_id, officer=officer, on=on)
        moving = {placement.sentence_id for placement in displaced.placements}
        if not moving:
            raise WrongState("nobody_to_move")
        details = RoundDetails(reference_date=on, preset=USUAL_PRESET, travel_limit_km=USUAL_REACH_KM)
        opened = open_round(details, officer=officer)
        terms = planning.Terms(opened.office_id, on, opened.preset, opened.travel_limit_km, opened.seed)
        opened.unit_id = unit_id
        own = {vacancy.id for vacancy in displaced.unit.vacancies}
        opened.frozen_instance = planning.pack(planning.freeze(terms, moving=moving, leaving=own))
        session.flush()
        round_queue().enqueue(session, opened.public_id)
        return opened

"""The regime and stage of inmates, day by day: they decide how many days of work redeem one (art. 49 CEP)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import selectinload

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Inmate, InmateStage
from registry.services.accounts.policy import Act, require
from registry.services.prison_work.inmates import regime_of, visible_inmate
from registry.services.saving import require_version
from registry.vocabulary.prison_work import Stage


def enter_stage(
    inmate_id: int, stage: Stage, *, valid_from: date, version: int, officer: Account, on: date | None = None
) -> Inmate:
    """Enter in which stage somebody is held from a day on, until the next entry.

    No entry is ever changed: of several for one day the last one counts.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: The day lies ahead, or before the person came.
    """
    day = on or today()
    require(officer, Act.KEEP_INMATES)
    with transaction() as session:
        inmate = visible_inmate(session, inmate_id, officer, selectinload(Inmate.stages), act=Act.KEEP_INMATES)
        require_version(inmate.version, version)
        _refuse_day(inmate, valid_from, day)
        inmate.stages.append(InmateStage(valid_from=valid_from, stage=stage, account_id=officer.id))
        session.flush()
        held = held_stages(inmate.stages)[-1]
        inmate.stage, inmate.regime = held.stage, regime_of(held.stage)
        return inmate


def held_stages(entered: Iterable[InmateStage]) -> list[InmateStage]:
    """The entries that count, one a day, in the order of the days."""
    of_day = {one.valid_from: one for one in sorted(entered, key=lambda one: one.id)}
    return [of_day[day] for day in sorted(of_day)]


def _refuse_day(inmate: Inmate, valid_from: date, on: date) -> None:
    if valid_from > on:
        raise InvalidFields({"valid_from": ("day_ahead", {})})
    if valid_from < inmate.held_since:
        raise InvalidFields({"valid_from": ("before_held_since", {})})

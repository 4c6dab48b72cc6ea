"""Courts' orders of alimony, which an inmate's pay fulfils before anything of it is the inmate's own."""

from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, AlimonyOrder
from registry.services.accounts.policy import Act, require
from registry.services.prison_work.inmate_details import AlimonyDetails
from registry.services.prison_work.inmate_rules import check_alimony
from registry.services.prison_work.inmates import visible_inmate
from registry.services.saving import require_version


def enter_alimony(inmate_id: int, details: AlimonyDetails, *, officer: Account, on: date | None = None) -> AlimonyOrder:
    """Enter an order; it binds the pay from its day.

    Raises:
        NotFound: No prison of the account keeps such a file.
        InvalidFields: It lies ahead, or tells not exactly one of share and amount.
    """
    require(officer, Act.KEEP_INMATES)
    check_alimony(details, on or today())
    with transaction() as session:
        visible_inmate(session, inmate_id, officer, act=Act.KEEP_INMATES)
        order = AlimonyOrder(inmate_id=inmate_id, **asdict(details))
        session.add(order)
        session.flush()
        return order


def end_alimony(
    order_id: int, ended_on: date, *, version: int, officer: Account, on: date | None = None
) -> AlimonyOrder:
    """Note the last day on which an order binds.

    Raises:
        NotFound: There is no such order of an inmate of the account's prisons.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: The day lies ahead, or before the order.
        WrongState: It ended already.
    """
    with transaction() as session:
        order = _reached(session, order_id, officer)
        require_version(order.version, version)
        if order.ended_on is not None:
            raise WrongState("alimony_ended")
        if ended_on > (on or today()):
            raise InvalidFields({"ended_on": ("day_ahead", {})})
        if ended_on < order.ordered_on:
            raise InvalidFields({"ended_on": ("alimony_ends_before", {})})
        order.ended_on = ended_on
        return order


def _reached(session: Session, order_id: int, officer: Account) -> AlimonyOrder:
    require(officer, Act.KEEP_INMATES)
    order = session.get(AlimonyOrder, order_id)
    if order is None:
        raise NotFound(order_id=order_id)
    visible_inmate(session, order.inmate_id, officer, act=Act.KEEP_INMATES)
    return order

"""How an inmate stands with the tenth of the pay, from the settled months: overdue, it keeps certificates back."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.clock import in_peru
from registry.ledger.labour.arrears import Arrears, Instalments, Owed, Paid, arrears
from registry.models import ArrearsPayment, ArrearsPlan, SettledPay, Settlement


def arrears_of(session: Session, inmate_id: int, on: date) -> Arrears:
    """What is owed, paid and overdue on a day; each month's tenth is due on the day its settlement was closed."""
    own = select(ArrearsPayment).where(ArrearsPayment.inmate_id == inmate_id)
    paid = [Paid(payment.paid_on, payment.cents) for payment in session.scalars(own)]
    return arrears(_owed(session, inmate_id), paid, _agreed(session, inmate_id), on)


def _owed(session: Session, inmate_id: int) -> Iterator[Owed]:
    unpaid = select(Settlement.closed_at, SettledPay.contribution_unpaid).join_from(SettledPay, Settlement)
    own = SettledPay.inmate_id == inmate_id, SettledPay.contribution_unpaid > 0
    for closed_at, cents in session.execute(unpaid.where(*own)):
        if closed_at is not None:
            yield Owed(in_peru(closed_at).date(), cents)


def _agreed(session: Session, inmate_id: int) -> Instalments | None:
    own = ArrearsPlan.inmate_id == inmate_id, ArrearsPlan.is_in_force
    plan = session.scalars(select(ArrearsPlan).where(*own).order_by(ArrearsPlan.id.desc())).first()
    return Instalments(plan.agreed_on, plan.cents) if plan else None

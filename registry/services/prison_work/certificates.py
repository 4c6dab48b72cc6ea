"""Certificates of work for people who left prison: they tell the work, never where it was done (RPROD art. 49)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import WrongState
from registry.extensions.database import transaction
from registry.ledger.labour.record import work_days
from registry.letters.kinds import plain_number
from registry.letters.prison_work import SECTOR, SIGNATORY_POST
from registry.models import Account, Document, Inmate, ProductiveActivity, WorkAssignment, WorkVacancy
from registry.services.accounts.policy import Act, own_office_id
from registry.services.documents.contents import Frame, letterhead
from registry.services.documents.sealing import Content, Issuer, Subject, seal
from registry.services.prison_work.facts import facts_of
from registry.services.prison_work.inmates import visible_inmate
from registry.services.prison_work.redemption import identity_of
from registry.vocabulary.placements import LetterKind


def certify_work(inmate_id: int, *, officer: Account, on: date) -> Document:
    """Issue the certificate of the work that somebody did, once they are free; an earlier one is replaced.

    Raises:
        NotAllowed, NotFound: The role issues none, or those of other prisons; or the officer has no office.
        WrongState: The person is not free yet (`inmate_not_released`), or no hours count (`no_work_to_certify`).
    """
    with transaction() as session:
        inmate = visible_inmate(session, inmate_id, officer, act=Act.ISSUE_WORK_CERTIFICATES)
        if inmate.released_on is None or inmate.released_on > on:
            raise WrongState("inmate_not_released")
        jobs = list(_jobs(session, inmate_id, on))
        if not jobs:
            raise WrongState("no_work_to_certify")
        return seal(
            session,
            Subject(inmate_id=inmate_id),
            LetterKind.WORK_CERTIFICATE,
            lambda frame: _content(inmate, jobs, frame),
            by=Issuer(own_office_id(officer), officer, on),
        )


def _jobs(session: Session, inmate_id: int, on: date) -> Iterator[dict[str, Any]]:
    """Each post in which hours count: with whom, in which trade, from the first of those days to the last."""
    counted: dict[int, list[tuple[date, int]]] = {}
    for day in work_days(facts_of(session, inmate_id), on):
        for count in day.counts:
            if count.counted_minutes:
                counted.setdefault(count.posting_id, []).append((day.day, count.counted_minutes))
    for post in session.scalars(_posts(inmate_id)):
        if days := counted.get(post.id):
            yield {
                "employer": _employer(post.vacancy.activity),
                "trade": post.vacancy.trade.label,
                "first_on": days[0][0].isoformat(),
                "last_on": days[-1][0].isoformat(),
                "minutes": sum(minutes for _, minutes in days),
            }


def _posts(inmate_id: int) -> Any:
    activity = joinedload(WorkAssignment.vacancy).joinedload(WorkVacancy.activity)
    whole = select(WorkAssignment).options(activity.joinedload(ProductiveActivity.institution))
    return whole.where(WorkAssignment.inmate_id == inmate_id).order_by(WorkAssignment.starts_on, WorkAssignment.id)


def _employer(activity: ProductiveActivity) -> str:
    return activity.institution.name if activity.institution else SECTOR


def _content(inmate: Inmate, jobs: list[dict[str, Any]], frame: Frame) -> Content:
    """Nothing of the office but its city: its name, address and post would tell where the work was done."""
    head = letterhead(replace(frame, operator=SECTOR, number=plain_number(frame.number)))
    city = head["office"]["city"]
    signatory = {**head["signatory"], "post": SIGNATORY_POST}
    return {
        **head,
        "office": {"name": SIGNATORY_POST, "city": city, "address": city, "phone": None, "email": None},
        "signatory": signatory,
        "contact": {**signatory, "phone": head["contact"]["phone"], "email": None},
        "person": identity_of(inmate),
        "jobs": jobs,
    }

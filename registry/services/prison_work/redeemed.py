"""The part of a certificate of redemption that follows from the ledger: computed at its issue, and again at a check."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from registry.ledger.labour.facts import WorkFacts
from registry.ledger.labour.record import work_days
from registry.ledger.labour.redemption import Segment, redeem
from registry.norms import norm_at
from registry.reference.months import month_of
from registry.services.documents.executions import RULES
from registry.services.prison_work.facts import WorkHeads, facts_of, heads_of
from registry.vocabulary.prison_work import Unredeemed

BY_OFFENCE = "art. 51 CEP"
INSCRIPTION = "art. 175 RCEP"
NOT_KNOWN = "por determinar"
Redeemed = dict[str, Any]


def redeemed_of(facts: WorkFacts, heads: WorkHeads, on: date) -> Redeemed:
    """What the facts come to by a day, in days, whole minutes and codes."""
    counted = redeem(facts, on)
    return {
        "rules": RULES,
        "heads": {**asdict(heads), "file_sha256": file_digest(facts, on)},
        "as_of": on.isoformat(),
        "days_worked": counted.days_worked,
        "days_redeemed": counted.days_redeemed,
        "minutes_over": counted.minutes_over,
        "segments": [_segment(facts, segment) for segment in counted.segments],
        "months": list(_months(facts, on)),
    }


def redeemed_again(session: Session, inmate_id: int, told: Redeemed) -> tuple[Redeemed, Redeemed]:
    """The part as of its issue, and as of now about the same days; empty where it cannot be read.

    A file that was corrected since cannot be had back as it was: then the part passes as told, and
    only what it would be now can differ.
    """
    try:
        heads = {name: last for name, last in told["heads"].items() if name != "file_sha256"}
        on, recorded, digest = date.fromisoformat(told["as_of"]), WorkHeads(**heads), told["heads"]["file_sha256"]
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}, {}
    now = redeemed_of(facts_of(session, inmate_id), heads_of(session, inmate_id), on)
    facts = facts_of(session, inmate_id, recorded)
    return (redeemed_of(facts, recorded, on) if file_digest(facts, on) == digest else told), now


def file_digest(facts: WorkFacts, on: date) -> str:
    """Digest of what the file itself says: offences, marks, inscription, and the posts up to a day."""
    posts = sorted(
        (post.id, str(post.starts_on), str(min(post.last_on or on, on)), sorted(post.weekdays))
        for post in facts.postings
        if post.starts_on <= on
    )
    offences = sorted(str(offence) for offence in facts.offences)
    said = (offences, facts.is_recidivist, facts.is_organised_crime, str(facts.inscribed_on), posts)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _segment(facts: WorkFacts, segment: Segment) -> Redeemed:
    return {
        "first": segment.first.isoformat(),
        "last": segment.last.isoformat(),
        "days_worked": segment.days_worked,
        "ratio": segment.rate.ratio,
        "why": segment.rate.why.value if segment.rate.why else None,
        "norm": _norm_of(facts, segment),
    }


def _norm_of(facts: WorkFacts, segment: Segment) -> str:
    """The article that the rate follows from: the stage's, or that of offence and recidivism."""
    if segment.rate.why is Unredeemed.NOT_INSCRIBED:
        return INSCRIPTION
    if segment.rate.why is Unredeemed.TO_REVIEW:
        return NOT_KNOWN
    held = [custody for custody in facts.custody if custody.valid_from <= segment.first]
    stage = max(held, key=lambda custody: custody.valid_from).stage if held else None
    if segment.rate.why is None and stage is not None:
        norm = norm_at(f"redemption_ratio_{stage.value}", segment.first)
        if norm.value == segment.rate.ratio:
            return norm.article
    return BY_OFFENCE


def _months(facts: WorkFacts, on: date) -> Iterator[Redeemed]:
    """By month with a note: days on which something counts, and the minutes counted."""
    for month, days in groupby(work_days(facts, on), key=lambda each: month_of(each.day)):
        minutes = [each.minutes for each in days]
        yield {"month": f"{month:%Y-%m}", "days": sum(1 for each in minutes if each), "minutes": sum(minutes)}

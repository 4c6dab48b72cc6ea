"""From confirmed to notified: both letters go out under one signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.errors import DomainError, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Document, Placement
from registry.services.accounts.policy import Act, require
from registry.services.documents import documents
from registry.services.placements import placements, transitions
from registry.services.placements.history import Change
from registry.vocabulary.placements import ANNOUNCEMENTS, PlacementChange


@dataclass(frozen=True)
class Notified:
    """A notified placement and its letters, or why it could not be notified."""

    placement_id: int
    documents: tuple[Document, ...] = ()
    refusal: DomainError | None = None


def notify(placement_id: int, *, officer: Account, on: date) -> tuple[Placement, tuple[Document, ...]]:
    """Issue the letters to the unit and to the person; from here on the confirmation cannot be undone.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
        WrongState: The placement is not waiting for its letters, or they cannot be issued.
    """
    require(officer, Act.ISSUE_LETTERS)
    with transaction():
        placement = placements.lock(placement_id, Act.ISSUE_LETTERS, officer=officer)
        if not placement.can_notify():
            raise WrongState("placement_notified", state=placement.state.label)
        issued = tuple(documents.issue(placement_id, kind, officer=officer, on=on) for kind in ANNOUNCEMENTS)
        transitions.apply(placement, Change(PlacementChange.NOTIFIED, on), officer=officer)
        return placement, issued


def notify_many(placement_ids: Sequence[int], *, officer: Account, on: date) -> list[Notified]:
    """Notify each of the placements in a transaction of its own; one refusal stops no other.

    Raises:
        NotAllowed: The role does not include letters.
    """
    require(officer, Act.ISSUE_LETTERS)
    results = []
    for placement_id in dict.fromkeys(placement_ids):
        try:
            with transaction() as session, session.begin_nested():
                _, issued = notify(placement_id, officer=officer, on=on)
            results.append(Notified(placement_id, issued))
        except DomainError as refusal:
            results.append(Notified(placement_id, refusal=refusal))
    return results

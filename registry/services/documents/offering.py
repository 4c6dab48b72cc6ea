"""Which letters a placement is ready for now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import Account, Document
from registry.reference.months import months_between
from registry.services.documents.conditions import period_of, require_told, scope_of
from registry.services.documents.dossiers import Dossier, open_dossier
from registry.services.documents.executions import execution_of
from registry.vocabulary.placements import ANNOUNCEMENTS, LetterKind, PlacementState

#: Letters of which a placement has one in force at a time, or one of its last change.
SINGLE = (
    *ANNOUNCEMENTS,
    LetterKind.CHANGE_TO_UNIT,
    LetterKind.CHANGE_TO_PERSON,
    LetterKind.WRITTEN_WARNING,
    LetterKind.COMPLETION_REPORT,
    LetterKind.UNIT_CONSTANCY,
    LetterKind.JORNADAS_CERTIFICATE,
)
OF_BREACH = (LetterKind.EXPLANATION_REQUEST, LetterKind.BREACH_REPORT)


@dataclass(frozen=True)
class Offer:
    """A letter that can be issued now; *in_force* is the one that it would replace."""

    kind: LetterKind
    period: str
    in_force: Document | None = None


@dataclass(frozen=True)
class Foreseen:
    """A letter before it is signed: whose it is, and which one it would replace."""

    placement_id: int
    person_name: str
    unit_name: str
    offer: Offer


def list_offers(placement_id: int, *, officer: Account, on: date) -> Sequence[Offer]:
    """The letters that the placement is ready for, in the order of the vocabulary; of months only those unreported.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
    """
    with reading() as session:
        dossier = open_dossier(session, placement_id, officer)
    candidates = [*_single(dossier, on), *_months(dossier, on), *_of_breaches(dossier)]
    ready = [offer for offer in candidates if _refusal(dossier, offer, on) is None]
    order = list(LetterKind)
    return sorted(ready, key=lambda offer: (order.index(offer.kind), offer.period))


def foresee(placement_id: int, kind: LetterKind, period: str, *, officer: Account, on: date) -> Foreseen:
    """What signing a letter would do.

    Raises:
        NotAllowed, NotFound: As in `list_offers`.
        WrongState: The placement is not ready for it.
    """
    with reading() as session:
        dossier = open_dossier(session, placement_id, officer)
    offer = _offer(dossier, kind, period_of(kind, dossier, period, on))
    refusal = _refusal(dossier, offer, on)
    if refusal is not None:
        raise refusal
    placement = dossier.placement
    return Foreseen(placement.id, placement.sentence.person.full_name, placement.vacancy.unit.name, offer)


def _single(dossier: Dossier, on: date) -> Iterator[Offer]:
    """Announcements go out with the notification; here they are only issued anew."""
    for kind in SINGLE:
        if kind not in ANNOUNCEMENTS or dossier.placement.state is not PlacementState.CONFIRMED:
            yield _offer(dossier, kind, period_of(kind, dossier, "", on))


def _months(dossier: Dossier, on: date) -> Iterator[Offer]:
    for month in months_between(dossier.began_on, on):
        offer = _offer(dossier, LetterKind.MONTHLY_REPORT, f"{month:%Y-%m}")
        if offer.in_force is None:
            yield offer


def _of_breaches(dossier: Dossier) -> Iterator[Offer]:
    for kind in OF_BREACH:
        for period in dossier.alerts:
            yield _offer(dossier, kind, period)


def _offer(dossier: Dossier, kind: LetterKind, period: str) -> Offer:
    return Offer(kind, period, dossier.in_force.get((kind, period)))


def _refusal(dossier: Dossier, offer: Offer, on: date) -> WrongState | None:
    try:
        scope = scope_of(offer.kind, dossier, offer.period, on)
        if offer.kind is not LetterKind.MONTHLY_REPORT:
            require_told(offer.kind, execution_of(offer.kind, dossier.facts, dossier.heads, scope))
    except WrongState as refusal:
        return refusal
    return None

"""Another place for somebody who has one, or the same one again, between two rounds."""

from dataclasses import dataclass
from datetime import date

from registry.errors import PlaceTaken, WrongState
from registry.extensions.database import transaction
from registry.models import Account, Placement, Sentence
from registry.services import planning
from registry.services.accounts.policy import Act, require
from registry.services.people.sentences import visible_sentence
from registry.services.placements import holding, leaving, placements
from registry.services.placements.change_rules import ChangeDetails
from registry.services.rounds.decisions import first_day, require_day
from registry.services.rounds.recommending import USUAL_PRESET, USUAL_REACH_KM
from registry.services.saving import refuse, require_version
from registry.vocabulary.placements import EndReason, PlacementChange


@dataclass(frozen=True)
class RelocationDetails:
    """Where the person goes, why, and from which day; without one from the first that leaves time for the letters."""

    vacancy_id: int
    reason: str = ""
    starts_on: date | None = None
    #: The officer knows that entries from that day on stay without credit.
    accepts_entries: bool = False


def relocate(placement_id: int, details: RelocationDetails, *, version: int, officer: Account, on: date) -> Placement:
    """End a placement and begin another one of the same sentence, both or neither; every hard rule holds for it.

    The balance is the sentence's and goes on; the letters of the new placement announce it.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such placement.
        StaleVersion: Somebody changed it after *version*.
        InvalidFields: There is no reason, the day breaks a rule, or entries after it were not accepted.
        WrongState: It has ended, the place is the same, or a rule refuses the vacancy (facts: the rules' codes).
        PlaceTaken: The vacancy has no place left.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    require_day(details.starts_on, on)
    with transaction() as session:
        placement = placements.lock(placement_id, Act.DECIDE_PLACEMENTS, officer=officer)
        require_version(placement.version, version)
        if details.vacancy_id == placement.vacancy_id:
            raise WrongState("move_to_same_place")
        sentence = visible_sentence(session, placement.sentence_id, officer, act=Act.DECIDE_PLACEMENTS)
        place = _place_today(sentence, details.vacancy_id, on, is_moving=True)
        starts_on = details.starts_on or first_day(place.attendances, on)
        wanted = ChangeDetails(
            PlacementChange.MOVED,
            starts_on,
            details.reason,
            end_reason=EndReason.MOVED,
            accepts_entries=details.accepts_entries,
        )
        holding.hold_person(session, sentence.id)
        holding.hold_vacancies(session, placement.vacancy_id, details.vacancy_id)
        leaving.leave(session, placement, wanted, officer=officer, on=on)
        return _begin(sentence, place, starts_on, details.reason, officer)


def come_back(
    placement_id: int, *, reason: str, starts_on: date | None = None, officer: Account, on: date
) -> Placement:
    """Place somebody again at the vacancy of a placement that ended, in the half days that are free there today.

    Raises:
        NotAllowed: The role does not include decisions.
        NotFound: The office has no such placement.
        InvalidFields: There is no reason, or the first day has passed or is too far away.
        WrongState: The placement holds, the sentence waits for none, or a rule refuses the vacancy.
        PlaceTaken: The vacancy has no place left.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    if not reason.strip():
        refuse({"reason": ("change_reason_missing", {})})
    require_day(starts_on, on)
    with transaction() as session:
        placement = placements.lock(placement_id, Act.DECIDE_PLACEMENTS, officer=officer)
        if placement.holds_places:
            raise WrongState("return_not_possible")
        sentence = visible_sentence(session, placement.sentence_id, officer, act=Act.DECIDE_PLACEMENTS)
        place = _place_today(sentence, placement.vacancy_id, on, is_moving=False)
        return _begin(sentence, place, starts_on or first_day(place.attendances, on), reason, officer)


def _begin(sentence: Sentence, place: planning.Place, starts_on: date, reason: str, officer: Account) -> Placement:
    pattern = [(shift, start, end) for shift, start, end in place.attendances]
    start = placements.Start(sentence.id, place.vacancy_id, pattern, starts_on, reason=reason.strip())
    return placements.begin(start, officer=officer)


def _place_today(sentence: Sentence, vacancy_id: int, on: date, *, is_moving: bool) -> planning.Place:
    """The place that the rules admit at a vacancy today."""
    terms = planning.Terms(sentence.office_id, on, USUAL_PRESET, USUAL_REACH_KM)
    moving = (sentence.id,) if is_moving else ()
    for place in planning.options_today(sentence.id, terms, moving=moving):
        if place.vacancy_id == vacancy_id:
            return place
    rules = [one.rule for one in planning.refusals_today(sentence.id, vacancy_id, terms, moving=moving)]
    if rules == ["places"]:
        raise PlaceTaken("place_taken", vacancy_id=vacancy_id)
    raise WrongState("vacancy_not_admissible", vacancy_id=vacancy_id, rules=rules)

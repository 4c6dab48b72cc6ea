"""Places for one person between two rounds: what the last one's prices recommend."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import Account, Proposal, Round, Sentence, Vacancy
from registry.models.rounds.proposal import UNDECIDED
from registry.services import audit
from registry.services.accounts.policy import Act, require
from registry.services.people.sentences import get_sentence
from registry.services.planning import recommending
from registry.services.planning.freezing import Terms
from registry.services.planning.recommending import Suggestion
from registry.services.rounds.proposals import load_vacancies, terms_of
from registry.services.rounds.rounds import SOLVED
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.rounds import WeightsPreset

#: Terms where the office has had no round yet; those that a new round begins with.
USUAL_PRESET, USUAL_REACH_KM = WeightsPreset.BALANCED, 30.0


@dataclass(frozen=True)
class Suggestions:
    """The best places for a sentence today, the vacancies that they name, and where to go on.

    `round` gave the prices, None where none could. `proposal` is the one of that round which an officer may still
    decide on for this sentence. `places` is None where the sentence waits for no place.
    """

    sentence: Sentence
    round: Round | None
    proposal: Proposal | None
    places: Sequence[Suggestion] | None
    vacancies: Mapping[int, Vacancy]


def suggest_places(sentence_id: int, *, officer: Account, on: date, is_moving: bool = False) -> Suggestions:
    """Recommend places for a waiting sentence, or one that leaves its place, without a new round; the look is noted.

    Raises:
        NotAllowed: The role does not include rounds.
        NotFound: The office has no such sentence.
    """
    require(officer, Act.READ_ROUNDS)
    sentence = get_sentence(sentence_id, officer=officer)
    last = _last_round(sentence)
    open_proposals = _undecided(last)
    own = next((proposal for proposal in open_proposals if proposal.sentence_id == sentence_id), None)
    others = [proposal for proposal in open_proposals if proposal.sentence_id != sentence_id]
    moving = (sentence_id,) if is_moving else ()
    found, priced_by = _suggested(sentence, last, others, on, moving)
    audit.record(AuditAction.VIEWED, "sentence", sentence_id)
    vacancies = load_vacancies(one.place.vacancy_id for one in found or ())
    return Suggestions(sentence, priced_by, own, found, vacancies)


def _suggested(
    sentence: Sentence, last: Round | None, others: Sequence[Proposal], on: date, moving: Collection[int]
) -> tuple[list[Suggestion] | None, Round | None]:
    """What is recommended, and the round whose prices did; one of an earlier version has none to give."""
    usual = Terms(sentence.office_id, on, USUAL_PRESET, USUAL_REACH_KM)
    terms = terms_of(last, on) if last else usual
    proposed = [(one.vacancy_id, one.attendances) for one in others if one.vacancy_id is not None]
    if last is not None:
        with suppress(WrongState):
            price = last.public_id
            found = recommending.suggest(sentence.id, terms, round_id=price, proposed=proposed, moving=moving)
            return found, last
    return recommending.suggest(sentence.id, terms, round_id=None, proposed=proposed, moving=moving), None


def _last_round(sentence: Sentence) -> Round | None:
    """The newest round with a result of the sentence's office."""
    solved = Round.office_id == sentence.office_id, SOLVED
    with reading() as session:
        return session.scalars(select(Round).where(*solved).order_by(Round.id.desc()).limit(1)).first()


def _undecided(last: Round | None) -> Sequence[Proposal]:
    if last is None:
        return ()
    with reading() as session:
        open_ones = Proposal.round_id == last.id, Proposal.state.in_(UNDECIDED)
        return session.scalars(select(Proposal).where(*open_ones)).all()

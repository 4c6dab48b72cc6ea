"""What one more place is worth, where places are short, and places for one person between rounds."""

from typing import Any

from marshmallow import fields, pre_dump

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Decimal, Key, Part, Text, Whole, YesNo
from registry.schemas.rounds.attendances import Attendances
from registry.schemas.rounds.explanation import NamedVacancyOutput, PlaceOutput
from registry.vocabulary.reasons import DAYS


class TriedOutOutput(OutputSchema):
    """What calculating the round again with the place gave."""

    persons = Whole()
    gained_persons = Decimal()
    gained_points = Decimal()
    is_proven = YesNo()
    seconds = Decimal()


class PlaceWorthOutput(OutputSchema):
    """One more place at a vacancy: what the prices promise at most, and what was found where it was tried."""

    vacancy_id = Key()
    attendances = Attendances()
    promised_persons = Decimal()
    promised_points = Decimal()
    people = Whole()
    tried = Part(TriedOutOutput, allow_none=True)


class WhomToCallOutput(OutputSchema):
    """A vacancy that could be asked for one more place."""

    vacancy_id = Key()
    people = Whole()
    distance_km = Decimal()


class PlaceShortageOutput(OutputSchema):
    """Places near by on the days of a district's people without one, and all who want them."""

    ubigeo = Text(longest=6)
    days = Text()
    days_label = fields.Function(lambda shortage: DAYS.get(shortage.days, shortage.days))
    unplaced = Whole()
    places = Whole()
    people = Whole()
    distance_km = Decimal()
    calls = Part(WhomToCallOutput, many=True)


class WorthOutput(OutputSchema):
    """A round's places appraised; until the worker has done it, `is_ready` is false and the lists are empty."""

    is_ready = YesNo()
    is_too_large = YesNo()
    worths = Part(PlaceWorthOutput, many=True)
    shortages = Part(PlaceShortageOutput, many=True)
    vacancies = Part(NamedVacancyOutput, many=True)

    @pre_dump
    def _read(self, answer: Any, **_options: Any) -> dict[str, Any]:
        return {
            "is_ready": answer.appraised is not None,
            "is_too_large": answer.appraised is not None and answer.appraised.is_too_large,
            "worths": answer.worths,
            "shortages": answer.shortages,
            "vacancies": list(answer.vacancies.values()),
        }


class SuggestionOutput(OutputSchema):
    """A place that the rules admit today: its worth, and what taking it would cost others."""

    place = Part(PlaceOutput)
    lost_persons = Decimal()
    lost_points = Decimal()
    net_points = Decimal()
    is_free = YesNo()


class SuggestionsOutput(OutputSchema):
    """The best places for a sentence today; `round` gave the prices, `proposal_id` is where to decide."""

    is_waiting = YesNo()
    round = Text(allow_none=True)
    proposal_id = Key(allow_none=True)
    places = Part(SuggestionOutput, many=True)
    vacancies = Part(NamedVacancyOutput, many=True)

    @pre_dump
    def _read(self, answer: Any, **_options: Any) -> dict[str, Any]:
        return {
            "is_waiting": answer.places is not None,
            "round": answer.round.public_id if answer.round else None,
            "proposal_id": answer.proposal.id if answer.proposal else None,
            "places": answer.places or (),
            "vacancies": list(answer.vacancies.values()),
        }

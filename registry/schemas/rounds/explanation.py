"""Why here, why not there, why nowhere: the matcher's answers with their words."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, pre_dump

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Decimal, HalfDay, Key, Part, Text, Whole
from registry.schemas.keys import Figures
from registry.schemas.rounds.attendances import Attendances
from registry.schemas.rounds.instruction import InstructionOutput
from registry.schemas.rounds.proposal import Cause, CauseLabel
from registry.vocabulary import reasons
from registry.vocabulary.institutions import Task
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import Criterion


class ScoreOutput(OutputSchema):
    """One criterion of a place's score."""

    criterion = Choice(Criterion)
    score = Decimal()
    weight = Decimal()
    points = Decimal()

    @pre_dump
    def _read(self, score: Any, **_options: Any) -> dict[str, Any]:
        return {**vars(score), "criterion": Criterion(score.criterion)}


class PlaceOutput(OutputSchema):
    """A vacancy in one weekly pattern, with its worth for the person."""

    vacancy_id = Key()
    attendances = Attendances()
    distance_km = Decimal()
    total = Decimal()
    scores = Part(ScoreOutput, many=True)


class PriceOutput(OutputSchema):
    """What others would lose: people without a place, or points of score, whichever is more."""

    persons = Decimal()
    points = Decimal()


class ObstacleOutput(OutputSchema):
    """What has run out at a place: one half day, or the vacancy as a whole."""

    shift = HalfDay(allow_none=True)
    price = Part(PriceOutput)
    people_ahead = Whole()
    people_behind = Whole()


class OtherPlaceOutput(OutputSchema):
    """An admissible place that was not given, and what stands in the way."""

    place = Part(PlaceOutput)
    difference = Decimal(allow_none=True)
    status = Text()
    status_label = fields.Function(lambda other: reasons.STATUSES.get(other.status, reasons.NOT_TOLD))
    lost_persons = Decimal()
    lost_points = Decimal()
    people_ahead = Whole()
    obstacles = Part(ObstacleOutput, many=True)


class ChangeOutput(OutputSchema):
    """The smallest change that would admit the person."""

    code = Text()
    amount = Decimal()
    shifts = fields.List(HalfDay())
    text = fields.Function(lambda change: reasons.change_text(change.code, change.amount, change.shifts))


class RefusalOutput(OutputSchema):
    """A rule against one vacancy; of a reserved one neither code nor figures are told."""

    rule = fields.Function(lambda refusal: reasons.shown_code(refusal.rule))
    text = fields.Function(lambda refusal: reasons.refusal_text(refusal.rule, refusal.value, refusal.requirement))
    change = Part(ChangeOutput, allow_none=True)


class NearMissOutput(OutputSchema):
    """A vacancy that few rules refuse."""

    vacancy_id = Key()
    distance_km = Decimal()
    refusals = Part(RefusalOutput, many=True)


class RungOutput(OutputSchema):
    """A larger change of the same kind, and how many vacancies it would open."""

    change = Part(ChangeOutput)
    openings = Whole()


class RemedyOutput(RungOutput):
    """A change that would by itself admit the person to some vacancies; the nearest of them is named."""

    vacancy_id = Key()
    alike = Whole()
    ladder = Part(RungOutput, many=True)


class NamedVacancyOutput(OutputSchema):
    """A vacancy that an explanation names."""

    id = Key()
    unit_id = Key()
    unit = Text(attribute="unit.name")
    task = Choice(Task)


class ExplanationOutput(OutputSchema):
    """What `services.rounds.proposals.explain` answers, with the vacancies that it names."""

    place = Part(PlaceOutput, attribute="explained.place", allow_none=True)
    cause = Cause(attribute="explained.cause", allow_none=True)
    cause_label = CauseLabel()
    others = Part(OtherPlaceOutput, many=True, attribute="explained.others")
    refused = Figures()
    near_misses = Part(NearMissOutput, many=True, attribute="explained.near_misses")
    remedies = Part(RemedyOutput, many=True, attribute="explained.remedies")
    vacancies = Part(NamedVacancyOutput, many=True)
    instructions = Part(InstructionOutput, many=True)
    unexplained = Text(
        longest=300, allow_none=True, metadata={"description": "Por qué la ronda ya no puede explicarse, si es así"}
    )

    @pre_dump
    def _read(self, answer: Any, **_options: Any) -> dict[str, Any]:
        explained = answer.explained
        if explained is None:
            return {
                "cause": answer.proposal.cause or None,
                "instructions": answer.instructions,
                "unexplained": message("round_by_earlier_version"),
            }
        return {
            "instructions": answer.instructions,
            "explained": explained,
            "cause": explained.cause,
            "refused": _shown(explained.refused),
            "vacancies": list(answer.vacancies.values()),
            "unexplained": None,
        }


def _shown(refused: Mapping[str, int]) -> dict[str, int]:
    """How many vacancies each rule refuses; reserved ones are told as the one that refuses most."""
    told: dict[str, int] = {}
    for code, count in refused.items():
        shown = reasons.shown_code(code)
        told[shown] = max(told.get(shown, 0), count)
    return told


class WhyNotOutput(OutputSchema):
    """Why a person is not at one vacancy."""

    vacancy_id = Key()
    refusals = Part(RefusalOutput, many=True)
    other = Part(OtherPlaceOutput, allow_none=True)

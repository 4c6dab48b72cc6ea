"""How a round fell on groups of people: counts, never who."""

from typing import Any

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Decimal, Label, Part, Text, Whole
from registry.vocabulary.rounds import Aspect


class TallyOutput(OutputSchema):
    """Figures of one group: the share is of those whom the rules admit somewhere, the medians are of the placed."""

    persons = Whole()
    eligible = Whole()
    placed = Whole()
    share = Decimal()
    median_km = Decimal(allow_none=True)
    median_wait_days = Decimal(allow_none=True)
    skill_fit = Decimal(allow_none=True)


class GroupOutput(OutputSchema):
    """One group of one aspect; small ones stand together as `others`, and figures over few people are null."""

    code = Text()
    tally = Part(TallyOutput, allow_none=True)


class AspectOutput(OutputSchema):
    """One aspect by which groups are compared."""

    aspect = Choice(Aspect)
    aspect_label = Label("aspect")
    groups = Part(GroupOutput, many=True)


class FairnessOutput(OutputSchema):
    """A round's report."""

    everybody = Part(TallyOutput)
    aspects = Part(AspectOutput, many=True)


def as_rows(fairness: Any) -> dict[str, Any]:
    """A report as `FairnessOutput` reads it."""
    aspects = [{"aspect": aspect, "groups": groups} for aspect, groups in fairness.aspects.items()]
    return {"everybody": fairness.everybody, "aspects": aspects}

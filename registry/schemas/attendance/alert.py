"""What asks for an officer among people who serve: how many, and one by one."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Day, Label, Part, Whole
from registry.schemas.paging import PageQuery
from registry.schemas.placements.placement import PlacementOutput
from registry.vocabulary.attendance import Matter


class MatterQuery(PageQuery):
    """The matter whose placements to list."""

    matter = Choice(Matter, load_default=Matter.PRESCRIBING)


class MatterRowOutput(OutputSchema):
    """A placement that a matter is about, and the day that presses."""

    placement = Part(PlacementOutput)
    day = Day()


class MatterTallyOutput(OutputSchema):
    """How many placements a matter is about, and the first of their days."""

    matter = Choice(Matter)
    matter_label = Label("matter")
    count = Whole()
    first = Day(allow_none=True)


class WaitingOutput(OutputSchema):
    """How many alerts of breach wait, and the first of their days."""

    count = Whole()
    first = Day(allow_none=True)


class AlertsOutput(OutputSchema):
    """Everything that needs an officer; the matters that touch liberty come first."""

    matters = Part(MatterTallyOutput, many=True, attribute="rows")
    breaches_to_review = Part(WaitingOutput)
    explanations_to_weigh = Part(WaitingOutput)
    missing_sheets = Part(WaitingOutput, metadata={"description": "Planillas que debieron llegar y no llegaron"})

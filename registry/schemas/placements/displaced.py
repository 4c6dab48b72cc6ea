"""Who holds a place at a unit that may stop receiving people."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Key, Part, Text, YesNo
from registry.schemas.placements.placement import PlacementOutput


class DisplacedOutput(OutputSchema):
    """A unit, whether it still receives people, and who would have to go somewhere else if it did not."""

    unit_id = Key(attribute="unit.id")
    unit = Text(longest=200, attribute="unit.name")
    receives = YesNo(dump_only=True)
    placements = Part(PlacementOutput, many=True, exclude=("unit",))

"""Many things done at once: answered with a row each, so that one refusal stops no other."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from marshmallow import pre_dump

from registry.api.problems import ProblemOutput, problem_of
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Part, Whole


class Problem(Part):
    """Why a row was refused, as a problem; none where it was done."""

    def __init__(self) -> None:
        words = {"description": "Por qué no se hizo; nulo si se hizo"}
        super().__init__(ProblemOutput, attribute="refusal", allow_none=True, metadata=words)

    def get_value(self, obj: Any, attr: str, *given: Any, **options: Any) -> Any:
        """Tell the refusal that a row holds."""
        refusal = super().get_value(obj, attr, *given, **options)
        return problem_of(refusal) if refusal else None


class BatchOutput(OutputSchema):
    """The rows of what a service did, in the order in which they were asked for."""

    done = Whole(required=True, metadata={"description": "Cuántas se hicieron; las demás llevan su problema"})

    @pre_dump
    def _as_items(self, results: Sequence[Any], **_options: Any) -> dict[str, Any]:
        return {"items": results, "done": sum(result.refusal is None for result in results)}


@cache
def batch_of(row: type[OutputSchema]) -> type[BatchOutput]:
    """Schema of a row each of many; *row* shows one result of a service."""
    told = {"description": "Una fila por cada elemento, en el orden en que se envió"}
    members = {"items": Part(row, many=True, required=True, metadata=told)}
    return type(f"{row.__name__.removesuffix('Row')}Batch", (BatchOutput,), members)

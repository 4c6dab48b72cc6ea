"""A paper sheet typed twice: what each typing says, where two differ, and what is chosen."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from marshmallow import validates_schema

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Clock, Day, HalfDay, Key, Part, Rows, Text, Whole, refuse
from registry.vocabulary.attendance import Outcome

MOST_CELLS = 1_500
TWICE = "La misma sesión viene dos veces. Deje una sola."
HOURS = "Con este resultado van la entrada y la salida, la salida después."
NO_HOURS = "Con este resultado no va ninguna hora. Quítela."


class CellChoiceInput(InputSchema):
    """What stays of one session of the sheet; without a result it stays open."""

    placement_id = Key(required=True)
    day = Day(required=True)
    shift = HalfDay(required=True)
    outcome = Choice(Outcome, load_default=None, allow_none=True)
    arrived = Clock(load_default=None, allow_none=True)
    left = Clock(load_default=None, allow_none=True)

    @validates_schema
    def _hours(self, loaded: Mapping[str, Any], **_options: Any) -> None:
        outcome, arrived, left = (loaded.get(name) for name in ("outcome", "arrived", "left"))
        if outcome is not None and outcome.attended:
            if arrived is None or left is None or left <= arrived:
                raise refuse(HOURS, "arrived", "left")
        elif arrived is not None or left is not None:
            raise refuse(NO_HOURS, "arrived", "left")


class TypedCellInput(CellChoiceInput):
    """What the paper says of one session."""

    outcome = Choice(Outcome, required=True)


class TypingInput(InputSchema):
    """Everything that the paper says."""

    example: ClassVar = {
        "cells": [
            {
                "placement_id": 41,
                "day": "2026-09-05",
                "shift": 10,
                "outcome": "attended",
                "arrived": "08:00",
                "left": "13:00",
            },
            {"placement_id": 42, "day": "2026-09-05", "shift": 10, "outcome": "unexcused"},
        ]
    }

    cells = Rows(TypedCellInput, key="placement_id", longest=MOST_CELLS, required=True)

    @validates_schema
    def _once(self, loaded: Mapping[str, Any], **_options: Any) -> None:
        _require_once(loaded["cells"], "cells")


class SettlementInput(InputSchema):
    """What stays of each difference."""

    example: ClassVar = {
        "choices": [
            {"placement_id": 41, "day": "2026-09-05", "shift": 10, "outcome": "unexcused"},
            {"placement_id": 42, "day": "2026-09-05", "shift": 10, "outcome": None},
        ]
    }

    choices = Rows(CellChoiceInput, key="placement_id", longest=MOST_CELLS, required=True)

    @validates_schema
    def _once(self, loaded: Mapping[str, Any], **_options: Any) -> None:
        _require_once(loaded["choices"], "choices")


class TypedCellOutput(OutputSchema):
    """What somebody typed of one session."""

    outcome = Choice(Outcome)
    arrived = Clock(allow_none=True)
    left = Clock(allow_none=True)


class TypedSessionOutput(OutputSchema):
    """A session, and what somebody typed of it."""

    placement_id = Key(attribute="key.placement_id")
    day = Day(attribute="key.day")
    shift = HalfDay(attribute="key.shift")
    cell = Part(TypedCellOutput)


class TypingOutput(OutputSchema):
    """Who typed the sheet; what they typed only they see until it is compared."""

    account_name = Text()
    count = Whole(metadata={"description": "Sesiones digitadas"})


class OwnTypingOutput(TypingOutput):
    """What the caller typed."""

    sessions = Part(TypedSessionOutput, many=True)


class DifferenceOutput(OutputSchema):
    """A session of which two typings say something else; null where one of them left it empty."""

    placement_id = Key(attribute="key.placement_id")
    day = Day(attribute="key.day")
    shift = HalfDay(attribute="key.shift")
    first = Part(TypedCellOutput, allow_none=True)
    second = Part(TypedCellOutput, allow_none=True)


def _require_once(rows: Iterable[Mapping[str, Any]], field: str) -> None:
    """Refuse a list that names a session twice: readers differ on which of the two counts."""
    named = [(row["placement_id"], row["day"], row["shift"]) for row in rows]
    if len(set(named)) < len(named):
        raise refuse(TWICE, field)

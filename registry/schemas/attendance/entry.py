"""Entries of attendance as programs send and read them, and the ledger that they make."""

from typing import ClassVar

from registry.schemas.attendance.tap import LONGEST_REMARK, Instant, TapKey
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Clock, Day, HalfDay, Key, Label, Part, Rows, Text, Whole, YesNo
from registry.schemas.keys import Moment, Month
from registry.vocabulary.attendance import EntrySource, Outcome, SheetState, Uncredited
from registry.vocabulary.institutions import Task

MOST_ENTRIES = 500


class EntryInput(InputSchema):
    """What happened in one session, named by its day and its first half day; a correction names what it replaces."""

    example: ClassVar = {"day": "2026-09-05", "shift": 10, "outcome": "attended", "arrived": "08:00", "left": "13:00"}

    day = Day(required=True)
    shift = HalfDay(required=True)
    outcome = Choice(Outcome, required=True)
    arrived = Clock(load_default=None)
    left = Clock(load_default=None)
    remark = Text(LONGEST_REMARK, load_default="", lines=True)
    replaces_id = Key(load_default=None)
    tapped_at = Instant(load_default=None)
    attachment_id = Key(load_default=None)
    is_out_of_hours = YesNo(load_default=False)


class KeyedEntryInput(EntryInput):
    """An entry among many, with its placement and the key under which it is taken once."""

    example: ClassVar = {"placement_id": 41, "key": "0f8fad5b-d9cb-469f-a165-70867728950e", **EntryInput.example}

    placement_id = Key(required=True)
    key = TapKey(load_default=None)
    replaces_key = TapKey(load_default=None)


class EntriesInput(InputSchema):
    """Several entries, each answered for itself."""

    example: ClassVar = {
        "items": [
            KeyedEntryInput.example,
            {"placement_id": 42, "day": "2026-09-05", "shift": 10, "outcome": "unexcused"},
        ]
    }

    items = Rows(KeyedEntryInput, key="placement_id", longest=MOST_ENTRIES, required=True)


class LedgerEntryOutput(OutputSchema):
    """One entry: what was said, by whom and when."""

    id = Key()
    placement_id = Key()
    day = Day()
    shift = HalfDay()
    outcome = Choice(Outcome)
    outcome_label = Label("outcome")
    arrived = Clock(allow_none=True)
    left = Clock(attribute="left_at", allow_none=True)
    remark = Text(longest=LONGEST_REMARK, allow_none=True)
    replaces_id = Key(allow_none=True)
    source = Choice(EntrySource)
    tapped_at = Moment(allow_none=True)
    recorded_at = Moment()
    account_name = Text()
    account_post = Text()


class CreditOutput(OutputSchema):
    """What the entry in force is worth."""

    attended_minutes = Whole()
    credited_minutes = Whole()
    why = Choice(Uncredited, allow_none=True)


class LineOutput(OutputSchema):
    """One session with its entries, the latest first."""

    day = Day()
    shift = HalfDay()
    is_due = YesNo()
    entries = Part(LedgerEntryOutput, many=True)
    credit = Part(CreditOutput, allow_none=True)


class BalanceOutput(OutputSchema):
    """What was served of the sentence, in whole minutes."""

    on = Day()
    owed_jornadas = Whole()
    owed_minutes = Whole()
    credited_minutes = Whole()
    remaining_minutes = Whole()
    is_served = YesNo()


class LedgerOutput(OutputSchema):
    """The ledger of a placement, the latest day first, and the balance of its sentence."""

    placement_id = Key(attribute="placement.id")
    sentence_id = Key(attribute="placement.sentence_id")
    balance = Part(BalanceOutput)
    lines = Part(LineOutput, many=True)


class UnitMonthOutput(OutputSchema):
    """How far a unit is with the sheet of a month."""

    unit_id = Key()
    unit = Text(longest=200)
    month = Month()
    people = Whole()
    noted = Whole()
    state = Choice(SheetState)
    closed_by = Text()
    due_on = Day()


class CellOutput(OutputSchema):
    """One session of a sheet, and what is in force of it."""

    day = Day(attribute="session.day")
    shift = HalfDay(attribute="session.shift")
    start = Clock(attribute="session.start")
    end = Clock(attribute="session.end")
    entry_id = Key(attribute="entry.id")
    outcome = Choice(Outcome, attribute="entry.outcome")
    arrived = Clock(attribute="entry.arrived", allow_none=True)
    left = Clock(attribute="entry.left", allow_none=True)


class SheetRowOutput(OutputSchema):
    """A person of a sheet: name, task and sessions, and nothing else of them."""

    placement_id = Key()
    surnames = Text(longest=120)
    given_names = Text()
    task = Choice(Task)
    cells = Part(CellOutput, many=True)


class SheetOutput(OutputSchema):
    """The sheet of a unit and a month."""

    unit_id = Key(attribute="unit.id")
    unit = Text(longest=200, attribute="unit.name")
    month = Month()
    is_closed = YesNo()
    rows = Part(SheetRowOutput, many=True)

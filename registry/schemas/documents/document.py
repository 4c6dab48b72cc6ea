"""A numbered document: what its office sees of it, and what anybody with its code is told."""

from typing import ClassVar

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Codes, Day, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.keys import Month
from registry.schemas.paging import PageQuery
from registry.schemas.placements.placement import PlacementOutput
from registry.vocabulary.documents import LetterFault
from registry.vocabulary.placements import DocumentState, LetterKind


class DocumentOutput(OutputSchema):
    """A document without its bytes."""

    id = Key()
    version = Whole()
    kind = Choice(LetterKind)
    kind_label = Label("kind")
    state = Choice(DocumentState)
    state_label = Label("state")
    placement_id = Key(allow_none=True)
    period = Text()
    year = Whole()
    number = Whole()
    issued_on = Day()
    signatory_name = Text()
    signatory_post = Text()
    content_sha256 = Text()
    template_version = Text()


class LetterInput(InputSchema):
    """A letter to be signed: its kind, the month or alert that it tells of, and what the officer adds."""

    example: ClassVar = {"kind": "monthly_report", "period": "2026-09", "words": ""}

    kind = Choice(LetterKind, required=True)
    period = Text(20, load_default="")
    words = Text(1000, lines=True, load_default="")


class MonthInput(InputSchema):
    """The month whose missing reports one signature issues."""

    example: ClassVar = {"month": "2026-09"}

    month = Month(required=True)


class MonthQuery(PageQuery):
    """The month whose reports to list; none: the last that is over."""

    month = Month(load_default=None)


class OfferOutput(OutputSchema):
    """A document that can be issued now, and the one that it would replace."""

    kind = Choice(LetterKind)
    kind_label = Label("kind")
    period = Text()
    in_force = Part(DocumentOutput, allow_none=True)


class DueReportOutput(OutputSchema):
    """A placement that ran in a month, and its report if there is one in force."""

    placement = Part(PlacementOutput)
    report = Part(DocumentOutput, allow_none=True)


class VerdictOutput(OutputSchema):
    """What checking a document against its hash, its PDF and the ledger found."""

    document_id = Key()
    number = Text()
    holds = YesNo()
    faults = Codes(LetterFault)
    is_overtaken = YesNo()
    is_of_ledger = YesNo()
    earlier_rules = Whole(allow_none=True)
    rules_today = Whole()


class VerificationInput(InputSchema):
    """The code printed under a document's QR."""

    code = Text(40, required=True)


class StandingOutput(OutputSchema):
    """What an institution's document is about, and whether that is in force."""

    about = Text()
    reference = Text()
    institution = Text()
    state = Text(allow_none=True)
    state_label = Label("state", allow_none=True)
    valid_from = Day(allow_none=True)
    valid_to = Day(allow_none=True)
    holds = YesNo()


class VerificationOutput(OutputSchema):
    """What the public is told of a document; nothing of the person."""

    title = Text()
    office = Text()
    issued_on = Day()
    signatory = Text()
    post = Text()
    state = Choice(DocumentState)
    state_label = Label("state")
    visible_hash = Text()
    standing = Part(StandingOutput, allow_none=True)

"""What an officer's pages of case files take."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, validates_schema

from registry.schemas.base import InputSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.choices import Choice, Rows
from registry.schemas.fields import Day, Key, Text, Whole, YesNo, refuse
from registry.vocabulary.procedures import CheckState, OpinionKind

LONGEST_REMARK, LONGEST_WORDS = 500, 4000
NEEDS_REMARK = "Escriba qué falta o qué debe corregir la institución."


class Seen(Text):
    """A file as a list showed it: its key with its version, «12.3»."""

    default_error_messages = words(seen="Vuelva a abrir la lista y elija otra vez.")

    def __init__(self, **options: Any) -> None:
        super().__init__(24, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        key, _, version = super()._deserialize(value, attr, data, **kwargs).partition(".")
        if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (key, version)):
            raise self.make_error("seen")
        return int(key), int(version)


class SeenFiles(Spanish, fields.List):  # type: ignore[type-arg]  # its members are always files as seen
    """Files that were ticked in a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Seen(), load_default=(), **options)


class AssignmentInput(InputSchema):
    """To whom files are given: those ticked, or all that the filter of the list leaves."""

    officer_id = Key(required=True)
    case_files = SeenFiles()
    whole_filter = YesNo()
    #: How many the filter left when they were confirmed; none until then.
    confirmed = Whole(load_default=None, allow_none=True)

    @post_load
    def _by_key(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        return {**loaded, "case_files": dict(loaded["case_files"])}


class OfficerInput(InputSchema):
    """To whom one file is given."""

    officer_id = Key(required=True)


class WordsInput(InputSchema):
    """A note for the office, or what is said to the applicant beside the observations."""

    words = Text(LONGEST_WORDS, lines=True, load_default="")


class CheckRow(InputSchema):
    """How one requirement, or one part of the form, was found."""

    code = Text(40, required=True)
    state = Choice(CheckState, required=True)
    remark = Text(LONGEST_REMARK, load_default="")

    @validates_schema
    def _tell_remark(self, loaded: dict[str, Any], **_options: Any) -> None:
        if loaded["state"] is CheckState.OBSERVED and not loaded["remark"]:
            raise refuse(NEEDS_REMARK, "remark")


class ChecksInput(InputSchema):
    """The list of what is checked."""

    checks = Rows(CheckRow, key="code")


class VisitInput(InputSchema):
    """What an inspection found; the facts are told beside its words."""

    visited_on = Day(required=True)
    received_by = Text(120, required=True)
    is_accessible = YesNo()
    has_supervisor = YesNo()
    is_safe = YesNo()
    has_services = YesNo()
    is_favourable = YesNo(required=True)
    words = Text(LONGEST_WORDS, lines=True, required=True)


class OpinionInput(InputSchema):
    """A report that a decision needs."""

    kind = Choice(OpinionKind, required=True)
    is_favourable = YesNo(required=True)
    words = Text(LONGEST_WORDS, lines=True, required=True)


class ApprovalInput(InputSchema):
    """The grounds of an approval and, where it lasts, its last day."""

    words = Text(LONGEST_WORDS, lines=True, required=True)
    valid_to = Day(load_default=None)


class DenialInput(InputSchema):
    """The grounds of a denial."""

    words = Text(LONGEST_WORDS, lines=True, required=True)


class ReceiptInput(InputSchema):
    """When a notice on paper was received, and how that is known."""

    on = Day(required=True)
    proof = Text(200, required=True)

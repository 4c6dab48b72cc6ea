"""The catalogue of procedures as anybody may read it, with what nobody settled yet told as such."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, pre_dump

from registry.procedures.procedure import Procedure
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Choice, Codes, Label, Part, Text, YesNo
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import (
    CaseEffect,
    Evidence,
    Filer,
    OpinionKind,
    ProcedureCode,
    ProcedureDetail,
)


class ProcedureStepOutput(OutputSchema):
    """A step of the form; what it takes is the body of the operation of its name."""

    code = Text()
    question = Text()
    task = Text()


class RequirementOutput(OutputSchema):
    """Something that whoever files must show."""

    code = Text()
    label = Text()
    help = Text()
    evidence = Choice(Evidence)
    evidence_label = Label("evidence")
    is_optional = YesNo()


class DetailOutput(OutputSchema):
    """A detail that binds: its value, whence it comes, and whether it still is to be confirmed."""

    detail = Choice(ProcedureDetail)
    detail_label = Label("detail")
    value = Text()
    source = Text()
    is_confirmed = YesNo()


class ProcedureOutput(OutputSchema):
    """What may be asked of the operator: by whom, with what, and what follows."""

    code = Choice(ProcedureCode)
    code_label = Label("code")
    role = Choice(InstitutionRole, allow_none=True)
    purpose = Text()
    legal_basis = fields.List(fields.String())
    filed_by = Choice(Filer)
    filed_by_label = Label("filed_by")
    steps = Part(ProcedureStepOutput, many=True)
    requirements = Part(RequirementOutput, many=True)
    decided_by = Codes(Role)
    effect = Choice(CaseEffect)
    effect_label = Label("effect")
    is_declarative = YesNo()
    needs_visit = YesNo()
    opinions = Codes(OpinionKind)
    details = Part(DetailOutput, many=True)

    @pre_dump
    def _with_details(self, told: tuple[Procedure, Mapping[ProcedureDetail, Any]], **_options: Any) -> dict[str, Any]:
        procedure, details = told
        own = {name: getattr(procedure, name) for name in self.fields if hasattr(procedure, name)}
        return {**own, "details": detail_rows(details)}


def detail_rows(details: Mapping[ProcedureDetail, Any]) -> list[dict[str, Any]]:
    """Details by their names, as rows."""
    return [
        {"detail": name, "value": found.value, "source": found.source, "is_confirmed": found.is_confirmed}
        for name, found in details.items()
    ]

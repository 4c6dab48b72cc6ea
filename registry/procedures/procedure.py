"""What a procedure is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from registry.vocabulary.accounts import Role
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole
from registry.vocabulary.procedures import (
    CaseEffect,
    DeemedDecision,
    Evidence,
    Filer,
    OpinionKind,
    ProcedureCode,
    ProcedureDetail,
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that whoever files must show, and with what."""

    code: str
    label: str
    help: str
    evidence: Evidence
    #: What its files are; none for what is declared or consulted.
    paper: AttachmentKind | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: its code names the shape of its answers, `schemas.procedures.answers`."""

    code: str
    #: Heading of the page, as the question that it asks.
    question: str
    #: What the list of tasks calls it.
    task: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """What may be asked of the operator: by whom, with what, within which term, who decides, and what follows."""

    code: ProcedureCode
    #: What the institution is registered as by it; none where it concerns any role.
    role: InstitutionRole | None
    #: What it is for, as the public reads it.
    purpose: str
    legal_basis: tuple[str, ...]
    filed_by: Filer
    steps: tuple[Step, ...]
    requirements: tuple[Requirement, ...]
    decided_by: tuple[Role, ...]
    effect: CaseEffect
    #: Norm that settles a detail, by its code in `norms`; one without is the administrator's to enter.
    norms: Mapping[ProcedureDetail, str] = field(default_factory=dict)
    #: As the general law has it, until the administrator confirms another.
    deemed: DeemedDecision = DeemedDecision.APPROVED
    #: What an institution must be to file it; none where it may be of any nature.
    nature: InstitutionNature | None = None
    #: A public body declares that it is a unit (PROD, fourth final provision): no visit, nothing evaluated.
    is_declarative: bool = False
    needs_visit: bool = False
    opinions: tuple[OpinionKind, ...] = ()

    def labels(self) -> dict[str, str]:
        """What each part that may be observed is called: its steps and its requirements, by their codes."""
        steps = {step.code: step.task for step in self.steps}
        return steps | {requirement.code: requirement.label for requirement in self.requirements}

    def step(self, code: str) -> Step:
        """The step with this code.

        Raises:
            LookupError: The procedure has none.
        """
        return _found(self.steps, code)

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code.

        Raises:
            LookupError: The procedure has none.
        """
        return _found(self.requirements, code)


Part = TypeVar("Part", Step, Requirement)


def _found(parts: tuple[Part, ...], code: str) -> Part:
    for part in parts:
        if part.code == code:
            return part
    raise LookupError(code)

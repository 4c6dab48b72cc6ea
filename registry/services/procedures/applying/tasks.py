"""The list of tasks of a file: which steps are done, what is missing, and which may be changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading
from registry.models import Attachment, CaseCheck, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.procedures.procedure import Procedure, Requirement, Step
from registry.services.saving import Problems
from registry.vocabulary.procedures import CaseState, CheckState, Evidence, TaskState

TYPED = "typed"
DOCUMENTS, DECLARATION = "documents", "declaration"
WITH_FILES = (Evidence.DOCUMENT, Evidence.PHOTO)
#: Steps in which an observed requirement without files of its own is cured.
CURED_IN = {
    Evidence.DECLARATION: ("integrity", DECLARATION),
    Evidence.CONSULTED: ("institution", "contact", "changes"),
    Evidence.DOCUMENT: (DOCUMENTS,),
    Evidence.PHOTO: (DOCUMENTS,),
}


@dataclass(frozen=True)
class Task:
    """A step of a file, and where it stands."""

    step: Step
    state: TaskState
    #: What its files still miss.
    missing: tuple[Requirement, ...] = ()
    #: Whether something was typed there that is not accepted yet.
    is_begun: bool = False
    #: Whether the applicant may change it now.
    is_open: bool = True


def tasks_of(case_file: CaseFile) -> Sequence[Task]:
    """The steps of a file in their order; needs its `answers` loaded."""
    procedure = get_procedure(case_file.procedure)
    with reading() as session:
        papers = _papers(session, case_file.id)
        open_now = open_steps(session, case_file)
    missing = tuple(_missing(procedure, papers))
    answers: Mapping[str, Any] = case_file.answers
    done = {step.code for step in procedure.steps if step.code in answers and step.code != DOCUMENTS}
    done |= set() if missing else {DOCUMENTS}
    before = {step.code for step in procedure.steps} - {DECLARATION}
    tasks = []
    for step in procedure.steps:
        is_early = step.code == DECLARATION and not before <= done
        state = TaskState.NOT_YET if is_early else TaskState.DONE if step.code in done else TaskState.MISSING
        lacks = missing if step.code == DOCUMENTS else ()
        tasks.append(Task(step, state, lacks, step.code in answers.get(TYPED, {}), step.code in open_now))
    return tasks


def problems_of(tasks: Iterable[Task]) -> Problems:
    """What keeps a file from being presented, by step."""
    return {task.step.code: _problem(task) for task in tasks if task.state is not TaskState.DONE}


def open_steps(session: Session, case: CaseFile) -> Collection[str]:
    """Steps that the applicant may change: all of a draft; of an observed file what was observed.

    Whose it is stays as it was. An observation that names no requirement leaves every step open to its cure.
    """
    procedure = get_procedure(case.procedure)
    steps = {step.code for step in procedure.steps}
    if case.state is CaseState.DRAFT:
        return steps
    if case.state is not CaseState.OBSERVED:
        return frozenset()
    observed = observed_parts(session, case.id)
    cured = {step for code in observed for step in _steps_of(procedure, code)} if observed else steps
    return ((cured | {DECLARATION}) & steps) - {"ruc"}


def observed_parts(session: Session, case_file_id: int) -> Collection[str]:
    """Codes of the requirements and steps that the officer observed."""
    own = CaseCheck.case_file_id == case_file_id, CaseCheck.state == CheckState.OBSERVED
    return frozenset(session.scalars(select(CaseCheck.requirement).where(*own)))


def require_open(session: Session, case: CaseFile, step: str) -> Step:
    """The step, if the applicant may change it now.

    Raises:
        NotFound: The procedure has no such step.
        WrongState: It was presented already.
    """
    try:
        found = get_procedure(case.procedure).step(step)
    except LookupError as error:
        raise NotFound(step=step) from error
    if step not in open_steps(session, case):
        raise WrongState("case_step_closed")
    return found


def _steps_of(procedure: Procedure, code: str) -> Iterable[str]:
    try:
        return CURED_IN[procedure.requirement(code).evidence]
    except LookupError:
        return (code,)


def _missing(procedure: Procedure, papers: Collection[str | None]) -> Iterable[Requirement]:
    for requirement in procedure.requirements:
        if requirement.evidence in WITH_FILES and not requirement.is_optional and requirement.code not in papers:
            yield requirement


def _papers(session: Session, case_file_id: int) -> Collection[str | None]:
    own = Attachment.case_file_id == case_file_id, Attachment.withdrawn_at.is_(None)
    return frozenset(session.scalars(select(Attachment.requirement).where(*own)))


def _problem(task: Task) -> tuple[str, Mapping[str, Any]]:
    if task.missing:
        return "case_papers_missing", {"papers": "; ".join(requirement.label for requirement in task.missing)}
    return "case_step_missing", {"task": task.step.task}

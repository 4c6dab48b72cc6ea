"""The way through the steps of a file: their addresses, what comes next, and which options a step leaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from registry.errors import NotFound
from registry.procedures.procedure import Step
from registry.schemas.procedures.answers import PARTS
from registry.services.procedures.applying.tasks import DECLARATION, DOCUMENTS, Task
from registry.services.procedures.reading import CaseView
from registry.views.lookups import Option
from registry.views.procedures.questions import Options, prison_options
from registry.vocabulary.institutions import InstitutionNature
from registry.vocabulary.procedures import CaseState, TaskState

NOTHING: Sequence[Option] = (("", ""),)


def step_url(case_file_id: int, code: str) -> str:
    """Address of a step's page."""
    if code == DOCUMENTS:
        return url_for("case_papers.index", case_file_id=case_file_id)
    if code == DECLARATION:
        return url_for("case_filing.declare", case_file_id=case_file_id)
    if code in PARTS:
        return url_for("case_parts.index", case_file_id=case_file_id, step=code)
    return url_for("case_steps.show", case_file_id=case_file_id, step=code)


def tasks_url(case_file_id: int) -> str:
    """Address of the list of tasks, or of the file once it is presented."""
    return url_for("case_pages.show", case_file_id=case_file_id)


def next_url(view: CaseView, code: str) -> str:
    """Where to go from a step: the next that misses something, else the list of tasks."""
    after = _after(view.tasks, code)
    following = next((task for task in after if task.is_open and task.state is TaskState.MISSING), None)
    if following is None or view.file.state is not CaseState.DRAFT:
        return tasks_url(view.file.id)
    return step_url(view.file.id, following.step.code)


def back_url(view: CaseView, code: str) -> str:
    """Where «Atrás» leads: the step before, from the first one the list of tasks."""
    codes = [task.step.code for task in view.tasks]
    place = codes.index(code)
    is_first = place == 0 or view.file.state is not CaseState.DRAFT
    return tasks_url(view.file.id) if is_first else step_url(view.file.id, codes[place - 1])


def find_step(view: CaseView, code: str) -> Step:
    """The step of the file's procedure.

    Raises:
        NotFound: It has none with this code.
    """
    try:
        return view.procedure.step(code)
    except LookupError as error:
        raise NotFound(step=code) from error


def remark_of(view: CaseView, code: str) -> str:
    """What the office observed of a step or requirement; empty where it did not, or was answered."""
    check = view.checks.get(code)
    is_observed = view.file.state is CaseState.OBSERVED and check is not None
    return str(check.remark) if is_observed and check is not None else ""


def options_of(view: CaseView, code: str) -> Options:
    """Options of a step that follow from the procedure and from other steps."""
    answers: Mapping[str, Any] = view.file.answers
    if code == "institution" and view.procedure.nature is not None:
        return _of_nature(view.procedure.nature)
    if code == "vacancies":
        sites = answers.get("sites", {}).get("sites", [])
        return {"site": [(str(place), site["name"]) for place, site in enumerate(sites)]}
    if code == "agents" and "prisons" in answers:
        return {"prisons": prison_options(answers["prisons"]["prisons"])}
    return {}


def _of_nature(nature: InstitutionNature) -> Options:
    options: dict[str, Sequence[Option]] = {"nature": [(nature.value, nature.label)]}
    if nature is not InstitutionNature.PRIVATE_SOCIAL:
        options["social_purpose"] = NOTHING
    return options


def _after(tasks: Sequence[Task], code: str) -> Sequence[Task]:
    codes = [task.step.code for task in tasks]
    return tasks[codes.index(code) + 1 :]

"""Answers of a case file as people read them, step by step."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from registry.procedures.procedure import Step
from registry.reference.prisons import UnknownPrison, get_prison
from registry.schemas.procedures.answers import PARTS, SCHEMAS
from registry.views.formats.dates import date_text
from registry.views.formats.numbers import number, plural
from registry.views.formats.shifts import minutes_range, shift_name
from registry.views.institutions.coverage import area_label
from registry.views.places import label_of
from registry.views.procedures.questions import Question, questions_of

Line = tuple[str, str]
NOTHING = "sin dato"


class Shown(NamedTuple):
    """A step, or one of several within it, with its lines."""

    step: str
    title: str
    lines: Sequence[Line]


def shown_answers(steps: Sequence[Step], answers: Mapping[str, Any]) -> Sequence[Shown]:
    """What was answered in each of the steps that ask for something."""
    return [shown for step in steps if step.code in answers for shown in shown_step(step, answers)]


def shown_step(step: Step, answers: Mapping[str, Any]) -> Iterator[Shown]:
    """What was answered in a step; a list is shown one by one."""
    given = answers[step.code]
    if step.code not in PARTS:
        if lines := lines_of(questions_of(SCHEMAS[step.code], {}), given):
            yield Shown(step.code, step.task, lines)
        return
    name, schema = PARTS[step.code]
    for position, part in enumerate(given.get(name, ()), start=1):
        yield Shown(step.code, f"{step.task}, {position}", part_lines(step.code, schema, part, answers))


def part_lines(code: str, schema: Any, part: Mapping[str, Any], answers: Mapping[str, Any]) -> Sequence[Line]:
    """The lines of one of several; a vacancy names its site."""
    questions = [question for question in questions_of(schema, {}) if question.name != "site"]
    lines = list(lines_of(questions, part))
    sites = answers.get("sites", {}).get("sites", [])
    if code == "vacancies" and 0 <= int(part.get("site", 0)) < len(sites):
        return [("Sede", sites[int(part.get("site", 0))]["name"]), *lines]
    return lines


def lines_of(questions: Sequence[Question], given: Mapping[str, Any]) -> Sequence[Line]:
    """Each question that was answered, with its answer in words."""
    return [(one.label, _words(one, given[one.name])) for one in questions if one.name in given]


def _words(question: Question, value: Any) -> str:
    if value in (None, "", []):
        return NOTHING
    if question.kind == "box":
        return "Sí" if value else "No"
    if question.kind == "week":
        return "; ".join(_shift(row) for row in value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(_word(question, each) for each in values)


def _word(question: Question, value: Any) -> str:
    told: Mapping[str, Callable[[Any], str]] = {
        "district": label_of,
        "places": area_label,
        "date": lambda day: date_text(date.fromisoformat(day)),
        "prisons": prison_name,
        "number": lambda count: f"{number(count)} {question.how.get('unit', '')}".strip(),
    }
    if question.kind in told:
        return told[question.kind](value)
    return dict(question.options).get(value, str(value))


def prison_name(code: str) -> str:
    """The name of a prison; its code where the table lost it."""
    try:
        return get_prison(code).name
    except UnknownPrison:
        return code


def _shift(row: Mapping[str, Any]) -> str:
    places = plural(row["places"], "persona", "personas")
    return f"{shift_name(row['shift'])}, {minutes_range(row['start_minute'], row['end_minute'])}: {places}"

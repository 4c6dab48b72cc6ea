"""Answers held against each other: what a step's own shape cannot tell, and what would keep an approval from acting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.procedures.procedure import Procedure
from registry.services.institutions.details import VacancyDetails
from registry.services.institutions.vacancy_rules import vacancy_problems
from registry.services.saving import Problems
from registry.vocabulary.institutions import InstitutionNature

Answers = Mapping[str, Any]
#: Steps that are lists, and the name of their list.
LISTS = {"sites": "sites", "vacancies": "vacancies", "agents": "agents", "help": "services"}


def part_problems(step: str, part: Answers, answers: Answers) -> Problems:
    """What is wrong with one of several, by its fields; *answers* are those of the whole file."""
    if step == "vacancies":
        return _vacancy_problems(part, parts_of("sites", answers))
    if step == "agents":
        return _agent_problems(part, answers.get("prisons", {}).get("prisons"))
    return {}


def step_problems(step: str, given: Answers, answers: Answers, procedure: Procedure) -> Problems:
    """What is wrong with a step, a part's fields named as its form names them: `vacancies-1-total_places`."""
    if step == "institution":
        return _nature_problems(given, procedure.nature)
    if step not in LISTS:
        return {}
    name = LISTS[step]
    found: Problems = {}
    for position, part in enumerate(given.get(name, ()), start=1):
        told = part_problems(step, part, answers)
        found |= {f"{name}-{position}-{field}": problem for field, problem in told.items()}
    if step == "sites" and len(given.get(name, ())) <= _last_site(answers):
        found[name] = ("case_site_in_use", {})
    return found


def parts_of(step: str, answers: Answers) -> Sequence[Answers]:
    """Those of a list that a file's answers hold."""
    parts: Sequence[Answers] = answers.get(step, {}).get(LISTS[step], ())
    return parts


def is_site_used(position: int, answers: Answers) -> bool:
    """Whether a vacancy is at the site of this position, counted from nil."""
    return any(int(vacancy["site"]) == position for vacancy in parts_of("vacancies", answers))


def _nature_problems(institution: Answers, wanted: InstitutionNature | None) -> Problems:
    """A public body declares what others are visited for: each nature has a procedure of its own."""
    if wanted is None or institution.get("nature") == wanted:
        return {}
    return {"nature": ("case_nature_other", {"nature": wanted.label.lower()})}


def _last_site(answers: Answers) -> int:
    return max((int(vacancy["site"]) for vacancy in parts_of("vacancies", answers)), default=-1)


def _vacancy_problems(vacancy: Answers, sites: Sequence[Answers]) -> Problems:
    names = ("task", "total_places", "shifts", "minimum_age")
    given = {name: vacancy[name] for name in names if vacancy.get(name) is not None}
    problems = dict(vacancy_problems(VacancyDetails(**given)))
    if sites and int(vacancy.get("site", 0)) >= len(sites):
        problems["site"] = ("case_site_unknown", {})
    return problems


def _agent_problems(agent: Answers, asked: Sequence[str] | None) -> Problems:
    if asked is not None and any(_elsewhere(agent["prisons"], asked)):
        return {"prisons": ("case_prison_not_asked", {})}
    return {}


def _elsewhere(codes: Sequence[str], asked: Sequence[str]) -> Iterator[bool]:
    return (code not in asked for code in codes)

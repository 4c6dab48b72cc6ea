"""What is entered of an application to work, and the rules that need nothing but it."""

from dataclasses import dataclass
from datetime import date

from registry.services.saving import Problems

MOST_RANKED = 5


@dataclass(frozen=True)
class ApplicationDetails:
    """A paper form: the vacancies that an inmate wants, the most wanted first."""

    vacancies: tuple[int, ...]
    filed_on: date
    #: Day of the written free will of whoever awaits trial (art. 73 CEP).
    free_will_on: date | None = None


def application_problems(details: ApplicationDetails, on: date) -> Problems:
    """What is wrong with a form as entered."""
    problems: Problems = {}
    if not 1 <= len(details.vacancies) <= MOST_RANKED:
        problems["vacancies"] = ("work_vacancies_count", {"most": MOST_RANKED})
    elif len(set(details.vacancies)) < len(details.vacancies):
        problems["vacancies"] = ("work_vacancy_twice", {})
    if details.filed_on > on:
        problems["filed_on"] = ("work_day_to_come", {})
    return problems | free_will_problems(details.free_will_on, on)


def free_will_problems(given_on: date | None, on: date) -> Problems:
    """A problem where a free will was written tomorrow."""
    return {"free_will_on": ("work_day_to_come", {})} if given_on and given_on > on else {}

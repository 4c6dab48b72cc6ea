"""What is entered of productive activities and their vacancies, and the rules that need nothing but these."""

from dataclasses import dataclass
from datetime import date

from registry.services.saving import Problems
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import Modality, PayBasis, Regime, Sex, Stage
from registry.vocabulary.shifts import Shift

MOST_PLACES = 500
#: Eight hours a day in a month of 26 working days, where no other full month is agreed.
FULL_MONTH_HOURS = 26 * 8


@dataclass(frozen=True)
class ActivityDetails:
    """A productive activity as proposed: what is made, where, with how many, whom it admits and what it pays.

    No *agreement_id*: the prison runs it. Without regimes, stages or sexes it admits everybody; people of 16 to 21 work
    apart (art. 11.4 TUO CEP), so that it is either for them or for the others.
    """

    workshop_id: int
    title: str
    product: str
    modality: Modality
    starts_on: date
    ends_on: date
    pay_basis: PayBasis
    pay_cents: int
    agreement_id: int | None = None
    minimum_crew: int = 1
    maximum_crew: int | None = None
    full_month_hours: int = FULL_MONTH_HOURS
    training_hours: float = 0.0
    is_training: bool = False
    regimes: tuple[Regime, ...] = ()
    stages: tuple[Stage, ...] = ()
    sexes: tuple[Sex, ...] = ()
    demands: tuple[WorkDemand, ...] = ()
    is_for_youth: bool = False
    needs_account: bool = True

    @property
    def full_month_minutes(self) -> int:
        """A full month as the database keeps it."""
        return self.full_month_hours * 60


@dataclass(frozen=True)
class WorkVacancyDetails:
    """Equal posts of one activity: whoever holds one works all of its half days."""

    trade: Skill
    duties: str
    places: int
    shifts: tuple[Shift, ...]
    contract_days: int
    skills: tuple[Skill, ...] = ()
    certificates: tuple[Skill, ...] = ()
    demands: tuple[WorkDemand, ...] = ()
    is_sunday_authorised: bool = False

    @property
    def shift_bits(self) -> int:
        """The half days as the database keeps them: bit s for the half day s."""
        return sum(1 << shift for shift in set(self.shifts))


def activity_problems(details: ActivityDetails) -> Problems:
    """What is wrong with an activity as entered."""
    given = {"title": details.title, "product": details.product}
    problems: Problems = {name: ("required", {}) for name, text in given.items() if not text.strip()}
    if details.ends_on <= details.starts_on:
        problems["ends_on"] = ("activity_ends_before_start", {})
    if details.minimum_crew < 1:
        problems["minimum_crew"] = ("activity_crew_needed", {})
    elif details.maximum_crew is not None and details.maximum_crew < details.minimum_crew:
        problems["maximum_crew"] = ("activity_crew_order", {})
    if details.pay_cents < 0:
        problems["pay_cents"] = ("pay_range", {})
    return problems


def vacancy_problems(details: WorkVacancyDetails) -> Problems:
    """What is wrong with a vacancy as entered."""
    problems: Problems = {} if details.duties.strip() else {"duties": ("required", {})}
    if not details.shifts:
        problems["shifts"] = ("vacancy_work_shifts", {})
    elif not details.is_sunday_authorised and any(shift >= Shift.SUNDAY_AM for shift in details.shifts):
        problems["shifts"] = ("sunday_needs_council", {})
    if not 1 <= details.places <= MOST_PLACES:
        problems["places"] = ("vacancy_work_places", {"most": MOST_PLACES})
    if details.contract_days < 1:
        problems["contract_days"] = ("vacancy_work_contract", {})
    return problems

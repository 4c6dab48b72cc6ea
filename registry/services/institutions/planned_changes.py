"""Changes of a vacancy that wait until nobody is stranded by them: planned from a day, one at a time a vacancy.

The day's work applies what is due as soon as everybody whom it would touch has another place; until then
the vacancy stays as it was, and the office is told on its first page.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from registry.errors import DomainError, NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, PlannedVacancyChange, Vacancy
from registry.services.accounts.policy import Act, require
from registry.services.institutions.details import VacancyDetails
from registry.services.institutions.stranding import stranded_by
from registry.services.institutions.units import units_within
from registry.services.institutions.vacancies import visible_vacancy, write
from registry.services.institutions.vacancy_rules import change_problems, vacancy_problems
from registry.services.paging import PER_PAGE
from registry.services.rounds.desk import Tally
from registry.services.saving import refuse, saving
from registry.vocabulary.institutions import Task, VacancyState, WorkDemand
from registry.vocabulary.people import Programme, Skill

WAITS = PlannedVacancyChange.settled_on.is_(None)


class Waiting(NamedTuple):
    """A change that waits, and the vacancy as it still is, with its unit."""

    planned: PlannedVacancyChange
    vacancy: Vacancy


def plan(
    vacancy_id: int, details: VacancyDetails | None, *, effective_on: date, reason: str, account: Account, on: date
) -> PlannedVacancyChange:
    """Plan how a vacancy shall be from a day on, or without details that it closes.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
        InvalidFields: The day is not to come, there is no reason, or a figure breaks a rule.
        WrongState: Nobody would be stranded, so that it may be changed at once; or another change waits.
    """
    require(account, Act.OFFER_VACANCIES)
    refuse({} if effective_on > on else {"effective_on": ("plan_day_not_later", {})})
    refuse({} if reason.strip() else {"reason": ("required", {})})
    refuse(vacancy_problems(details) if details is not None else {})
    with transaction() as session:
        vacancy = visible_vacancy(session, vacancy_id, account, Act.OFFER_VACANCIES)
        if not stranded_by(session, vacancy, details, on).count:
            raise WrongState("plan_strands_nobody")
        planned = PlannedVacancyChange(
            vacancy_id=vacancy.id,
            effective_on=effective_on,
            details=_written(details),
            reason=reason.strip(),
            account_id=account.id,
        )
        with saving(session, refuse_rival=_refuse_second):
            session.add(planned)
        return planned


def take_back(vacancy_id: int, *, account: Account, on: date) -> PlannedVacancyChange:
    """Give up the change that waits for a vacancy.

    Raises:
        NotAllowed: The role offers no vacancies.
        NotFound: The institution has no such vacancy.
        WrongState: None waits any more.
    """
    with transaction() as session:
        visible_vacancy(session, vacancy_id, account, Act.OFFER_VACANCIES)
        held = select(PlannedVacancyChange).where(PlannedVacancyChange.vacancy_id == vacancy_id, WAITS)
        planned = session.scalars(held.with_for_update()).first()
        if planned is None:
            raise WrongState("plan_settled")
        planned.settled_on = on
        session.flush()
        return planned


def find_waiting(vacancy_id: int, *, account: Account) -> PlannedVacancyChange | None:
    """The change that waits for a vacancy within reach.

    Raises:
        NotFound: There is no such vacancy within reach.
    """
    with reading() as session:
        visible_vacancy(session, vacancy_id, account)
        wanted = PlannedVacancyChange.vacancy_id == vacancy_id, WAITS
        return session.scalars(select(PlannedVacancyChange).where(*wanted)).first()


def list_waiting(*, officer: Account) -> Sequence[Waiting]:
    """Changes within reach that wait, the next first; no more than a page has.

    Raises:
        NotAllowed: The role does not include units.
    """
    statement = (
        select(PlannedVacancyChange, Vacancy)
        .join(Vacancy, Vacancy.id == PlannedVacancyChange.vacancy_id)
        .join(Vacancy.unit)
        .options(contains_eager(Vacancy.unit))
        .where(WAITS, units_within(officer, Act.READ_UNITS))
        .order_by(PlannedVacancyChange.effective_on, PlannedVacancyChange.id)
        .limit(PER_PAGE)
    )
    with reading() as session:
        return [Waiting(planned, vacancy) for planned, vacancy in session.execute(statement)]


def apply_due(on: date) -> tuple[int, int]:
    """Apply what is due and strands nobody any more; how many were applied, and at how many it failed."""
    due = select(PlannedVacancyChange.id).where(WAITS, PlannedVacancyChange.effective_on <= on)
    with reading() as session:
        waiting = session.scalars(due.order_by(PlannedVacancyChange.id)).all()
    results = [_apply(planned_id, on) for planned_id in waiting]
    return results.count(True), results.count(None)


def tally_held_up(*, officer: Account, on: date) -> Tally:
    """Changes within reach whose day has come and that still wait for people to be moved; the first of their days.

    Raises:
        NotAllowed: The role does not include units.
    """
    statement = (
        select(func.count(), func.min(PlannedVacancyChange.effective_on))
        .join(Vacancy, Vacancy.id == PlannedVacancyChange.vacancy_id)
        .join(Vacancy.unit)
        .where(WAITS, PlannedVacancyChange.effective_on <= on, units_within(officer, Act.READ_UNITS))
    )
    with reading() as session:
        return Tally(*session.execute(statement).one())


def details_of(planned: PlannedVacancyChange) -> VacancyDetails | None:
    """The vacancy as it shall be; None where it shall close."""
    return _read(planned.details) if planned.details else None


def _apply(planned_id: int, on: date) -> bool | None:
    """Whether it was applied; None where it cannot be, as things stand."""
    try:
        with transaction() as session:
            return _applied(session, planned_id, on)
    except DomainError:
        return None


def _applied(session: Session, planned_id: int, on: date) -> bool:
    held = select(PlannedVacancyChange).where(PlannedVacancyChange.id == planned_id, WAITS).with_for_update()
    planned = session.scalars(held).first()
    if planned is None:
        return False
    wanted = select(Vacancy).where(Vacancy.id == planned.vacancy_id).with_for_update(of=Vacancy)
    vacancy = session.scalars(wanted.execution_options(populate_existing=True)).first()
    if vacancy is None:
        raise NotFound(vacancy_id=planned.vacancy_id)
    details = details_of(planned)
    if stranded_by(session, vacancy, details, on).count:
        return False
    _bring_about(session, vacancy, details)
    planned.settled_on, planned.was_applied = on, True
    session.flush()
    return True


def _bring_about(session: Session, vacancy: Vacancy, details: VacancyDetails | None) -> None:
    if details is None:
        vacancy.state = VacancyState.CLOSED
        return
    refuse(change_problems(vacancy, details))
    write(session, vacancy, details)


def _written(details: VacancyDetails | None) -> Any:
    """The details as plain JSON; nothing in them where the vacancy shall close."""
    if details is None:
        return {}
    plain = asdict(details)
    return plain | {"skills": list(details.skills), "demands": list(details.demands)}


def _read(kept: dict[str, Any]) -> VacancyDetails:
    programme = kept["programme"]
    terms = {
        "task": Task(kept["task"]),
        "programme": Programme(programme) if programme else None,
        "skills": tuple(Skill(code) for code in kept["skills"]),
        "demands": tuple(WorkDemand(code) for code in kept["demands"]),
    }
    return VacancyDetails(**(kept | terms))


def _refuse_second() -> None:
    raise WrongState("plan_waits_already")

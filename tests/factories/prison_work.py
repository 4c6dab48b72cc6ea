"""Workshops, activities and vacancies of a prison, inmates who may be assigned, and rounds computed on the spot."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from registry.extensions.database import transaction
from registry.models import (
    Account,
    Induction,
    Inmate,
    InmateStage,
    Pavilion,
    ProductiveActivity,
    WorkApplication,
    WorkEvaluation,
    WorkProposal,
    WorkRound,
    Workshop,
    WorkshopRoom,
    WorkVacancy,
)
from registry.services.accounts.scopes import Scope
from registry.services.prison_work import computing, proposals, rounds
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import (
    ActivityState,
    LegalSituation,
    Modality,
    PayBasis,
    Profession,
    Regime,
    Sex,
    Stage,
    Verdict,
    WorkVacancyState,
)
from tests.factories.accounts import make_account
from tests.factories.religious import JULIACA

WORK_DAY = date(2026, 9, 7)
WEEKDAY_MORNINGS = sum(1 << shift for shift in (0, 2, 4, 6, 8))
_numbers = count(60_000_000)


def make_work_officer(*prisons: str) -> Account:
    """Whoever keeps the productive work of prisons."""
    scopes = tuple(Scope(ScopeKind.PRISON, code) for code in prisons or (JULIACA,))
    return make_account(Role.PRISON_WORK_OFFICER, scopes=scopes)


def plant_pavilion(prison: str = JULIACA) -> Pavilion:
    """An open pavilion."""
    with transaction() as session:
        pavilion = Pavilion(prison=prison, name=f"Pabellón {next(_numbers)}")
        session.add(pavilion)
        session.flush()
        return pavilion


def plant_workshop(prison: str = JULIACA, *, capacity: int = 20, **overrides: Any) -> Workshop:
    """A workshop open in every half day of the week."""
    with transaction() as session:
        rooms = [WorkshopRoom(shift=shift, capacity=capacity) for shift in range(14)]
        workshop = Workshop(**({"prison": prison, "name": f"Taller {next(_numbers)}", "rooms": rooms} | overrides))
        session.add(workshop)
        session.flush()
        return workshop


def plant_activity(workshop: Workshop | None = None, **overrides: Any) -> ProductiveActivity:
    """A published activity that the prison runs itself."""
    workshop = workshop or plant_workshop()
    given: dict[str, Any] = {
        "prison": workshop.prison,
        "workshop_id": workshop.id,
        "title": "Carpintería",
        "product": "Sillas",
        "modality": Modality.WORKSHOP,
        "state": ActivityState.PUBLISHED,
        "needs_account": False,
        "pay_basis": PayBasis.MONTH,
        "pay_cents": 60_000,
        "full_month_minutes": 5_200,
        "starts_on": WORK_DAY,
        "ends_on": WORK_DAY + timedelta(days=365),
    }
    with transaction() as session:
        activity = ProductiveActivity(**(given | overrides))
        session.add(activity)
        session.flush()
        return activity


def plant_vacancy(activity: ProductiveActivity | None = None, **overrides: Any) -> WorkVacancy:
    """A published vacancy of two posts, in the mornings from Monday to Friday."""
    activity = activity or plant_activity()
    given: dict[str, Any] = {
        "activity_id": activity.id,
        "trade": Skill.CARPENTRY,
        "shifts": WEEKDAY_MORNINGS,
        "places": 2,
        "contract_days": 180,
        "state": WorkVacancyState.PUBLISHED,
        "published_on": WORK_DAY,
    }
    with transaction() as session:
        vacancy = WorkVacancy(**(given | overrides))
        session.add(vacancy)
        session.flush()
        return vacancy


def plant_inmate(prison: str = JULIACA, *, keeper: Account | None = None, **overrides: Any) -> Inmate:
    """Somebody sentenced in the ordinary regime, inducted, with years to go."""
    keeper = keeper or make_work_officer(prison)
    number = str(next(_numbers))
    given: dict[str, Any] = {
        "prison": prison,
        "document_kind": DocumentKind.DNI,
        "document_number": number,
        "given_names": "Julián",
        "first_surname": "Huanca",
        "second_surname": number,
        "search_text": f"julian huanca {number}",
        "sex": Sex.MALE,
        "birth_date": date(1990, 5, 3),
        "situation": LegalSituation.SENTENCED,
        "regime": Regime.ORDINARY,
        "stage": Stage.MEDIUM,
        "held_since": date(2024, 1, 10),
        "sentence_ends_on": date(2032, 1, 10),
        "education": EducationLevel.SECONDARY,
    }
    with transaction() as session:
        inmate = Inmate(**(given | overrides))
        session.add(inmate)
        session.flush()
        facts = {"inmate_id": inmate.id, "account_id": keeper.id}
        session.add(InmateStage(valid_from=inmate.held_since, stage=inmate.stage, **facts))
        given_by = {"given_on": WORK_DAY, "hours": 4.0, "given_by": "Especialista", "account_name": keeper.full_name}
        session.add(Induction(prison=prison, **given_by, **facts))
        session.flush()
        return inmate


def plant_application(
    inmate: Inmate, vacancy: WorkVacancy, *, rank: int = 0, verdicts: dict[Profession, Verdict] | None = None
) -> WorkApplication:
    """An application that all four professions approve, unless the test says otherwise."""
    keeper = make_work_officer(inmate.prison)
    given = dict.fromkeys(Profession, Verdict.APPROVED) if verdicts is None else verdicts
    with transaction() as session:
        application = WorkApplication(
            inmate_id=inmate.id,
            vacancy_id=vacancy.id,
            prison=inmate.prison,
            rank=rank,
            filed_on=WORK_DAY,
            filed_by_id=keeper.id,
            filed_by_name=keeper.full_name,
        )
        session.add(application)
        session.flush()
        said_by = {"account_id": keeper.id, "account_name": keeper.full_name, "evaluated_on": WORK_DAY}
        for profession, verdict in given.items():
            words = {"profession": profession, "verdict": verdict, "reason": "Apto para la tarea"}
            session.add(WorkEvaluation(application_id=application.id, **words, **said_by))
        session.flush()
        return application


def plant_candidate(*vacancies: WorkVacancy, prison: str = JULIACA, **overrides: Any) -> Inmate:
    """An inmate who may be assigned to each of the vacancies, in their order."""
    inmate = plant_inmate(prison, **overrides)
    for rank, vacancy in enumerate(vacancies):
        plant_application(inmate, vacancy, rank=rank)
    return inmate


def make_work_round(prison: str = JULIACA, *, officer: Account | None = None, **overrides: Any) -> WorkRound:
    """A round of a prison, computed from what the registry holds now."""
    officer = officer or make_work_officer(prison)
    given: dict[str, Any] = {"prison": prison, "reference_date": WORK_DAY, "time_limit_seconds": 10}
    opened = rounds.open_round(rounds.WorkRoundDetails(**(given | overrides)), officer=officer)
    for step in (computing.freeze, computing.solve, computing.publish):
        step(opened.public_id)
    return rounds.get_round(opened.public_id, officer=officer)


def work_proposals_of(round_: WorkRound, *, officer: Account) -> list[WorkProposal]:
    """What a prison's round proposes, in the order of the names."""
    return list(proposals.list_proposals(round_.public_id, officer=officer).items)

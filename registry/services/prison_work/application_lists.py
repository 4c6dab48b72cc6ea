"""Applications found: one in hand, lists by what they lack, and what waits for an evaluator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Induction, Inmate, WorkApplication, WorkEvaluation, WorkVacancy
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.prison_work.application_standing import Standing, standing_of
from registry.services.prison_work.applications import offered
from registry.services.prison_work.professions import profession_of
from registry.vocabulary.prison_work import ApplicationState, Profession


@dataclass(frozen=True)
class ApplicationFilter:
    """What a list of applications is narrowed to; an empty field narrows nothing."""

    prison: str = ""
    inmate_id: int | None = None
    state: ApplicationState | None = None
    #: Somebody has not evaluated, and the term is over since before this day.
    overdue_on: date | None = None
    is_disputed: bool = False


@dataclass(frozen=True)
class ApplicationView:
    """An application with what it lacks."""

    application: WorkApplication
    standing: Standing


def get_application(application_id: int, *, officer: Account) -> ApplicationView:
    """An application of the account's prisons.

    Raises:
        NotAllowed: The role reads no applications.
        NotFound: There is none with this key in its prisons.
    """
    require(officer, Act.READ_APPLICATIONS)
    with reading() as session:
        application = session.scalars(whole().where(WorkApplication.id == application_id)).first()
        if application is None:
            raise NotFound(application_id=application_id)
        require(officer, Act.READ_APPLICATIONS, Owner(prison=application.prison))
        return views_of(session, [application])[0]


def list_applications(
    wanted: ApplicationFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[ApplicationView]:
    """Applications of the account's prisons, the first due first.

    Raises:
        NotAllowed, NotFound: The role reads no applications, or those of other prisons.
    """
    _require_prison(Act.READ_APPLICATIONS, wanted.prison, officer)
    own = within(officer, Act.READ_APPLICATIONS, prison=WorkApplication.prison)
    return _page(whole().where(own, *_narrowed(wanted)), page, per_page)


def list_to_evaluate(
    *, officer: Account, prison: str = "", page: int = 1, per_page: int = PER_PAGE
) -> Page[ApplicationView]:
    """What waits for the evaluator's own profession, the first due first; never what they filed themselves.

    Raises:
        NotAllowed, NotFound: The role evaluates nothing, or nothing of that prison.
    """
    _require_prison(Act.EVALUATE_APPLICATIONS, prison, officer)
    own = within(officer, Act.EVALUATE_APPLICATIONS, prison=WorkApplication.prison)
    waiting = whole().where(
        own,
        WorkApplication.state == ApplicationState.FILED,
        WorkApplication.filed_by_id != officer.id,
        ~_evaluated(profession_of(officer)),
    )
    return _page(waiting.where(WorkApplication.prison == prison) if prison else waiting, page, per_page)


def list_offered(prison: str, *, officer: Account) -> Sequence[WorkVacancy]:
    """Vacancies that can be applied to in a prison.

    Raises:
        NotAllowed, NotFound: The role reads no applications, or those of other prisons.
    """
    require(officer, Act.READ_APPLICATIONS, Owner(prison=prison))
    with reading() as session:
        return session.scalars(offered(prison)).all()


def find_inmate(prison: str, document_number: str, *, officer: Account) -> Inmate | None:
    """Somebody held in a prison of the account's, by the number of their document.

    Raises:
        NotAllowed, NotFound: The role reads no applications, or those of other prisons.
    """
    require(officer, Act.READ_APPLICATIONS, Owner(prison=prison))
    known = Inmate.prison == prison, Inmate.document_number == document_number
    with reading() as session:
        return session.scalars(select(Inmate).where(*known)).first()


def whole() -> Select[WorkApplication]:
    """Applications with inmate, vacancy, activity and evaluations; nothing reserved."""
    return select(WorkApplication).options(
        joinedload(WorkApplication.inmate),
        joinedload(WorkApplication.vacancy).joinedload(WorkVacancy.activity),
        selectinload(WorkApplication.evaluations),
    )


def views_of(session: Session, applications: Iterable[WorkApplication]) -> list[ApplicationView]:
    """Loaded applications with what each lacks; an induction counts in the prison where it was given."""
    found = list(applications)
    given = select(Induction.inmate_id, Induction.prison)
    given = given.where(Induction.inmate_id.in_({one.inmate_id for one in found}))
    inducted = {(inmate_id, prison) for inmate_id, prison in session.execute(given)}
    return [
        ApplicationView(one, standing_of(one, is_inducted=(one.inmate_id, one.prison) in inducted)) for one in found
    ]


def _require_prison(act: Act, prison: str, officer: Account) -> None:
    """Refuse a prison that was named and is another's."""
    if prison:
        require(officer, act, Owner(prison=prison))


def _page(statement: Select[WorkApplication], page: int, per_page: int) -> Page[ApplicationView]:
    ordered = statement.order_by(WorkApplication.due_on, WorkApplication.inmate_id, WorkApplication.rank)
    with reading() as session:
        found = cut(session, ordered, page, per_page)
        return Page(views_of(session, found.items), found.total, found.number, found.per_page)


def _narrowed(wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    found = []
    if wanted.prison:
        found.append(WorkApplication.prison == wanted.prison)
    if wanted.inmate_id is not None:
        found.append(WorkApplication.inmate_id == wanted.inmate_id)
    if wanted.state is not None:
        found.append(WorkApplication.state == wanted.state)
    if wanted.overdue_on is not None:
        found += [
            WorkApplication.state == ApplicationState.FILED,
            WorkApplication.due_on < wanted.overdue_on,
            _professions_heard() < len(Profession),
        ]
    if wanted.is_disputed:
        found += [WorkApplication.state == ApplicationState.FILED, _disputed()]
    return found


def _evaluated(profession: Profession) -> ColumnElement[bool]:
    own = WorkEvaluation.application_id == WorkApplication.id, WorkEvaluation.profession == profession
    return exists().where(*own)


def _professions_heard() -> ColumnElement[int]:
    heard = select(func.count(func.distinct(WorkEvaluation.profession)))
    return heard.where(WorkEvaluation.application_id == WorkApplication.id).scalar_subquery()


def _disputed() -> ColumnElement[bool]:
    """Two evaluators of one profession differ, and nobody settled it."""
    one, other, word = aliased(WorkEvaluation), aliased(WorkEvaluation), aliased(WorkEvaluation)
    settled = exists().where(
        word.application_id == one.application_id, word.profession == one.profession, word.settles.is_(True)
    )
    return exists().where(
        one.application_id == WorkApplication.id,
        other.application_id == one.application_id,
        other.profession == one.profession,
        other.verdict != one.verdict,
        ~settled,
    )

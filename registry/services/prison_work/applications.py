"""Applications to work: filed by the office from the inmate's paper, completed, and withdrawn."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Attachment, Inmate, ProductiveActivity, WorkApplication, WorkVacancy
from registry.norms import value_at
from registry.reference.holidays import add_business_days
from registry.services.accounts.policy import Act, Owner, require
from registry.services.documents import attachments
from registry.services.documents.attachments import Bringer, Subject
from registry.services.documents.uploads import Upload
from registry.services.prison_work.application_details import (
    ApplicationDetails,
    application_problems,
    free_will_problems,
)
from registry.services.saving import refuse, require_version, saving
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.prison_work import ActivityState, ApplicationState, WorkVacancyState

#: What an application's own paper is; a free will may come on a paper of its own.
WORK_APPLICATION, FREE_WILL = AttachmentKind.WORK_APPLICATION, AttachmentKind.FREE_WILL


def file(
    inmate_id: int, details: ApplicationDetails, *, officer: Account, on: date | None = None
) -> Sequence[WorkApplication]:
    """Enter an inmate's form: one application a vacancy, ranked after those that stand; their evaluation falls due.

    Raises:
        NotAllowed, NotFound: The role keeps no applications, or those of other prisons.
        InvalidFields: A field breaks a rule, or a vacancy is not published there or was applied to already.
        WrongState: The inmate was released.
    """
    on = on or today()
    require(officer, Act.KEEP_APPLICATIONS)
    refuse(application_problems(details, on))
    with transaction() as session:
        inmate = _hold_inmate(session, inmate_id, officer)
        _require_offered(session, inmate, details)
        first = _next_rank(session, inmate_id)
        with saving(session, refuse_rival=_refuse_twin):
            filed = [
                _application(inmate, vacancy_id, rank, details, officer)
                for rank, vacancy_id in enumerate(details.vacancies, start=first)
            ]
            session.add_all(filed)
        return filed


def withdraw(application_id: int, *, version: int, officer: Account, on: date | None = None) -> WorkApplication:
    """Take an application back by the inmate's will; what was evaluated of it stays.

    Raises:
        NotFound: There is none with this key in the account's prisons.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It was withdrawn before, or the inmate works on it.
    """
    with transaction() as session:
        application = hold(session, application_id, Act.KEEP_APPLICATIONS, officer)
        require_version(application.version, version)
        require_filed(application)
        application.state, application.withdrawn_on = ApplicationState.WITHDRAWN, on or today()
        session.flush()
        return application


def consent(
    application_id: int, *, free_will_on: date, version: int, officer: Account, on: date | None = None
) -> WorkApplication:
    """Note the day on which whoever awaits trial wrote that they work of their own free will.

    Raises:
        NotFound, StaleVersion: As in `withdraw`.
        InvalidFields: The day is still to come.
        WrongState: The application was withdrawn, or the inmate works on it.
    """
    refuse(free_will_problems(free_will_on, on or today()))
    with transaction() as session:
        application = hold(session, application_id, Act.KEEP_APPLICATIONS, officer)
        require_version(application.version, version)
        require_filed(application)
        application.free_will_on = free_will_on
        session.flush()
        return application


def keep_paper(
    application_id: int, upload: Upload, kind: AttachmentKind = WORK_APPLICATION, *, version: int, officer: Account
) -> WorkApplication:
    """Keep a signed paper of an application's in the inmate's file; its own form is what the page leads to.

    Raises:
        NotFound, StaleVersion: As in `withdraw`.
        InvalidFields: The same file is there already.
    """
    with transaction() as session:
        application = hold(session, application_id, Act.KEEP_APPLICATIONS, officer)
        require_version(application.version, version)
        bringer = Bringer(officer.id, officer.full_name, officer.post)
        subject = Subject(inmate_id=application.inmate_id)
        paper = attachments.add(session, subject, kind, upload, bringer)
        if kind is not FREE_WILL or application.attachment_id is None:
            application.attachment_id = paper.id
        session.flush()
        return application


def open_paper(application_id: int, *, officer: Account) -> Attachment:
    """The signed form with its bytes; the look is noted.

    Raises:
        NotAllowed, NotFound: The role reads no applications, or there is none here, or none was kept.
    """
    require(officer, Act.READ_APPLICATIONS)
    with reading() as session:
        application = session.get(WorkApplication, application_id)
    if application is None or application.attachment_id is None:
        raise NotFound(application_id=application_id)
    return attachments.open_attachment(application.attachment_id, officer=officer)


def hold(session: Session, application_id: int, act: Act, officer: Account) -> WorkApplication:
    """The application, nobody else's until the caller's transaction ends.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within its reach.
    """
    require(officer, act)
    held = select(WorkApplication).where(WorkApplication.id == application_id)
    application = session.scalars(held.with_for_update(of=WorkApplication)).first()
    if application is None:
        raise NotFound(application_id=application_id)
    require(officer, act, Owner(prison=application.prison))
    return application


def require_filed(application: WorkApplication) -> None:
    """Refuse a step on what was withdrawn or came to a post.

    Raises:
        WrongState: It does not stand as filed.
    """
    if application.state is not ApplicationState.FILED:
        raise WrongState("work_application_state", state=application.state.label.lower())


def offered(prison: str) -> Select[WorkVacancy]:
    """Vacancies published inside a prison, by activity."""
    statement = select(WorkVacancy).join(WorkVacancy.activity).options(joinedload(WorkVacancy.activity))
    return statement.where(
        ProductiveActivity.prison == prison,
        ProductiveActivity.state == ActivityState.PUBLISHED,
        WorkVacancy.state == WorkVacancyState.PUBLISHED,
    ).order_by(ProductiveActivity.title, WorkVacancy.id)


def _hold_inmate(session: Session, inmate_id: int, officer: Account) -> Inmate:
    inmate = session.scalars(select(Inmate).where(Inmate.id == inmate_id).with_for_update(of=Inmate)).first()
    if inmate is None:
        raise NotFound(inmate_id=inmate_id)
    require(officer, Act.KEEP_APPLICATIONS, Owner(prison=inmate.prison))
    if inmate.released_on is not None:
        raise WrongState("work_inmate_released", day=f"{inmate.released_on:%d/%m/%Y}")
    return inmate


def _require_offered(session: Session, inmate: Inmate, details: ApplicationDetails) -> None:
    wanted = offered(inmate.prison).where(WorkVacancy.id.in_(details.vacancies))
    open_then = wanted.where(ProductiveActivity.ends_on >= details.filed_on)
    if len(session.scalars(open_then).all()) < len(details.vacancies):
        raise InvalidFields({"vacancies": ("work_vacancy_not_offered", {})})
    again = _live(inmate.id).where(WorkApplication.vacancy_id.in_(details.vacancies))
    if session.scalars(again).first() is not None:
        _refuse_twin()


def _live(inmate_id: int) -> Select[WorkApplication]:
    own = WorkApplication.inmate_id == inmate_id, WorkApplication.state != ApplicationState.WITHDRAWN
    return select(WorkApplication).where(*own)


def _next_rank(session: Session, inmate_id: int) -> int:
    last = session.scalar(_live(inmate_id).with_only_columns(func.max(WorkApplication.rank)))
    return 0 if last is None else last + 1


def _application(
    inmate: Inmate, vacancy_id: int, rank: int, details: ApplicationDetails, officer: Account
) -> WorkApplication:
    term = value_at("work_evaluation_term", details.filed_on)
    return WorkApplication(
        inmate_id=inmate.id,
        vacancy_id=vacancy_id,
        prison=inmate.prison,
        rank=rank,
        filed_on=details.filed_on,
        due_on=add_business_days(details.filed_on, term),
        free_will_on=details.free_will_on,
        filed_by_id=officer.id,
        filed_by_name=officer.full_name,
    )


def _refuse_twin() -> None:
    raise InvalidFields({"vacancies": ("work_applied_already", {})})

"""Requests of people about their own data: received, answered within the law's term, listed by deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, DataRequest, Person
from registry.norms import DATA_PROTECTION_RULES, NormStatus, norm_at
from registry.reference.holidays import add_business_days, business_days_between
from registry.services.accounts.policy import Act, require, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.people.persons import visible_person
from registry.services.saving import require_version
from registry.vocabulary.privacy import RequestState, RightKind

#: Norm of each right's term (art. 69 RPDP): the last three share one.
TERMS = {
    RightKind.INFORMATION: "personal_data_information_term",
    RightKind.ACCESS: "personal_data_access_term",
    RightKind.RECTIFICATION: "personal_data_rectification_term",
    RightKind.CANCELLATION: "personal_data_rectification_term",
    RightKind.OPPOSITION: "personal_data_rectification_term",
}


@dataclass(frozen=True)
class RequestDetails:
    """What a person asks."""

    kind: RightKind
    received_on: date
    asked: str


@dataclass(frozen=True)
class Answer:
    """What the office answers; `state` is any but received."""

    state: RequestState
    answer: str


@dataclass(frozen=True)
class Running:
    """A request with its term."""

    request: DataRequest
    due_on: date
    #: Negative once the term has passed; of an answered request as it stood that day.
    days_left: int
    article: str
    is_to_confirm: bool

    @property
    def is_late(self) -> bool:
        """Whether the term passed without an answer, or before it."""
        return self.days_left < 0


def receive(person_id: int, details: RequestDetails, *, officer: Account, on: date | None = None) -> DataRequest:
    """Register a person's request; its term runs from the day it was received.

    Raises:
        NotFound: The office keeps no such file.
        InvalidFields: It was received after today, or before these terms were law.
    """
    require(officer, Act.ANSWER_RIGHTS)
    if details.received_on > (on or today()):
        raise InvalidFields({"received_on": ("received_in_future", {})})
    if details.received_on < DATA_PROTECTION_RULES:
        raise InvalidFields({"received_on": ("received_before_law", {})})
    with transaction() as session:
        person = visible_person(session, person_id, officer)
        request = DataRequest(office_id=person.office_id, person_id=person.id, **vars(details))
        session.add(request)
        session.flush()
        return request


def answer(request_id: int, given: Answer, *, version: int, officer: Account, on: date | None = None) -> DataRequest:
    """Answer a request in the officer's name and post.

    Raises:
        NotFound: The office has no such request.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It was answered already.
        InvalidFields: The answer leaves it as received.
    """
    require(officer, Act.ANSWER_RIGHTS)
    if given.state is RequestState.RECEIVED:
        raise InvalidFields({"state": ("request_unanswered", {})})
    with transaction() as session:
        request = session.scalars(_within(officer).where(DataRequest.id == request_id)).first()
        if request is None:
            raise NotFound(request_id=request_id)
        if request.state is not RequestState.RECEIVED:
            raise WrongState("request_answered")
        require_version(request.version, version)
        request.state, request.answer, request.answered_on = given.state, given.answer, on or today()
        request.answered_by, request.answered_by_post = officer.full_name, officer.post
        return request


def get_request(request_id: int, *, officer: Account, on: date | None = None) -> Running:
    """A request with its person and its term.

    Raises:
        NotFound: The office has no such request.
    """
    with reading() as session:
        request = session.scalars(_within(officer).where(DataRequest.id == request_id)).first()
    if request is None:
        raise NotFound(request_id=request_id)
    return running(request, on or today())


def list_open(*, officer: Account, page: int = 1, on: date | None = None) -> Page[Running]:
    """The office's unanswered requests, the nearest deadline first."""
    rows = _open_rows(officer, on or today())
    start = (max(1, page) - 1) * PER_PAGE
    return Page(rows[start : start + PER_PAGE], len(rows), max(1, page), PER_PAGE)


def list_answered(*, officer: Account, page: int = 1) -> Page[Running]:
    """The office's answered requests, the newest first."""
    statement = _within(officer).where(DataRequest.state != RequestState.RECEIVED)
    with reading() as session:
        found = cut(session, statement.order_by(DataRequest.answered_on.desc(), DataRequest.id.desc()), page)
    rows = [running(request, request.answered_on or today()) for request in found.items]
    return Page(rows, found.total, found.number, found.per_page)


def list_of_person(person_id: int, *, officer: Account, on: date | None = None) -> tuple[Person, Sequence[Running]]:
    """A person and what they asked, the newest first.

    Raises:
        NotFound: The office keeps no such file.
    """
    require(officer, Act.ANSWER_RIGHTS)
    with reading() as session:
        person = visible_person(session, person_id, officer)
        statement = _within(officer).where(DataRequest.person_id == person_id).order_by(DataRequest.id.desc())
        requests = session.scalars(statement).all()
    return person, [running(request, request.answered_on or on or today()) for request in requests]


def count_pressing(*, officer: Account, within_days: int, on: date | None = None) -> int:
    """How many unanswered requests end within so many business days, or have ended."""
    return sum(row.days_left <= within_days for row in _open_rows(officer, on or today()))


def running(request: DataRequest, on: date) -> Running:
    """The request's term under the norm of the day it was received."""
    norm = norm_at(TERMS[request.kind], request.received_on)
    due_on = add_business_days(request.received_on, norm.value)
    left = business_days_between(on, due_on)
    return Running(request, due_on, left, norm.article, norm.status is NormStatus.TO_CONFIRM)


def _open_rows(officer: Account, on: date) -> list[Running]:
    """All of them: deadlines follow from business days, which the database does not count."""
    with reading() as session:
        requests = session.scalars(_within(officer).where(DataRequest.state == RequestState.RECEIVED)).all()
    return sorted((running(request, on) for request in requests), key=_by_deadline)


def _within(officer: Account) -> Select[DataRequest]:
    reached = within(officer, Act.ANSWER_RIGHTS, office=DataRequest.office_id)
    return select(DataRequest).where(reached).options(joinedload(DataRequest.person))


def _by_deadline(row: Running) -> tuple[date, int]:
    return row.due_on, row.request.id

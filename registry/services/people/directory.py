"""The list of people that an office works with: found, filtered, and told where each one stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Account, Person, Placement, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.people.standing import PRESSING, has_status, status_of
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.spelling import fold


@dataclass(frozen=True)
class PeopleFilter:
    """What a list of people is narrowed to; an empty field narrows nothing."""

    #: Beginnings of names, in any order and without accents, or the beginning of a document.
    search: str = ""
    #: Two digits name a department, four a province, six a district.
    ubigeo: str = ""
    status: SentenceStatus | None = None
    #: Penalties still open that prescribe within so many days, or already did.
    prescribes_within_days: int | None = None


@dataclass(frozen=True)
class Standing:
    """A sentence and where it stands."""

    sentence: Sentence
    status: SentenceStatus


@dataclass(frozen=True)
class PersonRow:
    """A person of the list; *status* is the one asked for, else the most pressing, None without sentence."""

    person: Person
    standings: Sequence[Standing]
    status: SentenceStatus | None

    @property
    def next_prescription(self) -> date | None:
        """First day on which a penalty that is still open prescribes."""
        days = [held.sentence.prescribes_on for held in self.standings if held.status is not SentenceStatus.CLOSED]
        return min((day for day in days if day is not None), default=None)


def list_people(
    narrowed: PeopleFilter | None = None,
    *,
    officer: Account,
    page: int = 1,
    per_page: int = PER_PAGE,
    on: date | None = None,
) -> Page[PersonRow]:
    """The office's people in the order of their names; the number of queries does not grow with the page."""
    narrowed, day = narrowed or PeopleFilter(), on or today()
    statement = (
        select(Person)
        .where(within(officer, Act.READ_PEOPLE, office=Person.office_id), *_conditions(narrowed, day))
        .options(selectinload(Person.sentences).selectinload(Sentence.orders))
        .order_by(Person.search_text, Person.id)
    )
    with reading() as session:
        found = cut(session, statement, page, per_page)
        rows = _rows(session, found.items, narrowed.status, day)
    return Page(rows, found.total, found.number, found.per_page)


def standings_of(person: Person, *, on: date | None = None) -> Sequence[Standing]:
    """Where each sentence of a person, loaded with its orders, stands."""
    with reading() as session:
        return _standings(session, person.sentences, on or today())


def answers_to(word: str) -> ColumnElement[bool]:
    """Condition on `Person`: one of the names begins with the word, or the document does."""
    name = fold(word)
    return or_(
        Person.search_text.startswith(name, autoescape=True),
        Person.search_text.contains(f" {name}", autoescape=True),
        Person.document_number.startswith(word.upper(), autoescape=True),
    )


def _conditions(narrowed: PeopleFilter, on: date) -> list[ColumnElement[bool]]:
    conditions = [answers_to(word) for word in narrowed.search.split()]
    if narrowed.ubigeo:
        conditions.append(Person.ubigeo.startswith(narrowed.ubigeo, autoescape=True))
    if about := _sentence_conditions(narrowed, on):
        conditions.append(Person.sentences.any(and_(*about)))
    return conditions


def _sentence_conditions(narrowed: PeopleFilter, on: date) -> list[ColumnElement[bool]]:
    conditions = []
    if narrowed.status is not None:
        conditions.append(has_status(narrowed.status, on))
    if narrowed.prescribes_within_days is not None:
        conditions.append(Sentence.prescribes_on <= on + timedelta(days=narrowed.prescribes_within_days))
        conditions.append(not_(has_status(SentenceStatus.CLOSED, on)))
    return conditions


def _rows(session: Session, people: Sequence[Person], asked: SentenceStatus | None, on: date) -> Sequence[PersonRow]:
    sentences = [sentence for person in people for sentence in person.sentences]
    standings: dict[int, list[Standing]] = {person.id: [] for person in people}
    for standing in _standings(session, sentences, on):
        standings[standing.sentence.person_id].append(standing)
    return [PersonRow(person, standings[person.id], asked or _most_pressing(standings[person.id])) for person in people]


def _most_pressing(standings: Sequence[Standing]) -> SentenceStatus | None:
    return min((standing.status for standing in standings), key=PRESSING.index, default=None)


def _standings(session: Session, sentences: Sequence[Sentence], on: date) -> Sequence[Standing]:
    held = _sentences_placed(session, sentences, HOLDS_PLACES)
    served = _sentences_placed(session, sentences, (PlacementState.COMPLETED,))
    return [Standing(s, status_of(s, s.id in held, on, is_served=s.id in served)) for s in sentences]


def _sentences_placed(session: Session, sentences: Sequence[Sentence], states: Iterable[PlacementState]) -> set[int]:
    numbers = [sentence.id for sentence in sentences]
    statement = select(Placement.sentence_id).where(Placement.sentence_id.in_(numbers), Placement.state.in_(states))
    return set(session.scalars(statement))

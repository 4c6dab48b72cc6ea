"""Sentences: what a court imposed, what it ordered afterwards, and which of them wait for a place."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.columns import RESERVED
from registry.extensions.database import reading, transaction
from registry.models import Account, CourtOrder, Person, Placement, Sentence
from registry.reference.courts import parse_case_number
from registry.services.accounts.policy import Act, require, within
from registry.services.attendance.hours import find_served
from registry.services.institutions.units import is_of_office
from registry.services.people.details import OrderDetails, SentenceDetails
from registry.services.people.penalties import bars_students, offence_key
from registry.services.people.person_rules import refuse_all
from registry.services.people.persons import visible_person
from registry.services.people.reserved import with_reserved
from registry.services.people.sentence_rules import check_order, check_sentence, range_problem
from registry.services.people.standing import has_status
from registry.services.placements import court_effects
from registry.services.saving import require_version, saving
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import EndReason

#: What only a court changes once the sentence had a place that was not undone.
FIXED_ONCE_PLACED = ("kind", "origin", "jornadas")
PLAIN_COLUMNS = ("kind", "court", "origin", "jornadas", "judgment_date", "received_on", "prescribes_on")


def register_sentence(
    person_id: int, details: SentenceDetails, *, officer: Account, on: date | None = None
) -> Sentence:
    """Enter a sentence that a court referred to the office.

    Raises:
        NotFound: The office keeps no such person.
        InvalidFields: A field breaks a rule, or the person has a sentence under this case number.
        NotAllowed: Jornadas outside the offence's range were accepted by somebody other than a chief.
    """
    require(officer, Act.KEEP_SENTENCES)
    with transaction() as session:
        person = visible_person(session, person_id, officer, act=Act.KEEP_SENTENCES)
        sentence = Sentence(person_id=person.id, office_id=officer.office_id, orders=[])
        _enter(session, sentence, details, person, officer, on or today())
        return sentence


def change_sentence(
    sentence_id: int, details: SentenceDetails, *, version: int, officer: Account, on: date | None = None
) -> Sentence:
    """Correct a sentence; once it was placed, for good or not, its jornadas change by court order alone.

    Issued letters are computed from them, also those of a place that was left.

    Raises:
        NotFound: The office has no such sentence.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule.
        NotAllowed: As in `register_sentence`.
    """
    require(officer, Act.KEEP_SENTENCES)
    with transaction() as session:
        kept = (joinedload(Sentence.person), with_reserved("Corregir la pena"))
        sentence = visible_sentence(session, sentence_id, officer, *kept, act=Act.KEEP_SENTENCES, is_locked=True)
        require_version(sentence.version, version)
        _require_court_order(session, sentence, details)
        _enter(session, sentence, details, sentence.person, officer, on or today())
        return sentence


def get_sentence(sentence_id: int, *, officer: Account) -> Sentence:
    """The sentence with its person and orders; reserved facts stay shut.

    Raises:
        NotFound: The office has no such sentence.
    """
    with reading() as session:
        return visible_sentence(session, sentence_id, officer, joinedload(Sentence.person))


def add_order(sentence_id: int, details: OrderDetails, *, officer: Account, on: date | None = None) -> CourtOrder:
    """Enter a court's order; from its day it decides what is owed, whether rounds take the sentence, and its placement.

    Where that day is here, the placement ends, is suspended or goes on at once; a later one, when its day comes.

    Raises:
        NotFound: The office has no such sentence.
        WrongState: An earlier order ended the execution.
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.KEEP_SENTENCES)
    with transaction() as session:
        sentence = visible_sentence(session, sentence_id, officer, act=Act.KEEP_SENTENCES, is_locked=True)
        in_force_from = details.in_force_from or details.ordered_on
        if sentence.is_closed(in_force_from):
            raise WrongState("sentence_closed", sentence_id=sentence_id)
        check_order(details, sentence, on or today())
        order = CourtOrder(
            sentence_id=sentence.id,
            kind=details.kind,
            number=details.number,
            ordered_on=details.ordered_on,
            in_force_from=in_force_from,
            jornadas=details.jornadas,
            remark=details.remark or None,
            officer_id=officer.id,
        )
        session.add(order)
        session.flush()
        sentence = visible_sentence(session, sentence_id, officer, act=Act.KEEP_SENTENCES)
        court_effects.settle(session, sentence, on or today())
        return order


def list_waiting(
    office_id: int,
    on: date,
    *,
    only_id: int | None = None,
    moving: Collection[int] = (),
    purpose: str = "",
) -> Sequence[Sentence]:
    """Sentences that a round of the office takes on a day, with person, preferences and orders.

    They were received by then, are neither closed, stayed nor served, owe something, and hold no place. With *only_id*
    none but that one; those *moving* hold a place that they are to leave, and then none but them. With a *purpose*
    the reserved facts that a round is computed from.
    """
    wanted = SentenceStatus.PLACED if moving else SentenceStatus.WAITING
    own = [Sentence.office_id == office_id, Sentence.received_on <= on, has_status(wanted, on)]
    if moving:
        own.append(Sentence.id.in_(moving))
    if only_id is not None:
        own.append(Sentence.id == only_id)
    statement = (
        select(Sentence)
        .where(*own)
        .options(joinedload(Sentence.person).selectinload(Person.preferences), selectinload(Sentence.orders))
        .order_by(Sentence.id)
    )
    if purpose:
        statement = statement.options(with_reserved(purpose), joinedload(Sentence.person).undefer_group(RESERVED))
    with reading() as session:
        found = session.scalars(statement).all()
        served = set() if moving else find_served(session, *own, on=on)
    return [sentence for sentence in found if sentence.id not in served]


def find_by_case(session: Session, person_id: int, case_number: str) -> Sentence | None:
    """The person's sentence under a case number in canonical form."""
    statement = select(Sentence).where(Sentence.person_id == person_id, Sentence.case_number == case_number)
    return session.scalars(statement).first()


def visible_sentence(
    session: Session,
    sentence_id: int,
    officer: Account,
    *options: ORMOption,
    act: Act = Act.READ_PEOPLE,
    is_locked: bool = False,
) -> Sentence:
    """The sentence with its orders, if it was referred to an office that the act of the officer reaches.

    *is_locked* holds the row until the transaction ends, so that orders and placements come one after the other.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: It was not.
    """
    statement = select(Sentence).where(Sentence.id == sentence_id, within(officer, act, office=Sentence.office_id))
    statement = statement.options(selectinload(Sentence.orders), *options).execution_options(populate_existing=True)
    if is_locked:
        statement = statement.with_for_update(of=Sentence)
    sentence = session.scalars(statement).first()
    if sentence is None:
        raise NotFound(sentence_id=sentence_id)
    return sentence


def _enter(
    session: Session, sentence: Sentence, details: SentenceDetails, person: Person, officer: Account, on: date
) -> None:
    check_sentence(details, person, on)
    _require_unit(session, details.court_unit_id, officer)
    case_number = str(parse_case_number(details.case_number))
    own_id = sentence.id
    with saving(session, refuse_rival=lambda: _refuse_known_case(session, person.id, case_number, own_id)):
        _accept_range(sentence, details, officer)
        sentence.case_number = case_number
        for column, value in _columns(details).items():
            setattr(sentence, column, value)
        session.add(sentence)


def _columns(details: SentenceDetails) -> dict[str, Any]:
    offence = offence_key(details.offence) or ""
    return {
        **{column: getattr(details, column) for column in PLAIN_COLUMNS},
        "offence": offence,
        "education_bar": "1" if details.education_bar or bars_students(offence) else None,
        "court_terms": _court_terms(details),
        "exclusion_zones": _zones(details) or None,
    }


def _court_terms(details: SentenceDetails) -> dict[str, Any] | None:
    terms = {
        "unit_id": details.court_unit_id,
        "programme": details.court_programme.value if details.court_programme else None,
        "weekly_hours": details.court_weekly_hours,
        "remark": details.court_remark,
    }
    return terms if any(terms.values()) else None


def _zones(details: SentenceDetails) -> list[dict[str, float]]:
    return [{"latitude": south, "longitude": east, "radius_km": km} for south, east, km in details.exclusion_zones]


def _accept_range(sentence: Sentence, details: SentenceDetails, officer: Account) -> None:
    """Keep who accepted jornadas outside the range; inside it no exception stays."""
    problem = range_problem(details)
    if problem is None:
        sentence.range_exception = sentence.range_exception_officer_id = None
        return
    if not details.range_exception:
        refuse_all([problem])
    asked = (details.range_exception, details.jornadas, offence_key(details.offence), details.judgment_date)
    if asked != (sentence.range_exception, sentence.jornadas, sentence.offence, sentence.judgment_date):
        require(officer, Act.ACCEPT_RANGE_EXCEPTION)
        sentence.range_exception = details.range_exception
        sentence.range_exception_officer_id = officer.id


def _require_unit(session: Session, unit_id: int | None, officer: Account) -> None:
    if unit_id is not None and not is_of_office(session, unit_id, officer):
        raise InvalidFields({"court_unit_id": ("court_unit_unknown", {})})


def _require_court_order(session: Session, sentence: Sentence, details: SentenceDetails) -> None:
    changed = [field for field in FIXED_ONCE_PLACED if getattr(sentence, field) != getattr(details, field)]
    began = Placement.sentence_id == sentence.id, Placement.end_reason.is_distinct_from(EndReason.UNDONE)
    if changed and session.scalar(select(Placement.id).where(*began).limit(1)) is not None:
        raise InvalidFields({field: ("needs_court_order", {}) for field in changed})


def _refuse_known_case(session: Session, person_id: int, case_number: str, own_id: int | None) -> None:
    known = find_by_case(session, person_id, case_number)
    if known is not None and known.id != own_id:
        raise InvalidFields({"case_number": ("case_already_registered", {})})

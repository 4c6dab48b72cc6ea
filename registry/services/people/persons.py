"""People: one file a document, kept by the office that the court referred the person to."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Person
from registry.services.accounts.policy import Act, Owner, require, require_within
from registry.services.people.details import PersonDetails
from registry.services.people.person_rules import check_person
from registry.services.people.reserved import whole_file, with_reserved
from registry.services.saving import require_version, saving
from registry.vocabulary.people import DocumentKind
from registry.vocabulary.spelling import fold

#: Details that are kept in another shape than they are entered.
SHAPED = {"skills", "free_shifts", "unable", "health_remark"}


@dataclass(frozen=True)
class Registered:
    """The file of a document, and whether it was opened just now for the first time."""

    person: Person
    is_new: bool


def register_person(details: PersonDetails, *, officer: Account, on: date | None = None) -> Registered:
    """Open a person's file; a document known to the office opens the file that exists, unchanged.

    Raises:
        InvalidFields: A field breaks a rule, or another office keeps the file (RCEP art. 261).
    """
    require(officer, Act.KEEP_PEOPLE)
    check_person(details, on or today())
    with transaction() as session:
        return _find_registered(session, details, officer) or _open_file(session, details, officer)


def change_person(
    person_id: int, details: PersonDetails, *, version: int, officer: Account, on: date | None = None
) -> Person:
    """Correct or complete a person's facts.

    Raises:
        NotFound: The office keeps no such file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or the document is another person's.
    """
    require(officer, Act.KEEP_PEOPLE)
    check_person(details, on or today())
    with transaction() as session:
        person = visible_person(session, person_id, officer, *_reserved_in(details), act=Act.KEEP_PEOPLE)
        require_version(person.version, version)
        with saving(session, refuse_rival=lambda: _refuse_taken(session, details, person_id)):
            _enter(person, details)
        return person


def get_person(person_id: int, *, officer: Account) -> Person:
    """The person with sentences, their orders, and preferences; reserved facts stay shut.

    Raises:
        NotFound: The office keeps no such file.
    """
    with reading() as session:
        return visible_person(session, person_id, officer, *whole_file())


def visible_person(
    session: Session,
    person_id: int,
    officer: Account,
    *options: ORMOption,
    act: Act = Act.READ_PEOPLE,
    is_locked: bool = False,
) -> Person:
    """The person whose file the act of the officer reaches; *is_locked* holds the row until the transaction ends.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none, or another office keeps the file; which of the two is not told.
    """
    lock = {"of": Person} if is_locked else None
    person = session.get(Person, person_id, options=options, populate_existing=bool(options), with_for_update=lock)
    if person is None:
        raise NotFound(person_id=person_id)
    require_within(session, officer, act, Owner(office_id=person.office_id))
    return person


def find_by_document(session: Session, kind: DocumentKind, number: str) -> Person | None:
    """The person with this document in any office; callers keep to themselves what is not theirs."""
    statement = select(Person).where(Person.document_kind == kind, Person.document_number == number)
    return session.scalars(statement).first()


def _find_registered(session: Session, details: PersonDetails, officer: Account) -> Registered | None:
    known = find_by_document(session, details.document_kind, details.document_number)
    if known is not None and known.office_id != officer.office_id:
        raise InvalidFields({"document_number": ("person_elsewhere", {})})
    return Registered(known, is_new=False) if known else None


def _open_file(session: Session, details: PersonDetails, officer: Account) -> Registered:
    """Open the file, or give the one that somebody opened in the same instant."""
    person = Person(office_id=officer.office_id, unable=[])
    _enter(person, details)
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError:
        if (opened := _find_registered(session, details, officer)) is None:
            raise
        return opened
    return Registered(person, is_new=True)


def _refuse_taken(session: Session, details: PersonDetails, own_id: int | None = None) -> None:
    holder = find_by_document(session, details.document_kind, details.document_number)
    if holder is not None and holder.id != own_id:
        raise InvalidFields({"document_number": ("document_taken", {})})


def _reserved_in(details: PersonDetails) -> tuple[ORMOption, ...]:
    """What was recorded of health is read only where it is about to be replaced, so that the audit tells the change."""
    if details.unable is None and details.health_remark is None:
        return ()
    return (with_reserved("Cambiar lo registrado"),)


def _columns(details: PersonDetails) -> dict[str, Any]:
    return {
        **{field.name: getattr(details, field.name) for field in fields(details) if field.name not in SHAPED},
        "search_text": fold(details.first_surname, details.second_surname, details.given_names),
        "skills": sorted(set(details.skills)),
        "free_shifts": sum(1 << shift for shift in set(details.free_shifts)),
    }


def _enter(person: Person, details: PersonDetails) -> None:
    for column, value in _columns(details).items():
        setattr(person, column, value)
    if details.unable is not None:
        person.unable = sorted(set(details.unable))
    if details.health_remark is not None:
        person.health_remark = details.health_remark or None

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.demo import Size, build, find_letter, is_built, list_entrances
from registry.demo.cases import (
    ABSENT_FROM_START,
    CASES,
    EXPLAINING,
    ILL,
    MISSING,
    MOVING,
    REPORTED,
    SERVED,
    STEADY,
    document_of,
)
from registry.demo.offices import SIGN_IN_WORDS
from registry.extensions.clock import now
from registry.extensions.database import Base, db, reading
from registry.models import (
    Account,
    AccountScope,
    Agreement,
    AttendanceEntry,
    AttendanceSheet,
    BeneficiaryUnit,
    BreachAlert,
    CaseEvent,
    CaseFile,
    Credential,
    Document,
    Institution,
    Office,
    Person,
    Placement,
    PrisonVisit,
    Proposal,
    Round,
    Sentence,
    SheetTyping,
    Vacancy,
)
from registry.services.accounts.accounts import find_account
from registry.services.accounts.passwords import is_right
from registry.services.attendance import sheets
from registry.services.attendance.expecting import read_days
from registry.services.people.personal_codes import open_file
from registry.services.procedures.desk.inbox import read_inbox
from registry.services.procedures.desk.narrowing import CaseFilter
from registry.services.rounds.outcome import country_outcome
from registry.vocabulary.agreements import AgreementState
from registry.vocabulary.attendance import BreachState
from registry.vocabulary.placements import LetterKind, PlacementState
from registry.vocabulary.procedures import CaseEventKind, CaseState
from registry.vocabulary.religious import PrisonVisitState
from tests.conftest import empty_registry

SMALL = Size(persons=60, units=26, seed=3, round_seconds=5)
ON = date(2026, 9, 7)
LETTERS = (
    LetterKind.PRESENTATION_TO_UNIT,
    LetterKind.NOTIFICATION_TO_PERSON,
    LetterKind.CHANGE_TO_UNIT,
    LetterKind.CHANGE_TO_PERSON,
    LetterKind.EXPLANATION_REQUEST,
    LetterKind.MONTHLY_REPORT,
    LetterKind.BREACH_REPORT,
    LetterKind.COMPLETION_REPORT,
    LetterKind.UNIT_CONSTANCY,
    LetterKind.JORNADAS_CERTIFICATE,
)
CASE_LETTERS = (
    LetterKind.FILING_RECEIPT,
    LetterKind.OBSERVATION_NOTICE,
    LetterKind.RESOLUTION,
    LetterKind.PASTORAL_CREDENTIAL,
    LetterKind.AGREEMENT,
)
#: The school and the park of the told cases, and the unit that a case file brought.
TOLD_UNITS = 3


@pytest.fixture(scope="module")
def built(migrated_app: Flask) -> Iterator[Flask]:
    """One small demonstration for all tests of this module, which only look."""
    with migrated_app.app_context():
        empty_registry()
        build(SMALL, on=ON, say=lambda step: None)
        yield migrated_app
        db.session.remove()


def count(model: type[Base]) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_demonstration_has_the_size_asked_for(built: Flask) -> None:
    assert is_built()
    units, people = SMALL.units + TOLD_UNITS, SMALL.persons + 6 + len(CASES)
    assert (count(BeneficiaryUnit), count(Person), count(Office)) == (units, people, 13)


def test_each_office_has_a_round_to_review(built: Flask) -> None:
    with reading() as session:
        rounds = session.scalars(select(Round).where(Round.state.in_(("ready", "empty", "applied")))).all()

    assert {found.office_id for found in rounds} == set(range(1, 14))


def test_no_round_was_run_for_nobody(built: Flask) -> None:
    with reading() as session:
        first = select(func.min(Round.id)).group_by(Round.office_id)
        summaries = session.scalars(select(Round.summary).where(Round.id.in_(first))).all()

    waited = [summary["persons"] for summary in summaries if summary is not None]
    assert len(waited) == len(summaries)
    assert 0 not in waited


def test_the_outcome_is_one_json_object(built: Flask) -> None:
    outcome = json.loads(json.dumps(country_outcome().as_json()))

    assert set(outcome) == {"persons", "placed", "gap", "median_km", "skill_fit", "seconds"}
    assert SMALL.persons <= outcome["persons"] <= SMALL.persons + 10
    assert 0 < outcome["placed"] <= outcome["persons"]
    assert outcome["gap"] <= 1e-6


def test_some_people_serve_already(built: Flask) -> None:
    assert count(Placement) > 0


def test_some_have_served_for_months_with_their_sheets_signed(built: Flask) -> None:
    assert count(AttendanceEntry) > 0
    assert count(AttendanceSheet) > 0


def test_a_person_of_each_story_stands_where_it_led(built: Flask) -> None:
    statement = select(Person.document_number, Placement.state).join(Placement.sentence).join(Sentence.person)
    with reading() as session:
        states = {(number, state) for number, state in session.execute(statement)}

    assert {
        (document_of(STEADY), PlacementState.ACTIVE),
        (document_of(SERVED), PlacementState.COMPLETED),
        (document_of(ILL), PlacementState.SUSPENDED),
        (document_of(MOVING), PlacementState.ENDED),
        (document_of(MOVING), PlacementState.NOTIFIED),
        (document_of(ABSENT_FROM_START), PlacementState.NOTIFIED),
    } <= states


def test_a_breach_is_to_review_one_was_explained_and_one_is_with_the_judge(built: Flask) -> None:
    statement = select(Person.document_number, BreachAlert.state).join(BreachAlert.placement)
    with reading() as session:
        rows = session.execute(statement.join(Placement.sentence).join(Sentence.person)).all()
        states = {(number, state) for number, state in rows}

    assert {
        (document_of(MISSING), BreachState.TO_REVIEW),
        (document_of(EXPLAINING), BreachState.EXPLAINING),
        (document_of(REPORTED), BreachState.REPORTED),
    } <= states


def test_every_kind_of_letter_of_these_stories_was_issued(built: Flask) -> None:
    with reading() as session:
        kinds = set(session.scalars(select(Document.kind)))

    assert kinds == {*LETTERS, *CASE_LETTERS}


def test_there_is_a_case_file_in_every_state(built: Flask) -> None:
    with reading() as session:
        states = set(session.scalars(select(CaseFile.state)))

    assert states == set(CaseState)


def test_a_file_is_past_its_term_and_tops_the_desk(built: Flask) -> None:
    first = read_inbox(CaseFilter(), officer=account_named("registro.juliaca"), on=ON).page.items[0]

    with reading() as session:
        events = session.scalars(select(CaseEvent.kind).where(CaseEvent.case_file_id == first.id)).all()
    assert first.due_on is not None
    assert first.due_on < ON
    assert CaseEventKind.OVERDUE in events


def test_a_group_has_visits_behind_and_before_it(built: Flask) -> None:
    with reading() as session:
        states = Counter(session.scalars(select(PrisonVisit.state)))
        unsigned = session.scalars(select(Credential).where(Credential.signed_on.is_(None))).all()

    assert states == {
        PrisonVisitState.HELD: 3,
        PrisonVisitState.APPROVED: 1,
        PrisonVisitState.REQUESTED: 1,
        PrisonVisitState.DENIED: 1,
    }
    assert len(unsigned) == 1


def test_agreements_are_in_force_to_sign_and_being_written(built: Flask) -> None:
    with reading() as session:
        states = Counter(session.scalars(select(Agreement.state)))

    assert states == {AgreementState.IN_FORCE: 1, AgreementState.TO_SIGN: 1, AgreementState.DRAFT: 2}


def test_a_sheet_is_overdue_and_another_was_typed_once(built: Flask) -> None:
    officer = account_named("oficial.juliaca")
    names = [row.unit for row in sheets.overdue(officer=officer, on=ON)]

    with reading() as session:
        typed = session.scalars(select(SheetTyping).where(SheetTyping.settled_at.is_(None))).all()

    assert any(name.startswith("I. E. N.º 70999") for name in names)
    assert len(typed) == 1


def test_the_schools_head_has_somebody_to_note(built: Flask) -> None:
    head = account_named("supervision.juliaca")
    with reading() as session:
        unit_id = session.scalars(select(AccountScope.key).where(AccountScope.account_id == head.id)).one()

    days = read_days(int(unit_id), officer=head, on=ON)

    assert [one.row.surnames for one in days.today] == ["Zapana Cruz"]
    assert "Quispe Mamani" in [one.row.surnames for one in days.before if one.entry is None]


def test_each_entrance_is_a_door_that_opens(built: Flask) -> None:
    letter = find_letter()

    hashes = [account_named(entrance.username).password_hash for entrance in list_entrances()]

    assert all(is_right(found, SIGN_IN_WORDS) for found in hashes)
    assert letter is not None
    assert open_file(letter.code, letter.document_end, at=now(), address="127.0.0.1").sentence_id == 1


def account_named(username: str) -> Account:
    found = find_account(username)
    assert found is not None
    return found


def test_everybody_and_everything_invented_is_marked_by_its_number(built: Flask) -> None:
    with reading() as session:
        documents = session.scalars(select(Person.document_number)).all()
        rucs = session.scalars(select(Institution.ruc)).all()

    assert all(document.startswith("99") for document in documents)
    assert all(ruc.startswith("2099") for ruc in rucs)


def test_sentences_respect_the_offence_without_an_exception(built: Flask) -> None:
    with reading() as session:
        assert session.scalars(select(Sentence).where(Sentence.range_exception.is_not(None))).all() == []


def test_the_same_seed_builds_the_same_registry(built: Flask) -> None:
    first = _fingerprint()

    empty_registry()
    build(SMALL, on=ON, say=lambda step: None)

    assert _fingerprint() == first


def _fingerprint() -> list[tuple[object, ...]]:
    with reading() as session:
        who = select(Person.search_text, Person.birth_date, Proposal.score, Vacancy.task)
        proposed = (
            who.join(Sentence.person).join(Proposal, Proposal.sentence_id == Sentence.id).outerjoin(Proposal.vacancy)
        )
        return sorted((tuple(row) for row in session.execute(proposed)), key=str)


def test_a_build_that_is_interrupted_leaves_nothing_behind(app: Flask) -> None:
    def stop_late(step: str) -> None:
        if step == "personas que ya cumplen jornadas":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(SMALL, on=ON, say=stop_late)

    assert not is_built()
    assert (count(Person), count(Placement)) == (0, 0)

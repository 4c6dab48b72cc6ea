"""What a named officer does about an alert of breach: ask, hear, accept, report, withdraw; nothing goes by itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import transaction
from registry.ledger.breach import Breach, breaches
from registry.ledger.facts import Entry
from registry.ledger.standing import standing
from registry.models import Account, BreachAlert, Document, Placement
from registry.norms import value_at
from registry.reference.holidays import add_business_days
from registry.services.accounts.policy import Act, require
from registry.services.attendance.breach_steps import require_step
from registry.services.attendance.facts import facts_of
from registry.services.attendance.findings import still_stands
from registry.services.attendance.recording import Note, record
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.issuing import issue
from registry.services.documents.uploads import Upload
from registry.services.people.sentences import visible_sentence
from registry.services.saving import require_version
from registry.vocabulary.attendance import BreachState, BreachStep, Outcome
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.placements import LetterKind

#: A request is handed over on the day it is signed, or so many days later at most.
HANDED_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Explanation:
    """What the person answered, on paper or in person, and the file that was handed in with it."""

    text: str
    received_on: date
    paper: Upload | None = None


@dataclass(frozen=True)
class Acceptance:
    """Which of the absences are justified, each with its cause, and why."""

    reason: str
    excuses: Mapping[int, Outcome]


@dataclass(frozen=True)
class Report:
    """What the officer weighed, which stays in the office, and what the judge is to read beside the facts."""

    reason: str
    words: str = ""


@dataclass
class _Held:
    """An alert that nobody else changes until the transaction ends, and what the ledger shows in its place."""

    alert: BreachAlert
    sentence_id: int
    standing: Breach | None
    entries: Mapping[int, Entry]


def ask(alert_id: int, *, handed_on: date, version: int, officer: Account, on: date) -> Document:
    """Issue the request for an explanation; its term runs from the day the person is handed it (art. 269 RCEP).

    Raises:
        NotAllowed, NotFound: The officer does not judge this alert.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It was asked for before, or the breach stands no longer.
        InvalidFields: It would have been handed over before it was signed, or much later.
    """
    with _held(alert_id, version, officer, on) as (session, held):
        require_step(BreachStep.ASK, held.alert, held.standing, on)
        if not on <= handed_on <= on + HANDED_WITHIN:
            raise InvalidFields({"handed_on": ("breach_handed_out_of_range", {"days": HANDED_WITHIN.days})})
        held.alert.state = BreachState.EXPLAINING
        held.alert.explanation_due_on = explanation_due(handed_on)
        session.flush()
        return issue(
            held.alert.placement_id, LetterKind.EXPLANATION_REQUEST, officer=officer, on=on, period=str(alert_id)
        )


def explain(alert_id: int, given: Explanation, *, version: int, officer: Account, on: date) -> BreachAlert:
    """Keep what the person answered; late answers are kept as well, as long as nothing was decided.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `ask`.
        WrongState: Nobody asked, or it was answered before.
        InvalidFields: It was received after today, or the file is there already.
    """
    with _held(alert_id, version, officer, on) as (_session, held):
        require_step(BreachStep.EXPLAIN, held.alert, held.standing, on)
        if given.received_on > on:
            raise InvalidFields({"received_on": ("received_in_future", {})})
        if given.paper is not None:
            attach(Subject(sentence_id=held.sentence_id), AttachmentKind.EXCUSE, given.paper, officer=officer)
        held.alert.explanation, held.alert.explained_on = given.text, given.received_on
        return held.alert


def accept(alert_id: int, given: Acceptance, *, version: int, officer: Account, on: date) -> BreachAlert:
    """Correct absences to justified ones and withdraw the alert that they caused (art. 268 RCEP).

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `ask`.
        WrongState: It was decided, does not rest on absences, or would stand all the same.
        InvalidFields: No absence is justified, or one that is named is none of these.
    """
    with _held(alert_id, version, officer, on) as (session, held):
        require_step(BreachStep.ACCEPT, held.alert, held.standing, on)
        _correct(held, given, officer, on)
        if still_stands(held.alert, breaches(facts_of(session, held.sentence_id), on)) is not None:
            raise WrongState("breach_still_stands")
        _decide(held.alert, BreachState.WITHDRAWN, given.reason, officer, on)
        return held.alert


def report(alert_id: int, given: Report, *, version: int, officer: Account, on: date) -> Document:
    """Issue the report to the judge, once the person was heard or the term for it has passed (arts. 267, 269 RCEP).

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `ask`.
        WrongState: The person may still explain, or the breach stands no longer.
    """
    with _held(alert_id, version, officer, on) as (session, held):
        require_step(BreachStep.REPORT, held.alert, held.standing, on)
        _decide(held.alert, BreachState.REPORTED, given.reason, officer, on)
        session.flush()
        of_alert = {"period": str(alert_id), "words": given.words}
        return issue(held.alert.placement_id, LetterKind.BREACH_REPORT, officer=officer, on=on, **of_alert)


def withdraw(alert_id: int, *, reason: str, version: int, officer: Account, on: date) -> BreachAlert:
    """Close an alert without a report; why stays beside it.

    Raises:
        NotAllowed, NotFound, StaleVersion: As in `ask`.
        WrongState: It was decided before.
    """
    with _held(alert_id, version, officer, on) as (_session, held):
        require_step(BreachStep.WITHDRAW, held.alert, held.standing, on)
        _decide(held.alert, BreachState.WITHDRAWN, reason, officer, on)
        return held.alert


def explanation_due(handed_on: date) -> date:
    """Last day of the term to explain, where the request is handed over on a day."""
    return add_business_days(handed_on, value_at("explanation_term", handed_on))


@contextmanager
def _held(alert_id: int, version: int, officer: Account, on: date) -> Iterator[tuple[Session, _Held]]:
    """Hold the sentence first, then the alert: what the entries show stays so until the caller's work is done."""
    require(officer, Act.JUDGE_BREACHES)
    with transaction() as session:
        placement_id = BreachAlert.placement_id
        own = select(Placement.sentence_id).join(BreachAlert, placement_id == Placement.id)
        sentence_id = session.scalar(own.where(BreachAlert.id == alert_id))
        if sentence_id is None:
            raise NotFound(alert_id=alert_id)
        visible_sentence(session, sentence_id, officer, act=Act.JUDGE_BREACHES, is_locked=True)
        locked = select(BreachAlert).where(BreachAlert.id == alert_id).with_for_update()
        alert = session.scalars(locked.execution_options(populate_existing=True)).one()
        require_version(alert.version, version)
        facts = facts_of(session, sentence_id)
        entries = {entry.id: entry for entry in standing(facts).values()}
        yield session, _Held(alert, sentence_id, still_stands(alert, breaches(facts, on)), entries)


def _correct(held: _Held, given: Acceptance, officer: Account, on: date) -> None:
    absences = set(held.standing.entry_ids) if held.standing else set()
    if not given.excuses:
        raise InvalidFields({"excuses": ("breach_nothing_justified", {})})
    for entry_id, outcome in given.excuses.items():
        if entry_id not in absences or not outcome.is_excuse:
            raise InvalidFields({"excuses": ("breach_entry_not_absence", {})})
        entry = held.entries[entry_id]
        session_of = entry.placement_id, entry.day, entry.shift
        record(Note(*session_of, outcome, remark=given.reason, replaces_id=entry_id), officer=officer, on=on)


def _decide(alert: BreachAlert, state: BreachState, reason: str, officer: Account, on: date) -> None:
    alert.state, alert.reason, alert.decided_on = state, reason, on
    alert.officer_id, alert.officer_name, alert.officer_post = officer.id, officer.full_name, officer.post

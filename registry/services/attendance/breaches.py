"""Alerts of breach: found in the ledger, kept whatever becomes of them, listed by consequence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from registry.extensions.database import reading, transaction
from registry.ledger.breach import Breach
from registry.models import Account, AttendanceEntry, BreachAlert, Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import facts_of, facts_of_many
from registry.services.attendance.findings import Findings
from registry.services.paging import PER_PAGE, Page, cut
from registry.vocabulary.attendance import BreachState, BreachTurn, Ground, Outcome

#: Sentences whose entries are read at once.
BATCH = 250
ENFORCEABLE = tuple(outcome for outcome in Outcome if outcome.enforceable)
#: The gravest first.
GRAVITY = (Ground.ABANDONMENT, Ground.RESISTANCE, Ground.CONSECUTIVE_ABSENCES, Ground.ALTERNATE_ABSENCES)


def find_breaches(*, on: date) -> int:
    """Raise an alert for every breach of a running placement that has none; none is ever taken away.

    One that was withdrawn is to be reviewed again where its breach is back on entries recorded since.
    Each sentence is held while its alerts are written, so that two runs at once raise each alert once. How many
    were raised, or raised again.
    """
    with reading() as session:
        suspects = session.scalars(_suspects()).all()
    return sum(_raise_missing(suspects[start : start + BATCH], on) for start in range(0, len(suspects), BATCH))


def list_alerts(
    turn: BreachTurn, *, officer: Account, on: date, page: int = 1, per_page: int = PER_PAGE
) -> Page[BreachAlert]:
    """The office's alerts of one turn, by consequence: what may go to the judge first, then the graver ground.

    Raises:
        NotAllowed: The role does not include breaches.
    """
    statement = _whole().where(_in_reach(officer), turn_condition(turn, on))
    newest_first = BreachAlert.decided_on.desc(), BreachAlert.id.desc()
    order = newest_first if turn is BreachTurn.NOBODY else (*_consequence(), BreachAlert.id)
    with reading() as session:
        return cut(session, statement.order_by(*order), page, per_page)


def count_turns(*, officer: Account, on: date) -> dict[BreachTurn, int]:
    """How many of the office's alerts wait for whom.

    Raises:
        NotAllowed: The role does not include breaches.
    """
    own = select(*(func.count(case((turn_condition(turn, on), 1))) for turn in BreachTurn))
    own = own.select_from(BreachAlert).join(BreachAlert.placement).join(Placement.sentence)
    with reading() as session:
        return dict(zip(BreachTurn, session.execute(own.where(_in_reach(officer))).one(), strict=True))


def list_of_sentence(sentence_id: int, *, officer: Account) -> Sequence[BreachAlert]:
    """The alerts of a sentence, in the order in which their breaches were reached.

    Raises:
        NotAllowed: The role does not include breaches.
    """
    statement = _whole().where(Sentence.id == sentence_id, _in_reach(officer))
    with reading() as session:
        return session.scalars(statement.order_by(BreachAlert.reached_on, BreachAlert.id)).all()


def turn_of(alert: BreachAlert, on: date) -> BreachTurn:
    """Who has to act next: the office, the person who may still explain, or nobody."""
    if alert.state in (BreachState.REPORTED, BreachState.WITHDRAWN):
        return BreachTurn.NOBODY
    waits = alert.state is BreachState.EXPLAINING and alert.explained_on is None and not is_over(alert, on)
    return BreachTurn.PERSON if waits else BreachTurn.OFFICE


def is_over(alert: BreachAlert, on: date) -> bool:
    """Whether the term to explain has passed."""
    return alert.explanation_due_on is not None and alert.explanation_due_on < on


def turn_condition(turn: BreachTurn, on: date) -> ColumnElement[bool]:
    """Condition on `BreachAlert` that agrees with `turn_of`."""
    explaining = BreachAlert.state == BreachState.EXPLAINING
    answered = or_(BreachAlert.explained_on.is_not(None), BreachAlert.explanation_due_on < on)
    conditions = {
        BreachTurn.OFFICE: or_(BreachAlert.state == BreachState.TO_REVIEW, and_(explaining, answered)),
        BreachTurn.PERSON: and_(explaining, ~answered),
        BreachTurn.NOBODY: BreachAlert.state.in_((BreachState.REPORTED, BreachState.WITHDRAWN)),
    }
    return conditions[turn]


def _suspects() -> Select[int]:
    """Running sentences of which anything enforceable was ever noted."""
    noted = select(AttendanceEntry.id).join(Placement, Placement.id == AttendanceEntry.placement_id)
    noted = noted.where(Placement.sentence_id == Sentence.id, AttendanceEntry.outcome.in_(ENFORCEABLE))
    running = select(Placement.sentence_id).where(Placement.state.in_(HOLDS_PLACES))
    return select(Sentence.id).where(Sentence.id.in_(running), noted.exists()).order_by(Sentence.id)


def _raise_missing(sentence_ids: Sequence[int], on: date) -> int:
    with reading() as session:
        facts = facts_of_many(session, sentence_ids)
        alerts = _alerts(session, facts)
    lacking = [one for one, told in facts.items() if Findings(told, alerts[one], on).asks_for_an_alert]
    return sum(_raise_for(sentence_id, on) for sentence_id in lacking)


def _raise_for(sentence_id: int, on: date) -> int:
    """Look again while nobody else writes of the sentence, and raise what is missing then."""
    with transaction() as session:
        session.scalars(select(Sentence.id).where(Sentence.id == sentence_id).with_for_update()).one()
        findings = Findings(facts_of(session, sentence_id), _alerts(session, [sentence_id])[sentence_id], on)
        session.add_all(_alert(breach) for breach in findings.missing)
        for alert, breach in findings.back:
            _reopen(alert, breach)
        session.flush()
        return len(findings.missing) + len(findings.back)


def _alerts(session: Session, sentence_ids: Iterable[int]) -> Mapping[int, Sequence[BreachAlert]]:
    """The alerts of each sentence."""
    found = defaultdict[int, list[BreachAlert]](list)
    statement = select(Placement.sentence_id, BreachAlert).join(BreachAlert.placement)
    fresh = statement.execution_options(populate_existing=True)
    for sentence_id, alert in session.execute(fresh.where(Placement.sentence_id.in_(set(sentence_ids)))):
        found[sentence_id].append(alert)
    return found


def _reopen(alert: BreachAlert, breach: Breach) -> None:
    """Begin again: the person is heard anew. Why it was withdrawn stays until somebody decides once more."""
    alert.state, alert.decided_on = BreachState.TO_REVIEW, None
    alert.explanation_due_on = alert.explained_on = None
    alert.reached_on, alert.entry_ids = breach.reached_on, list(breach.entry_ids)


def _alert(breach: Breach) -> BreachAlert:
    return BreachAlert(
        placement_id=breach.placement_id,
        ground=breach.ground,
        first_day=breach.first_day,
        reached_on=breach.reached_on,
        entry_ids=list(breach.entry_ids),
    )


def _consequence() -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[date]]:
    may_be_reported = case((BreachAlert.state == BreachState.EXPLAINING, 0), else_=1)
    gravity = case({ground: place for place, ground in enumerate(GRAVITY)}, value=BreachAlert.ground)
    return may_be_reported, gravity, func.coalesce(BreachAlert.explanation_due_on, BreachAlert.reached_on)


def _whole() -> Select[BreachAlert]:
    placement = contains_eager(BreachAlert.placement)
    return (
        select(BreachAlert)
        .join(BreachAlert.placement)
        .join(Placement.sentence)
        .options(
            placement.contains_eager(Placement.sentence).joinedload(Sentence.person),
            placement.joinedload(Placement.vacancy).joinedload(Vacancy.unit),
        )
    )


def _in_reach(officer: Account) -> ColumnElement[bool]:
    return within(officer, Act.JUDGE_BREACHES, office=Sentence.office_id)

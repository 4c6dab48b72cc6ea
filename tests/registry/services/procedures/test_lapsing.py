from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from registry.errors import InvalidFields, NotAllowed, NotFound
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account, CaseFile, ClosedDay, Notice
from registry.services.procedures import lapsing
from registry.services.procedures.applying import filing, forgetting
from registry.services.procedures.deadlines import entering
from registry.services.procedures.deadlines.entering import Entry
from registry.services.procedures.deadlines.settings import detail_at
from registry.services.procedures.lapsing import Done
from registry.services.procedures.reading import get_case
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import (
    CaseEventKind,
    CaseState,
    DeemedDecision,
    NoticeMeans,
    NoticeState,
    ProcedureCode,
    ProcedureDetail,
)
from tests.factories.accounts import make_account, make_chief
from tests.factories.procedures import FILED_ON, bearer_of, happen, make_draft, make_filed, make_observed

pytestmark = pytest.mark.usefixtures("app")

PUBLIC_UNIT, TERM, CURE_TERM = ProcedureCode.PUBLIC_UNIT, ProcedureDetail.TERM, ProcedureDetail.CURE_TERM
#: Filed and observed on Monday, 1 June: two business days.
LAST_DAY = date(2026, 6, 3)
OVERDUE_ON = date(2026, 7, 15)


def run(on: date) -> Done:
    return lapsing.run_due(on=on, at=now())


def state_of(case: CaseFile) -> CaseState:
    with reading() as session:
        return session.get_one(CaseFile, case.id).state


def due_of(case: CaseFile) -> date | None:
    with reading() as session:
        return session.get_one(CaseFile, case.id).due_on


@pytest.fixture
def administrator() -> Account:
    return make_account(Role.ADMINISTRATOR)


def test_a_cure_that_did_not_come_archives_the_file_after_its_last_day() -> None:
    case, other = make_observed(), make_filed()

    assert run(LAST_DAY) == Done(0)
    assert state_of(case) is CaseState.OBSERVED

    assert run(LAST_DAY + timedelta(days=1)) == Done(1)
    assert (state_of(case), state_of(other)) == (CaseState.LAPSED, CaseState.SUBMITTED)
    assert "03/06/2026" in get_case(case.id, by=bearer_of(case)).events[-1].words


def test_a_cure_in_time_keeps_the_file_open() -> None:
    case = make_observed()
    filing.cure(case.id, by=bearer_of(case), on=LAST_DAY)

    assert run(date(2026, 6, 30)) == Done(0)


def test_nothing_lapses_of_which_nobody_had_word() -> None:
    case = make_observed()
    notice_of(case, None)

    run(date(2026, 6, 30))

    assert state_of(case) is CaseState.OBSERVED
    assert filing.cure(case.id, by=bearer_of(case), on=date(2026, 6, 30)).is_open


def test_whoever_filed_is_told_that_the_file_was_archived() -> None:
    case = make_observed()

    run(LAST_DAY + timedelta(days=1))

    event = get_case(case.id, by=bearer_of(case)).events[-1]
    with reading() as session:
        told = session.query(Notice).filter_by(case_event_id=event.id).one()
    assert (event.kind, told.means) == (CaseEventKind.LAPSED, NoticeMeans.PAPER)


def test_the_cure_is_counted_from_the_day_of_the_notice() -> None:
    case = make_observed()
    notice_of(case, datetime(2026, 6, 9, 4, tzinfo=UTC))  # still the 8th in Lima

    assert run(date(2026, 6, 10)) == Done(0)
    assert due_of(case) == date(2026, 6, 10)

    run(date(2026, 6, 11))
    assert state_of(case) is CaseState.LAPSED


def test_a_term_that_is_over_is_noted_once_and_decides_nothing() -> None:
    case = make_filed()

    assert run(OVERDUE_ON - timedelta(days=1)) == Done(0)
    assert run(OVERDUE_ON) == Done(1)
    assert run(OVERDUE_ON) == Done(0)

    view = get_case(case.id, by=bearer_of(case))
    assert (view.file.state, view.is_overdue) == (CaseState.SUBMITTED, True)
    assert [event.kind for event in view.events].count(CaseEventKind.OVERDUE) == 1


def test_a_decided_file_is_never_overdue() -> None:
    case = make_filed()
    happen(case, CaseEventKind.ASSIGNED, on=FILED_ON)
    happen(case, CaseEventKind.APPROVED, on=FILED_ON)

    assert run(date(2026, 12, 1)) == Done(0)


def test_a_day_decreed_later_moves_what_waits_at_once(administrator: Account) -> None:
    filed, observed, draft = make_filed(), make_observed(), make_draft()

    entering.close_day(date(2026, 6, 2), "DS 001-2026-PCM", officer=administrator, on=FILED_ON)

    assert (due_of(filed), due_of(observed), due_of(draft)) == (OVERDUE_ON, date(2026, 6, 4), None)
    assert run(date(2026, 6, 4)) == Done(0)


def test_a_day_that_was_closed_by_mistake_is_open_again(administrator: Account) -> None:
    case = make_filed()
    entering.close_day(date(2026, 6, 2), "DS 001-2026-PCM", officer=administrator, on=FILED_ON)

    entering.open_day(date(2026, 6, 2), officer=administrator, on=FILED_ON)

    assert due_of(case) == date(2026, 7, 14)
    with pytest.raises(NotFound):
        entering.open_day(date(2026, 6, 2), officer=administrator, on=FILED_ON)


def test_who_holds_a_form_finds_it_unchanged_by_a_closed_day(administrator: Account) -> None:
    case = make_filed()

    entering.close_day(date(2026, 6, 2), "DS 001-2026-PCM", officer=administrator, on=FILED_ON)

    with reading() as session:
        assert session.get_one(CaseFile, case.id).version == case.version


def test_a_day_that_another_hand_put_in_counts_from_the_next_work_of_the_day(administrator: Account) -> None:
    case = make_filed()
    with transaction() as session:
        session.add(ClosedDay(day=date(2026, 6, 2), decree="DS 001-2026-PCM", account_id=administrator.id))

    run(FILED_ON)

    assert due_of(case) == OVERDUE_ON


@pytest.mark.parametrize(
    ("day", "decree", "field"),
    [(date(2026, 6, 6), "DS", "day"), (date(2026, 7, 28), "DS", "day"), (date(2026, 6, 2), " ", "decree")],
)
def test_a_closed_day_needs_a_decree_and_a_business_day(
    administrator: Account, day: date, decree: str, field: str
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        entering.close_day(day, decree, officer=administrator, on=FILED_ON)

    assert list(refusal.value.problems) == [field]


def test_a_day_is_closed_once_and_by_the_administrator(administrator: Account) -> None:
    entering.close_day(date(2026, 6, 2), "DS 001-2026-PCM", officer=administrator, on=FILED_ON)

    with pytest.raises(InvalidFields):
        entering.close_day(date(2026, 6, 2), "DS 002-2026-PCM", officer=administrator, on=FILED_ON)
    with pytest.raises(NotAllowed):
        entering.close_day(date(2026, 6, 3), "DS 001-2026-PCM", officer=make_chief(), on=FILED_ON)


def test_what_the_administrator_enters_binds_from_its_day_on(administrator: Account) -> None:
    case, other = make_filed(), make_filed(ProcedureCode.COMPANY)
    entry = Entry("10", "TUPA, RP 100-2026", date(2026, 6, 1), is_confirmed=True)

    entering.enter_detail(PUBLIC_UNIT, TERM, entry, officer=administrator, on=FILED_ON)

    assert detail_at(PUBLIC_UNIT, TERM, date(2026, 5, 31)).number == 30
    found = detail_at(PUBLIC_UNIT, TERM, FILED_ON)
    assert (found.number, found.source, found.is_confirmed) == (10, "TUPA, RP 100-2026", True)
    assert (due_of(case), due_of(other)) == (date(2026, 6, 15), date(2026, 7, 14))


def test_what_nobody_settled_is_unknown_and_silence_is_to_be_confirmed() -> None:
    fee, deemed = (detail_at(PUBLIC_UNIT, each, FILED_ON) for each in (ProcedureDetail.FEE, ProcedureDetail.DEEMED))

    assert (fee.number, fee.source, fee.is_confirmed) == (None, "", False)
    assert (deemed.deemed, deemed.is_confirmed) == (DeemedDecision.APPROVED, False)


@pytest.mark.parametrize(
    ("detail", "value"),
    [(TERM, "0"), (TERM, "366"), (TERM, "-1"), (TERM, "diez"), (TERM, "٣"), (ProcedureDetail.DEEMED, "maybe")],
)
def test_a_detail_takes_only_its_own_values(administrator: Account, detail: ProcedureDetail, value: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        entering.enter_detail(PUBLIC_UNIT, detail, Entry(value, "TUPA", FILED_ON), officer=administrator, on=FILED_ON)

    assert list(refusal.value.problems) == ["value"]


def test_two_details_do_not_bind_from_the_same_day(administrator: Account) -> None:
    entering.enter_detail(PUBLIC_UNIT, CURE_TERM, Entry("3", "TUPA", FILED_ON), officer=administrator, on=FILED_ON)

    with pytest.raises(InvalidFields):
        entering.enter_detail(PUBLIC_UNIT, CURE_TERM, Entry("4", "TUPA", FILED_ON), officer=administrator, on=FILED_ON)
    assert len(entering.list_settings(officer=administrator)) == 1


def test_a_draft_is_kept_for_ninety_days_after_its_last_change() -> None:
    old, young, filed = make_draft(), make_draft(), make_filed()
    filing.save_typed(old.id, "ruc", {"ruc": "1"}, by=bearer_of(old))
    with transaction() as session:
        long_ago = now() - timedelta(days=91)
        session.execute(update(CaseFile).where(CaseFile.id.in_([old.id, filed.id])).values(updated_at=long_ago))

    assert forgetting.forget_old(at=now()) == 1

    with reading() as session:
        assert sorted(row.id for row in session.query(CaseFile)) == [young.id, filed.id]


def notice_of(case: CaseFile, received_at: datetime | None) -> None:
    """Word of the observation by mail, received or not."""
    event = get_case(case.id, by=bearer_of(case)).events[-1]
    state = NoticeState.SENT if received_at is None else NoticeState.RECEIVED
    with transaction() as session:
        session.add(Notice(case_event_id=event.id, means=NoticeMeans.EMAIL, state=state, received_at=received_at))

from datetime import date, timedelta
from typing import Any

import pytest

from registry.errors import NotAllowed
from registry.extensions.database import transaction
from registry.models import CaseFile
from registry.services.procedures.desk.inbox import desk_filters, read_desk, read_inbox
from registry.services.procedures.desk.narrowing import CaseFilter, Due, Holder, Standing
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode
from tests.factories.accounts import make_account, make_chief, make_office, make_officer
from tests.factories.procedures import FILED_ON, happen, make_draft, make_filed
from tests.registry.services.procedures.reviewed import make_desk_chief, taken
from tests.statements import count_queries

pytestmark = pytest.mark.usefixtures("app")

ON = FILED_ON + timedelta(days=1)


def due(case: CaseFile, day: date | None) -> CaseFile:
    """The file with this last day, however it came."""
    with transaction() as session:
        held = session.get_one(CaseFile, case.id)
        held.due_on = day
        return held


def test_what_is_overdue_comes_first_then_by_the_last_day() -> None:
    officer = make_officer(office_id=make_desk_chief().office_id)
    late, soon = due(make_filed(), ON + timedelta(days=30)), due(make_filed(), ON + timedelta(days=5))
    over, dayless = due(make_filed(), ON - timedelta(days=1)), due(make_filed(), None)

    found = read_inbox(CaseFilter(), officer=officer, on=ON).page.items

    assert [case.id for case in found] == [over.id, soon.id, late.id, dayless.id]


def test_the_applicant_s_turn_comes_after_the_operator_s() -> None:
    chief = make_desk_chief()
    theirs = taken(make_filed(), chief)
    happen(theirs, CaseEventKind.OBSERVED, on=FILED_ON, officer=chief, words="Falta")
    due(theirs, ON)
    ours = due(make_filed(), ON + timedelta(days=30))

    found = read_inbox(CaseFilter(), officer=chief, on=ON).page.items

    assert [case.id for case in found] == [ours.id, theirs.id]


def test_whoever_assigns_finds_those_of_nobody_first() -> None:
    chief = make_desk_chief()
    somebody_s = due(taken(make_filed(), chief), ON + timedelta(days=10))
    nobody_s = due(make_filed(), ON + timedelta(days=20))

    found = read_inbox(CaseFilter(), officer=chief, on=ON).page.items

    assert [case.id for case in found] == [nobody_s.id, somebody_s.id]


def test_drafts_and_files_of_other_offices_are_not_there() -> None:
    chief = make_desk_chief()
    make_draft()
    make_filed()
    elsewhere = make_chief(office_id=make_office(region="lima", ubigeo="150101", code="EML-L").id)

    assert read_inbox(CaseFilter(), officer=chief, on=ON).page.total == 1
    assert read_inbox(CaseFilter(), officer=elsewhere, on=ON).page.total == 0


def test_each_filter_leaves_its_own() -> None:
    chief = make_desk_chief()
    mine, other = taken(make_filed(), chief), due(make_filed(ProcedureCode.COMPANY), ON - timedelta(days=1))

    def keys(**wanted: Any) -> list[int]:
        return [case.id for case in read_inbox(CaseFilter(**wanted), officer=chief, on=ON).page.items]

    assert keys(procedure=ProcedureCode.COMPANY) == keys(due=Due.OVER) == keys(officer=Holder.NOBODY) == [other.id]
    assert keys(officer=chief.id) == keys(state=CaseState.UNDER_REVIEW) == keys(search=mine.ruc) == [mine.id]
    assert keys(search=other.shown_number) == [other.id]
    assert keys(office_id=chief.office_id) == keys(state=Standing.ALL) == [other.id, mine.id]


def test_the_counts_tell_what_each_choice_would_leave() -> None:
    chief = make_desk_chief()
    taken(make_filed(), chief)
    make_filed(ProcedureCode.COMPANY)

    counts = read_inbox(CaseFilter(procedure=ProcedureCode.COMPANY), officer=chief, on=ON).counts

    assert counts["procedure"] == {ProcedureCode.PUBLIC_UNIT: 1, ProcedureCode.COMPANY: 1}
    assert counts["officer"] == {Holder.NOBODY: 1}
    assert counts["state"][Standing.WAITING] == 1


def test_the_number_of_queries_does_not_grow_with_the_files() -> None:
    chief = make_desk_chief()
    make_filed()
    one = count_queries(lambda: read_inbox(CaseFilter(), officer=chief, on=ON))
    for _ in range(3):
        taken(make_filed(), chief)

    assert count_queries(lambda: read_inbox(CaseFilter(), officer=chief, on=ON)) == one <= 6


def test_the_day_counts_what_presses() -> None:
    chief = make_desk_chief()
    due(taken(make_filed(), chief), ON - timedelta(days=1))
    due(make_filed(), ON)

    desk = read_desk(officer=chief, on=ON)

    assert {name: tally.count for name, tally in desk.items()} == {"over": 1, "near": 1, "nobody": 1, "own": 1}
    assert desk["over"].first == ON - timedelta(days=1)


def test_what_the_day_counts_is_what_its_list_shows() -> None:
    chief = make_desk_chief()
    for last_day in (ON - timedelta(days=1), ON):
        due(make_filed(), last_day)
        due(taken(make_filed(), chief), last_day)
        observed = happen(taken(make_filed(), chief), CaseEventKind.OBSERVED, on=ON, officer=chief, words="Falta")
        due(observed, last_day)

    counted = {name: tally.count for name, tally in read_desk(officer=chief, on=ON).items()}
    lists = desk_filters(chief)

    assert counted == {name: read_inbox(lists[name], officer=chief, on=ON).page.total for name in lists}
    assert set(counted.values()) == {2}


def test_whoever_reads_no_case_files_has_no_inbox() -> None:
    with pytest.raises(NotAllowed):
        read_inbox(CaseFilter(), officer=make_account(Role.EVALUATOR_HEALTH), on=ON)

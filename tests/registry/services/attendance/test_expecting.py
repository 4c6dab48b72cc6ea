from datetime import timedelta

import pytest
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.actor import acting
from registry.extensions.database import reading
from registry.models import AuditEntry, Placement
from registry.services.accounts.accounts import Account, actor_of
from registry.services.attendance.expecting import read_days, read_session
from registry.services.audit.looks import LOOKS
from registry.services.placements.placements import get_placement
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import PlacementState
from tests.factories.attendance import EIGHT, FIRST, SECOND, make_entry, make_placement, make_saturdays, make_supervisor
from tests.factories.institutions import make_unit
from tests.factories.rounds import make_desk_officer
from tests.statements import counting_statements

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def officer() -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    """Somebody whom a unit expects, beside another unit's."""
    make_placement(officer=officer)
    return get_placement(make_placement(officer=officer).id, officer=officer)


def test_a_saturday_s_people_are_expected_that_day(officer: Account, placement: Placement):
    days = read_days(placement.vacancy.unit_id, officer=officer, on=FIRST)

    assert [one.row.placement_id for one in days.today] == [placement.id]
    assert days.before == []


def test_what_is_open_of_the_week_before_is_asked_for_and_what_is_noted_is_not(officer: Account):
    vacancy = make_saturdays(officer=officer)
    noted, unnoted, present = (make_placement(officer=officer, vacancy=vacancy) for _ in range(3))
    make_entry(noted, officer=officer)
    make_entry(present, officer=officer, outcome=Outcome.PRESENT, arrived=EIGHT)

    days = read_days(vacancy.unit_id, officer=officer, on=SECOND)

    assert {one.row.placement_id for one in days.today} == {noted.id, unnoted.id, present.id}
    assert {one.row.placement_id for one in days.before} == {unnoted.id, present.id}


def test_who_was_not_presented_is_not_expected(officer: Account):
    vacancy = make_saturdays(officer=officer)
    make_placement(officer=officer, vacancy=vacancy, state=PlacementState.CONFIRMED)

    assert read_days(vacancy.unit_id, officer=officer, on=FIRST).today == []


def test_only_looks_from_outside_at_those_who_were_shown_are_noted(officer: Account, placement: Placement):
    supervisor = make_supervisor(placement.vacancy.unit_id)
    read_days(placement.vacancy.unit_id, officer=officer, on=FIRST)
    with acting(actor_of(supervisor)):
        read_days(placement.vacancy.unit_id, officer=supervisor, on=FIRST - timedelta(days=1))
        read_days(placement.vacancy.unit_id, officer=supervisor, on=FIRST)

    with reading() as session:
        looks = select(AuditEntry.actor, AuditEntry.subject_id).where(AuditEntry.action.in_(LOOKS))
        assert session.execute(looks).all() == [(supervisor.full_name, placement.sentence.person_id)]


def test_a_session_is_told_with_the_line_of_its_entries(officer: Account, placement: Placement):
    first = make_entry(placement, officer=officer, outcome=Outcome.UNEXCUSED)
    second = make_entry(placement, officer=officer, replaces_id=first.id, remark="Vino tarde")

    found = read_session(placement.vacancy.unit_id, placement.id, FIRST, 10, officer=officer)

    assert [entry.id for entry in found.entries] == [second.id, first.id]
    assert found.expected.entry is not None
    assert found.expected.entry.id == second.id


def test_a_session_of_another_unit_is_not_found(officer: Account, placement: Placement):
    with pytest.raises(NotFound):
        read_session(make_unit(officer=officer).id, placement.id, FIRST, 10, officer=officer)


def test_thirty_people_take_as_many_statements_as_two(officer: Account):
    vacancy = make_saturdays(officer=officer)
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_placement(officer=officer, vacancy=vacancy)
        with counting_statements() as statements:
            read_days(vacancy.unit_id, officer=officer, on=FIRST)
        counts.append(statements.count)

    assert counts[0] == counts[1]

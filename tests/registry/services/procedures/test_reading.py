import pytest

from registry.errors import NotAllowed, NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, tasks
from registry.services.procedures.reading import get_case, list_own
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.procedures import CaseEventKind, ProcedureCode, TaskState
from tests.factories.accounts import make_account, make_chief, make_office
from tests.factories.institutions import make_institution
from tests.factories.procedures import (
    FILED_ON,
    bearer_of,
    happen,
    make_draft,
    make_filed,
    make_manager,
    make_observed,
    make_ready,
)

pytestmark = pytest.mark.usefixtures("app")


def test_the_applicant_reads_no_note_of_the_office() -> None:
    chief = make_chief(office_id=make_office().id)
    case = make_filed()
    happen(case, CaseEventKind.NOTED, on=FILED_ON, officer=chief, words="Llamar antes")

    inside, outside = get_case(case.id, by=chief), get_case(case.id, by=bearer_of(case))

    assert [event.kind for event in inside.events][-1] is CaseEventKind.NOTED
    assert CaseEventKind.NOTED not in [event.kind for event in outside.events]


def test_an_officer_s_look_is_noted() -> None:
    chief = make_chief(office_id=make_office().id)
    case = make_filed()

    get_case(case.id, by=chief)

    with reading() as session:
        looks = session.query(AuditEntry).filter_by(action=AuditAction.VIEWED, subject="case_file").all()
    assert [look.subject_id for look in looks] == [case.id]


def test_a_draft_is_its_applicant_s_alone() -> None:
    chief = make_chief(office_id=make_office().id)
    case = make_ready()

    with pytest.raises(NotFound):
        get_case(case.id, by=chief)


def test_another_institution_reads_nothing() -> None:
    case = make_filed()

    with pytest.raises(NotFound):
        get_case(case.id, by=make_manager(make_institution()))
    with pytest.raises(NotAllowed):
        get_case(case.id, by=make_account(Role.ADMINISTRATOR))


def test_an_account_lists_its_own_files() -> None:
    institution = make_institution()
    manager, other = make_manager(institution), make_manager(make_institution())
    case = make_draft(ProcedureCode.SOCIAL_HELP, by=Applicant(account=manager))
    make_draft()

    assert [found.id for found in list_own(account=manager).items] == [case.id]
    assert list_own(account=other).total == 0


def test_the_clock_tells_both_terms() -> None:
    case = make_observed()

    found = get_case(case.id, by=bearer_of(case), on=FILED_ON).clock

    assert (found.is_paused, found.term_days, found.due_on) == (True, 30, case.due_on)


def test_a_step_that_was_typed_and_not_accepted_is_told_as_begun() -> None:
    case = make_draft()
    filing.save_typed(case.id, "ruc", {"ruc": "20"}, by=bearer_of(case))

    found = {task.step.code: task for task in get_case(case.id, by=bearer_of(case)).tasks}

    assert (found["ruc"].is_begun, found["ruc"].state) == (True, TaskState.MISSING)
    assert tasks.problems_of(found.values())["ruc"][0] == "case_step_missing"

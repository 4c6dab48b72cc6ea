from datetime import date

import pytest

from registry.models import CaseFile
from registry.procedures.catalogue import get_procedure
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying.origins import list_origins
from registry.services.procedures.reading import get_case
from registry.services.religious import agents
from registry.vocabulary.procedures import ProcedureCode, TaskState
from tests.factories.procedures import make_draft
from tests.factories.religious import JULIACA, PUNO, make_agent, make_group, make_representative

pytestmark = pytest.mark.usefixtures("app")

UNTIL, RENEWED_ON = date(2026, 10, 31), date(2026, 10, 1)


def renewal_of(*, leaves: bool = False) -> tuple[CaseFile, Applicant]:
    """A renewal of a group with an agent in two prisons, one in another, and one who leaves before."""
    representative = make_representative(make_group(until=UNTIL))
    make_agent(representative=make_representative(make_group(until=UNTIL)), full_name="De otro grupo")
    make_agent(representative=representative, full_name="Marta Ccori", prisons=(JULIACA, PUNO))
    second = make_agent(representative=representative, full_name="Pío Apaza")
    if leaves:
        agents.retire(second.id, reason="Se mudó", version=second.version, officer=representative)
    by = Applicant(account=representative)
    (registration,) = list_origins(get_procedure(ProcedureCode.RELIGIOUS_RENEWAL), account=representative)
    return make_draft(ProcedureCode.RELIGIOUS_RENEWAL, by=by, on=RENEWED_ON, registration_id=registration.id), by


def test_a_renewal_begins_with_the_agents_and_the_prisons_of_the_group() -> None:
    case, by = renewal_of()

    view = get_case(case.id, by=by)

    named = {one["full_name"]: one["prisons"] for one in view.file.answers["agents"]["agents"]}
    assert named == {"Marta Ccori": [JULIACA, PUNO], "Pío Apaza": [JULIACA]}
    assert view.file.answers["prisons"] == {"prisons": [JULIACA, PUNO]}
    assert {task.step.code: task.state for task in view.tasks}["agents"] is TaskState.DONE


def test_whoever_has_gone_is_not_renewed() -> None:
    case, by = renewal_of(leaves=True)

    rows = get_case(case.id, by=by).file.answers["agents"]["agents"]

    assert [one["full_name"] for one in rows] == ["Marta Ccori"]


def test_a_first_authorisation_begins_with_nothing() -> None:
    make_group(until=UNTIL)
    by = Applicant()
    case = make_draft(ProcedureCode.RELIGIOUS_GROUP, by=by)

    assert get_case(case.id, by=Applicant(case_file_id=case.id)).file.answers == {}

from datetime import date, timedelta

import pytest

from registry.extensions.database import reading
from registry.models import CaseFile
from registry.services.procedures.deadlines.spans import Span, spans_of
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseEventKind, ProcedureCode
from tests.factories.accounts import make_chief
from tests.factories.procedures import FILED_ON, happen, make_filed
from tests.registry.services.procedures.reviewed import make_desk_chief, taken

pytestmark = pytest.mark.usefixtures("app")

ON = date(2026, 12, 1)


def day(number: int) -> date:
    return FILED_ON + timedelta(days=number)


def spans() -> dict[Span, int]:
    with reading() as session:
        return dict(spans_of(session, [CaseFile.filed_on.is_not(None)], ON))


def denied(case: CaseFile, number: int) -> CaseFile:
    return happen(case, CaseEventKind.DENIED, on=day(number), words="No cumple")


def test_files_that_went_alike_are_told_once() -> None:
    chief = make_desk_chief()
    for _ in range(3):
        denied(taken(make_filed(), chief), 2)
    make_filed()

    found = spans()

    assert sorted(found.values()) == [1, 3]
    assert {span.used_days for span in found} == {None, 2}


def test_the_time_under_observation_does_not_count() -> None:
    chief = make_desk_chief()
    case = taken(make_filed(), chief)
    happen(case, CaseEventKind.OBSERVED, on=day(1), officer=chief, words="Falta")
    happen(case, CaseEventKind.CURED, on=day(8), officer=chief)
    denied(case, 9)

    [span] = spans()

    assert (span.is_observed, span.used_days) == (True, 2)


def test_a_file_that_was_opened_again_counts_no_day_between_its_decisions() -> None:
    chief = make_desk_chief()
    case = denied(taken(make_filed(), chief), 1)
    happen(case, CaseEventKind.ASSIGNED, on=day(10), officer=make_chief())
    denied(case, 11)

    [span] = spans()

    assert span.used_days == get_case(case.id, by=chief, on=ON).clock.used_days == 2


def test_each_span_tells_whose_it_is_and_the_term_that_bound() -> None:
    chief = make_desk_chief()
    case = denied(taken(make_filed(ProcedureCode.COMPANY), chief), 1)

    [span] = spans()

    assert (span.procedure, span.office_id, span.month) == (ProcedureCode.COMPANY, chief.office_id, date(2026, 6, 1))
    assert span.term_days == get_case(case.id, by=chief, on=ON).clock.term_days

from datetime import date, timedelta
from typing import Any

import pytest

from registry.models import CaseFile
from registry.services.accounts.scopes import Scope
from registry.services.procedures.desk.timeliness import By, Period, read_report
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.procedures import CaseEventKind, ProcedureCode
from tests.factories.accounts import make_account, make_chief, make_office
from tests.factories.procedures import FILED_ON, happen, make_filed
from tests.registry.services.procedures.reviewed import make_desk_chief, taken

pytestmark = pytest.mark.usefixtures("app")

ON = date(2026, 12, 1)
PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))


def decided(on: date) -> CaseFile:
    chief = make_chief()
    case = make_filed()
    happen(case, CaseEventKind.ASSIGNED, on=FILED_ON, officer=chief)
    return happen(case, CaseEventKind.DENIED, on=on, officer=chief, words="No cumple")


def test_what_was_decided_in_time_is_told_apart_from_what_was_not() -> None:
    chief = make_desk_chief()
    decided(FILED_ON + timedelta(days=7))
    decided(FILED_ON + timedelta(days=150))
    make_filed()

    total = read_report(PERIOD, By.PROCEDURE, officer=chief, on=ON).total

    assert total is not None
    assert (total.filed, total.decided, total.in_time, total.with_term) == (3, 2, 1, 2)
    assert total.in_time_share == 0.5


def test_what_nobody_decided_in_its_term_is_told() -> None:
    chief = make_desk_chief()
    decided(FILED_ON + timedelta(days=7))
    late = make_filed()
    fresh = make_filed(ProcedureCode.COMPANY, on=ON - timedelta(days=2))
    watched = taken(make_filed(), chief)
    happen(watched, CaseEventKind.OBSERVED, on=FILED_ON + timedelta(days=1), officer=chief, words="Falta")

    report = read_report(PERIOD, By.PROCEDURE, officer=chief, on=ON)

    assert report.total is not None
    assert report.total.overdue == 1
    assert {line.key: line.figures and line.figures.overdue for line in report.lines} == {
        late.procedure: 1,
        fresh.procedure: 0,
    }


def test_the_median_counts_business_days_without_the_time_under_observation() -> None:
    chief = make_desk_chief()
    case = taken(make_filed(), chief)
    happen(case, CaseEventKind.OBSERVED, on=FILED_ON + timedelta(days=1), officer=chief, words="Falta")
    happen(case, CaseEventKind.CURED, on=FILED_ON + timedelta(days=3), officer=chief)
    happen(case, CaseEventKind.DENIED, on=FILED_ON + timedelta(days=4), officer=chief, words="No")

    total = read_report(PERIOD, By.PROCEDURE, officer=chief, on=ON).total

    assert total is not None
    assert total.median_days == 2
    assert total.observed_share == 1


def test_lines_are_by_procedure_office_or_month() -> None:
    chief = make_desk_chief()
    make_filed()
    make_filed(ProcedureCode.COMPANY, on=FILED_ON + timedelta(days=40))

    def names(by: By) -> list[str]:
        return [line.name for line in read_report(PERIOD, by, officer=chief, on=ON).lines]

    assert names(By.PROCEDURE) == [ProcedureCode.PUBLIC_UNIT.label, ProcedureCode.COMPANY.label]
    assert names(By.MONTH) == ["06/2026", "07/2026"]
    assert len(names(By.OFFICE)) == 1


def test_the_period_the_procedure_and_the_office_narrow() -> None:
    chief = make_desk_chief()
    make_filed()
    make_filed(ProcedureCode.COMPANY, on=FILED_ON + timedelta(days=40))

    def filed(**narrowed: Any) -> int:
        period = Period(**{"first": PERIOD.first, "last": PERIOD.last, **narrowed})
        total = read_report(period, By.PROCEDURE, officer=chief, on=ON).total
        return total.filed if total else 0

    assert filed(procedure=ProcedureCode.COMPANY) == filed(last=FILED_ON) == 1
    assert filed(office_id=chief.office_id) == 2
    assert filed(office_id=(chief.office_id or 0) + 1) == 0


def test_of_few_files_of_another_office_nothing_is_told() -> None:
    make_desk_chief()
    everywhere = (Scope(ScopeKind.NATION),)
    officer = make_account(Role.REGISTRY_OFFICER, office_id=make_office(code="EML-C").id, scopes=everywhere)
    for _ in range(5):
        make_filed()
    make_filed(ProcedureCode.COMPANY)

    report = read_report(PERIOD, By.PROCEDURE, officer=officer, on=ON)

    assert [(line.figures, line.is_small) for line in report.lines] == [(None, False), (None, True)]
    assert report.total is not None

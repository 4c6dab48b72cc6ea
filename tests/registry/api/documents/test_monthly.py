import pytest

from registry.extensions.clock import today
from registry.services.accounts.accounts import Account
from tests.factories.attendance import make_placement
from tests.registry.api.programs import Program


def test_the_missing_reports_of_a_month_are_answered_one_by_one(program: Program, officer: Account):
    placement = make_placement(officer=officer)

    answer = program.ask("POST", "/monthly-reports", {"month": "2026-03"})

    (row,) = answer["items"]
    assert (row["placement_id"], row["document"]["period"], row["problem"]) == (placement.id, "2026-03", None)


def test_a_month_that_is_none_is_refused_at_its_field(program: Program, officer: Account):
    program.ask("POST", "/monthly-reports", {"month": "marzo"}, status=422)


def test_the_reports_of_a_month_are_listed_the_missing_ones_first(program: Program, officer: Account):
    done, owed = make_placement(officer=officer), make_placement(officer=officer)
    sent = {"kind": "monthly_report", "period": "2026-03"}
    program.ask("POST", f"/placements/{done.id}/documents", sent, status=201)

    told = program.ask("GET", "/monthly-reports?month=2026-03")

    rows = [(row["placement"]["id"], row["report"] and row["report"]["period"]) for row in told["page"]["items"]]
    assert (told["month"], told["missing"], rows) == ("2026-03", 1, [(owed.id, None), (done.id, "2026-03")])


def test_without_a_month_the_last_that_is_over_is_told(program: Program):
    assert program.ask("GET", "/monthly-reports")["month"] < f"{today():%Y-%m}"


@pytest.mark.parametrize("month", ["marzo", "2026-13", "0001-01"])
def test_what_is_no_month_lists_nothing(program: Program, month: str):
    assert set(program.ask("GET", f"/monthly-reports?month={month}", status=422)["errors"]) == {"month"}

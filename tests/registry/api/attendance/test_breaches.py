import pytest

from registry.extensions.clock import today
from registry.models import BreachAlert
from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_officer
from tests.factories.breaches import plant_alert
from tests.registry.api.programs import Program

REASON = {"reason": "Lo conversé con la unidad"}


@pytest.fixture
def alert(officer: Account) -> BreachAlert:
    """Two absences on end; another office has an alert of its own."""
    plant_alert(officer=make_officer())
    return plant_alert(officer=officer)


def test_alerts_are_listed_by_turn_without_what_was_said(program: Program, alert: BreachAlert):
    (row,) = program.ask("GET", "/breaches")["items"]

    assert (row["id"], row["ground"], row["state"]) == (alert.id, "consecutive_absences", "to_review")
    assert "explanation" not in row
    assert program.ask("GET", "/breaches?turn=person")["items"] == []


def test_an_alert_is_read_with_its_causes_and_steps(program: Program, alert: BreachAlert):
    read, _ = program.read(f"/breaches/{alert.id}")

    assert read["stands"] is True
    assert read["steps"] == ["ask", "accept", "withdraw"]
    assert [cause["entry"]["outcome"] for cause in read["causes"]] == ["unexcused", "unexcused"]


def test_an_absence_is_justified(program: Program, alert: BreachAlert):
    _, tag = program.read(f"/breaches/{alert.id}")
    excuses = [{"entry_id": alert.entry_ids[0], "outcome": "excused_family"}]

    done = program.change(f"/breaches/{alert.id}/acceptance", {"excuses": excuses, **REASON}, tag, method="POST")

    assert (done["alert"]["state"], done["stands"]) == ("withdrawn", False)
    assert done["causes"][0]["correction"]["outcome"] == "excused_family"


def test_the_person_is_asked_heard_and_reported(program: Program, alert: BreachAlert):
    path, day = f"/breaches/{alert.id}", today().isoformat()
    _, tag = program.read(path)
    asked = program.change(f"{path}/request", {"handed_on": day}, tag, method="POST")
    _, tag = program.read(path)
    program.change(f"{path}/explanation", {"received_on": day, "text": "Estuve de viaje"}, tag, method="POST")
    _, tag = program.read(path)

    done = program.change(f"{path}/report", {**REASON, "words": "Pide otra unidad"}, tag, method="POST")

    assert [letter["kind"] for letter in asked["letters"]] == ["explanation_request"]
    assert done["alert"]["state"] == "reported"
    assert done["alert"]["explanation"] == "Estuve de viaje"
    assert [letter["kind"] for letter in done["letters"]] == ["explanation_request", "breach_report"]


def test_a_report_before_hearing_is_refused(program: Program, alert: BreachAlert):
    _, tag = program.read(f"/breaches/{alert.id}")

    problem = program.change(f"/breaches/{alert.id}/report", REASON, tag, method="POST", status=409)

    assert "Primero pida el descargo" in problem["detail"]


def test_a_stale_tag_is_refused(program: Program, alert: BreachAlert):
    _, tag = program.read(f"/breaches/{alert.id}")
    program.change(f"/breaches/{alert.id}/withdrawal", REASON, tag, method="POST")

    program.change(f"/breaches/{alert.id}/withdrawal", REASON, tag, method="POST", status=412)


def test_another_office_s_alert_is_not_found(program: Program, alert: BreachAlert):
    other = plant_alert(officer=make_officer())

    program.ask("GET", f"/breaches/{other.id}", status=404)

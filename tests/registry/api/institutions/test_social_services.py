import pytest
from flask import Flask

from registry.services.accounts.accounts import Account
from tests.factories.social_help import make_helper, make_manager, make_service
from tests.registry.api.programs import Program

FACTS = {"kind": "food", "description": "Almuerzo", "audiences": ["families"], "districts": ["21", "150122"]}


@pytest.fixture
def helper(app: Flask):
    return make_helper(name="Casa Belén")


@pytest.fixture
def manager(app: Flask, helper) -> Program:
    return Program(app, make_manager(helper.id))


def test_help_is_published_corrected_taken_out_and_brought_back(manager: Program, helper):
    made = manager.ask("POST", f"/institutions/{helper.id}/social-services", FACTS, status=201)
    path = f"/social-services/{made['id']}"

    manager.change(path, {**FACTS, "phone": "051 321456"}, manager.read(path)[1])
    stopped = manager.change(f"{path}/stopping", None, manager.read(path)[1], method="POST")
    again = manager.change(f"{path}/publishing", None, manager.read(path)[1], method="POST")

    assert (stopped["is_offered"], again["is_offered"], again["phone"]) == (False, True, "051 321456")
    assert [row["id"] for row in manager.ask("GET", f"/institutions/{helper.id}/social-services")] == [made["id"]]


@pytest.mark.parametrize(
    ("field", "value"), [("districts", []), ("districts", ["99"]), ("audiences", []), ("audiences", ["dogs"])]
)
def test_help_for_nobody_or_nowhere_is_refused(manager: Program, helper, field: str, value: list[str]):
    manager.ask("POST", f"/institutions/{helper.id}/social-services", {**FACTS, field: value}, status=422)


def test_another_institutions_help_is_not_found(app: Flask, helper):
    service = make_service(helper)
    stranger = Program(app, make_manager(make_helper().id))

    stranger.ask("GET", f"/social-services/{service.id}", status=404)
    stranger.ask("POST", f"/institutions/{helper.id}/social-services", FACTS, status=404)


def test_an_officer_may_not_publish(program: Program, officer: Account, helper):
    program.ask("POST", f"/institutions/{helper.id}/social-services", FACTS, status=403)

from dataclasses import replace

from flask import Flask

from registry.errors import WrongState
from registry.extensions.actor import current_actor
from registry.jobs.workflows import UNEXPECTED_FAILURE, RoundSteps, run_round

Marks = list[tuple[str, ...]]


def marking(marks: Marks) -> RoundSteps:
    return RoundSteps(
        freeze=lambda public_id: marks.append(("freeze", public_id)),
        solve=lambda public_id: marks.append(("solve", public_id)),
        publish=lambda public_id: marks.append(("publish", public_id)),
        appraise=lambda public_id: marks.append(("appraise", public_id)),
        interrupt=lambda public_id, failure: marks.append(("interrupt", public_id, failure)),
    )


def test_a_round_is_frozen_then_solved_then_published_then_appraised(app: Flask) -> None:
    marks: Marks = []

    run_round(app, "r1", marking(marks))

    assert marks == [("freeze", "r1"), ("solve", "r1"), ("publish", "r1"), ("appraise", "r1")]


def test_a_step_that_fails_interrupts_the_round_and_nothing_is_published(app: Flask) -> None:
    marks: Marks = []

    def fail(public_id: str) -> None:
        raise ZeroDivisionError("Quispe Mamani, Rosa")

    run_round(app, "r1", replace(marking(marks), solve=fail))

    assert marks == [("freeze", "r1"), ("interrupt", "r1", UNEXPECTED_FAILURE)]


def test_a_refused_step_interrupts_the_round_with_the_refusals_code(app: Flask) -> None:
    marks: Marks = []

    def refuse(public_id: str) -> None:
        raise WrongState("round_ended")

    run_round(app, "r1", replace(marking(marks), freeze=refuse))

    assert marks == [("interrupt", "r1", "round_ended")]


def test_a_failure_is_logged_without_its_message(app: Flask, capfd) -> None:
    def fail(public_id: str) -> None:
        raise ZeroDivisionError("Quispe Mamani, Rosa")

    run_round(app, "r1", replace(marking([]), solve=fail))

    logged = capfd.readouterr().err
    assert "ZeroDivisionError" in logged
    assert "Quispe" not in logged


def test_steps_act_as_the_system_for_the_round(app: Flask) -> None:
    actors: list[tuple[str, str, str]] = []

    def look(public_id: str) -> None:
        actor = current_actor()
        actors.append((actor.name, actor.purpose, actor.request_id))

    run_round(app, "r1", replace(marking([]), solve=look))

    assert actors == [("system", "ronda", "r1")]

from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import FakeQueue, make_round
from tests.registry.api.programs import Program


def test_a_round_is_handed_over_and_followed(program: Program, queue: FakeQueue):
    response = program.send("POST", "/rounds", {"reference_date": "2026-03-02", "preset": "proximity"}, status=202)

    read = program.ask("GET", response.headers["Location"].removeprefix("/api/v1"))
    assert queue.held == [read["public_id"]]
    assert (read["state"], read["preset_label"]) == ("queued", "Cercanía")


def test_a_second_round_waits_for_the_first(program: Program, queue: FakeQueue):
    program.ask("POST", "/rounds", {}, status=202)

    program.ask("POST", "/rounds", {}, status=409)


def test_a_round_can_be_stopped(program: Program, queue: FakeQueue):
    started = program.ask("POST", "/rounds", {}, status=202)

    assert program.ask("POST", f"/rounds/{started['public_id']}/stop", status=202)["is_stop_requested"]


def test_a_computed_round_tells_its_figures(program: Program, officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    done = make_round(officer=officer)

    read = program.ask("GET", f"/rounds/{done.public_id}")

    assert read["state"] == "ready"
    assert (read["summary"]["persons"], read["summary"]["placed"]) == (1, 1)


def test_only_the_own_office_s_rounds_are_listed(program: Program, officer: Account, stranger: Program):
    done = make_round(officer=officer)

    assert [row["public_id"] for row in program.ask("GET", "/rounds")["items"]] == [done.public_id]
    assert stranger.ask("GET", "/rounds")["items"] == []


def test_another_office_s_round_is_not_found(officer: Account, stranger: Program):
    path = f"/rounds/{make_round(officer=officer).public_id}"

    stranger.ask("GET", path, status=404)
    stranger.ask("GET", f"{path}/proposals", status=404)
    stranger.ask("POST", f"{path}/stop", status=404)

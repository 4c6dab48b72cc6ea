import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.vocabulary.accounts import Role
from tests.factories.applications import EVALUATORS, make_applicant, make_offered, make_staff, make_work_officer
from tests.factories.religious import JULIACA, PUNO, make_director
from tests.registry.api.programs import Program

APPROVED = {"verdict": "approved", "reason": "Conforme"}
PURPOSE = "purpose=Evaluar%20la%20solicitud"
ALL = "/prison-work/applications"


@pytest.fixture
def office(app: Flask) -> Program:
    return Program(app, make_work_officer())


def file(office: Program, **told: object) -> dict[str, object]:
    body = {"vacancies": [make_offered().id], "filed_on": today().isoformat(), **told}
    inmate = make_applicant()
    rows = office.ask("POST", f"/prison-work/inmates/{inmate.id}/applications", body, status=201)
    return {**rows[0], "document": inmate.document_number}


def test_an_application_becomes_a_candidate_through_the_api(app: Flask, office: Program):
    filed = file(office)
    path = f"{ALL}/{filed['id']}"
    for role in EVALUATORS:
        evaluator = Program(app, make_staff(role))
        waiting = evaluator.ask("GET", f"/prison-work/evaluations/waiting?prison={JULIACA}")
        assert [row["application"]["id"] for row in waiting["items"]] == [filed["id"]]
        evaluator.ask("POST", f"{path}/evaluations", APPROVED, status=201)
    session = {"prison": JULIACA, "given_on": today().isoformat(), "hours": 4, "given_by": "Carlos Huanca"}
    office.ask("POST", "/prison-work/inductions", {**session, "documents": [filed["document"]]}, status=201)

    told = office.ask("GET", f"{path}/standing")

    assert told["standing"]["is_candidate"] is True
    assert "reason" not in office.ask("GET", f"{path}/evaluations")[0]
    assert office.ask("GET", f"/prison-work/inductions?prison={JULIACA}")["total"] == 1


def test_two_that_disagree_are_listed_and_settled(app: Flask, office: Program):
    path = f"{ALL}/{file(office)['id']}"
    first = Program(app, make_staff(Role.EVALUATOR_WORK)).ask("POST", f"{path}/evaluations", APPROVED, status=201)
    contrary = {"verdict": "disapproved", "reason": "Faltó al taller"}
    Program(app, make_staff(Role.EVALUATOR_WORK)).ask("POST", f"{path}/evaluations", contrary, status=201)
    director = Program(app, make_director())
    assert director.ask("GET", f"{ALL}?is_disputed=true")["total"] == 1

    director.ask("POST", f"/prison-work/evaluations/{first['id']}/settling", {"reason": "Prima la primera"}, status=201)

    assert director.ask("GET", f"{ALL}?is_disputed=true")["total"] == 0
    assert len(director.ask("GET", f"{path}/reasons?{PURPOSE}")) == 3


def test_several_are_evaluated_at_once_with_a_problem_for_each_refusal(app: Flask, office: Program):
    keys = [file(office)["id"], 999_999]

    told = Program(app, make_staff(Role.EVALUATOR_HEALTH)).ask(
        "POST", "/prison-work/evaluations", {"application_ids": keys, **APPROVED}
    )

    assert told["done"] == 1
    assert [row["problem"] is None for row in told["items"]] == [True, False]


def test_an_application_is_withdrawn_once_by_its_version(office: Program):
    path = f"{ALL}/{file(office)['id']}"
    tag = office.read(path)[1]

    gone = office.change(f"{path}/withdrawal", None, tag, method="POST")

    assert gone["state"] == "withdrawn"
    office.change(f"{path}/free-will", {"free_will_on": today().isoformat()}, tag, status=412)
    office.change(f"{path}/free-will", {"free_will_on": today().isoformat()}, office.read(path)[1], status=409)


def test_a_profession_is_shown_what_it_weighs(app: Flask, office: Program):
    path = f"{ALL}/{file(office)['id']}/applicant?{PURPOSE}"

    assert Program(app, make_staff(Role.EVALUATOR_HEALTH)).ask("GET", path) == {"unable": ["heights"], "offences": None}
    Program(app, make_staff(Role.EVALUATOR_WORK)).ask("GET", path, status=409)
    office.ask("GET", path, status=403)


def test_another_prison_finds_nothing(app: Flask, office: Program):
    path = f"{ALL}/{file(office)['id']}"
    stranger = Program(app, make_work_officer(PUNO))

    stranger.ask("GET", path, status=404)
    stranger.ask("GET", f"{ALL}?prison={JULIACA}", status=404)
    assert stranger.ask("GET", ALL)["total"] == 0

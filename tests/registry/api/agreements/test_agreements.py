from flask import Flask

from tests.factories.agreements import make_agreement, make_signatory, make_signed_agreement
from tests.factories.institutions import make_institution
from tests.functional.bodies import AGREEMENT, TERMINATION
from tests.registry.api.programs import Program


def test_an_agreement_goes_from_draft_to_signature(app: Flask) -> None:
    chief = make_signatory()
    program = Program(app, chief)
    path = f"/institutions/{make_institution(officer=chief).id}/agreements"
    made = program.ask("POST", path, {**AGREEMENT, "clauses": ["Una más"]}, status=201)
    own = f"/agreements/{made['id']}"

    changed = program.change(own, {**AGREEMENT, "title": "Otro"}, program.read(own)[1])
    document = program.change(f"{own}/sending", {}, program.read(own)[1], method="POST", status=201)

    assert (made["clauses"], changed["title"], document["kind"]) == (["Una más"], "Otro", "agreement")
    assert program.read(own)[0]["state"] == "to_sign"


def test_an_agreement_is_renewed_followed_and_ended(app: Flask) -> None:
    chief = make_signatory()
    program, agreement = Program(app, chief), make_signed_agreement(chief=chief)
    own = f"/agreements/{agreement.id}"
    met = {"done_on": "2026-09-20", "proof": "Oficio 12"}

    renewed = program.ask("POST", f"{own}/renewal", {"ends_on": "2032-01-01"}, status=201)
    obligation = program.ask("POST", f"{own}/obligations/{agreement.obligations[1].id}/fulfilment", met)
    ending = {**TERMINATION, "on_day": "2026-10-01"}
    ended = program.change(f"{own}/termination", ending, program.read(own)[1], method="POST")

    assert (renewed["renews_id"], obligation["proof"], ended["state"]) == (agreement.id, "Oficio 12", "terminated")


def test_what_was_sent_is_taken_back(app: Flask) -> None:
    chief = make_signatory()
    program, own = Program(app, chief), f"/agreements/{make_agreement(officer=chief).id}"
    program.change(f"{own}/sending", {}, program.read(own)[1], method="POST", status=201)

    assert program.change(f"{own}/recall", {}, program.read(own)[1], method="POST")["state"] == "draft"


def test_everybody_reads_what_was_in_force(app: Flask) -> None:
    make_signed_agreement(chief=make_signatory())

    told = app.test_client().get("/api/v1/public/agreements?as_of=2026-09-30").json

    assert [sorted(one["institution"]) for one in told] == [["name", "ruc"]]

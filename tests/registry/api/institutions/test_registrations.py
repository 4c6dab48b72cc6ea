from flask import Flask

from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_chief
from tests.factories.institutions import make_institution, make_registration
from tests.registry.api.programs import Program


def test_an_institution_is_registered_in_a_role(program: Program, officer: Account):
    institution = make_institution(officer=officer)
    facts = {"role": "beneficiary_unit", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}

    made = program.ask("POST", f"/institutions/{institution.id}/registrations", facts, status=201)

    assert program.read(f"/registrations/{made['id']}")[0]["role_label"] == "Unidad beneficiaria"


def test_a_chief_suspends_and_resumes(app: Flask, officer: Account):
    path = f"/registrations/{make_registration(officer=officer).id}"
    chief = Program(app, make_chief(office_id=officer.office_id))

    suspended = chief.change(f"{path}/suspension", {"reason": "No envía planillas"}, chief.read(path)[1], method="POST")
    resumed = chief.change(f"{path}/resumption", {"reason": "Se puso al día"}, chief.read(path)[1], method="POST")

    assert suspended["state"] == "suspended"
    assert resumed["state"] == "current"


def test_a_chief_withdraws(app: Flask, officer: Account):
    path = f"/registrations/{make_registration(officer=officer).id}"
    chief = Program(app, make_chief(office_id=officer.office_id))

    withdrawn = chief.change(f"{path}/withdrawal", {"reason": "Lo pidió"}, chief.read(path)[1], method="POST")

    assert withdrawn["state"] == "withdrawn"


def test_a_case_officer_suspends_nothing(program: Program, officer: Account):
    path = f"/registrations/{make_registration(officer=officer).id}"

    problem = program.change(
        f"{path}/suspension", {"reason": "No envía planillas"}, program.read(path)[1], method="POST", status=403
    )

    assert problem["title"] == "Su cuenta no puede hacer esto"


def test_a_registration_is_renewed(program: Program, officer: Account):
    path = f"/registrations/{make_registration(officer=officer).id}"

    renewed = program.change(f"{path}/renewal", {"valid_to": "2032-12-31"}, program.read(path)[1], method="POST")

    assert renewed["valid_to"] == "2032-12-31"

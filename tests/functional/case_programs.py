"""Case files through the API: a chief's program, and an institution's, on the days of a story."""

from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from flask import Flask

from registry.extensions.clock import now, today
from registry.models import Account
from registry.procedures.catalogue import get_procedure
from registry.services.procedures import lapsing
from registry.services.procedures.applying.tasks import DOCUMENTS, WITH_FILES
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import Evidence, ProcedureCode
from tests.factories.accounts import make_officer
from tests.factories.procedures import make_manager
from tests.files import photo, plain_pdf
from tests.functional.calendar import Calendar
from tests.functional.filing import written_answers
from tests.registry.api.programs import Program

FILED_ON = date(2026, 6, 1)
GROUNDS = {"words": "Cumple lo que pide la norma."}


class Desk:
    """The chief's program on a day of the story; a key is issued anew each day, as keys expire."""

    def __init__(self, app: Flask, chief: Account, turned: Calendar) -> None:
        self.app, self.chief, self.turned = app, chief, turned
        #: Files at the counter what the chief decides.
        self.colleague: Account = make_officer(office_id=chief.office_id)

    def go_to(self, day: date) -> None:
        """Let it be that day, with the day's work done."""
        self.turned.go_to(day)
        lapsing.run_due(on=today(), at=now())

    def program(self, account: Account | None = None) -> Program:
        """The program of somebody, by default of the chief."""
        return Program(self.app, account or self.chief)

    def act(self, case_id: int, what: str, body: Any = None, *, method: str = "POST", status: int = 200) -> Any:
        """Do something to a file in the version that it has."""
        path, program = f"/case-files/{case_id}", self.program()
        return program.change(f"{path}/{what}", body or {}, program.read(path)[1], method=method, status=status)


def file_case(desk: Desk, procedure: ProcedureCode, by: Account | None = None, **about: int) -> dict[str, Any]:
    """A file that was opened, answered, given its papers and presented."""
    program, given = desk.program(by or desk.colleague), answers_for(procedure)
    opening = {"procedure": procedure.value, "key": f"{procedure.value}-{today()}", **about}
    draft = program.ask("POST", "/own-case-files", opening, status=201)
    path = f"/case-files/{draft['case_file']['id']}"
    for requirement in get_procedure(procedure).requirements:
        if requirement.evidence in WITH_FILES and not requirement.is_optional:
            bring(program, path, requirement.code, requirement.evidence)
    for step in get_procedure(procedure).steps:
        if step.code != DOCUMENTS:
            program.ask("PUT", f"{path}/steps/{step.code}", given[step.code])
    filed = program.ask("POST", f"{path}/submission")
    return {**filed["case_file"], "code": draft["code"]}


def answers_for(procedure: ProcedureCode) -> dict[str, Any]:
    given = written_answers()
    if procedure is ProcedureCode.PRIVATE_UNIT:
        given["institution"] |= {"nature": "private_social", "social_purpose": "Atiende a personas mayores"}
    if procedure is ProcedureCode.RELIGIOUS_GROUP:
        given["institution"] |= {"nature": "religious"}
    if procedure is ProcedureCode.COMPANY:
        given["institution"] |= {"nature": "private_business"}
    return given


def bring(program: Program, path: str, requirement: str, evidence: Evidence) -> None:
    is_photo = evidence is Evidence.PHOTO
    file = (BytesIO(photo() if is_photo else plain_pdf()), "sede.jpg" if is_photo else "acta.pdf")
    answer = program.client.post(
        f"/api/v1{path}/requirements/{requirement}/papers",
        data={"file": file},
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert answer.status_code == 201, answer.text


def review(desk: Desk, case_id: int) -> None:
    """Everything found as it should be, with the visit and the reports that the procedure asks for."""
    found = get_procedure(ProcedureCode(desk.program().read(f"/case-files/{case_id}")[0]["case_file"]["procedure"]))
    for requirement in found.requirements:
        desk.act(case_id, f"checks/{requirement.code}", {"state": "met"}, method="PUT")
    if found.needs_visit:
        visit = {"visited_on": f"{today()}", "received_by": "Julia", "is_favourable": True, "words": "Adecuado"}
        desk.act(case_id, "visit", visit)
    for kind in found.opinions:
        desk.act(case_id, "opinion", {"kind": kind.value, "is_favourable": True, "words": "Viable"})


def approve(desk: Desk, case_id: int, valid_to: date) -> dict[str, Any]:
    hindrances = desk.program().ask("GET", f"/case-files/{case_id}/approval")["hindrances"]
    assert hindrances == []
    return dict(desk.act(case_id, "approval", {**GROUNDS, "valid_to": f"{valid_to}"}, status=201)["case_file"])


def follow(desk: Desk, case: dict[str, Any], code: str | None = None) -> Any:
    """What anybody with the number and the code is told."""
    return desk.app.test_client().get(
        f"/api/v1/public/case-files/{case['number']}", headers={"X-Case-Code": code or case["code"]}
    )


def states(desk: Desk, institution_id: int) -> dict[str, str]:
    told = desk.program().ask("GET", f"/institutions/{institution_id}")
    return {one["role"]: one["state"] for one in told["registrations"]}


def make_manager_of(institution_id: int, role: Role) -> Account:
    class Known(NamedTuple):
        id: int

    return make_manager(Known(institution_id), role)  # type: ignore[arg-type]

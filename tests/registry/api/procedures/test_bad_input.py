"""What comes wrong through the API: each refusal a problem in Spanish, nothing lost and nothing doubled."""

from functools import partial
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.extensions.database import reading
from registry.models import Attachment, CaseFile
from registry.services.procedures.applicants import Applicant
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import CaseState, ProcedureCode
from tests.factories.accounts import make_account, make_chief
from tests.factories.procedures import fill, make_draft, make_filed
from tests.files import plain_pdf, virus_test
from tests.registry.api.programs import Program, check_problem
from tests.registry.services.procedures.reviewed import checked, current, make_desk_chief, taken
from tests.threads import at_once

#: Of a body written out whole: what puts it together for a test keeps a file of its own open.
HEAD = b'--linea\r\nContent-Disposition: form-data; name="file"; filename="foto.pdf"\r\n\r\n'


@pytest.fixture
def counter(app: Flask) -> Program:
    """The program of somebody who files at the counter."""
    return Program(app, make_account(Role.REGISTRY_OFFICER))


def by(program: Program) -> Applicant:
    return Applicant(account=program.officer)


def draft_of(program: Program) -> CaseFile:
    return make_draft(by=by(program))


def count(model: Any) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def bring(program: Program, case: CaseFile, name: str, content: bytes, requirement: str = "appointment") -> Any:
    return program.client.post(
        f"/api/v1/case-files/{case.id}/requirements/{requirement}/papers",
        data={"file": (BytesIO(content), name)},
        headers={"Authorization": f"Bearer {program.token}"},
    )


def test_a_wrong_ruc_is_told_where_it_stands(counter: Program):
    case = draft_of(counter)

    problem = counter.ask("PUT", f"/case-files/{case.id}/steps/ruc", {"ruc": "20131312956"}, status=422)

    assert "ruc" in str(problem["errors"])
    assert current(case).ruc == ""


def test_a_second_filing_of_the_same_is_refused(counter: Program):
    case, known = draft_of(counter), make_filed()

    problem = counter.ask("PUT", f"/case-files/{case.id}/steps/ruc", {"ruc": known.ruc}, status=422)

    assert "ya tiene una solicitud en evaluación" in str(problem["errors"])


def test_a_draft_sent_twice_is_one(counter: Program):
    wanted = {"procedure": ProcedureCode.PUBLIC_UNIT.value, "key": "una-sola"}

    first, again = (counter.ask("POST", "/own-case-files", wanted, status=201) for _ in range(2))

    assert (first, count(CaseFile)) == (again, 1)


def test_a_draft_that_lacks_papers_is_not_presented(counter: Program):
    case = draft_of(counter)

    problem = counter.ask("POST", f"/case-files/{case.id}/submission", status=422)

    assert "documents" in problem["errors"]
    assert current(case).state is CaseState.DRAFT


def test_presenting_twice_presents_once(counter: Program):
    case = draft_of(counter)
    fill(case, by=by(counter))

    first, again = (counter.ask("POST", f"/case-files/{case.id}/submission") for _ in range(2))

    assert first["case_file"] == again["case_file"]
    assert [event["kind"] for event in again["events"]].count("filed") == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("virus.pdf", b"%PDF-1.4\n" + virus_test(), "virus"),
        ("acta.pdf", b"MZ\x90 a program", "PDF"),
        ("vacia.pdf", b"", "vac"),
    ],
)
def test_a_file_that_is_none_of_ours_is_not_kept(app: Flask, counter: Program, name: str, content: bytes, told: str):
    case = draft_of(counter)

    problem = check_problem(app, bring(counter, case, name, content))

    assert problem["status"] == 422
    assert told in str(problem["errors"])
    assert count(Attachment) == 0


def test_a_virus_in_pieces_is_not_kept(app: Flask, counter: Program):
    case, content = draft_of(counter), b"%PDF-1.4\n" + virus_test()
    facts = {"requirement": "appointment", "key": "clave-virus", "file_name": "a.pdf", "size_bytes": len(content)}
    counter.ask("POST", f"/case-files/{case.id}/uploads", facts)
    half = len(content) // 2

    first = send_piece(counter, "clave-virus", 0, content[:half])
    last = send_piece(counter, "clave-virus", half, content[half:])

    assert first.status_code == 200
    assert "virus" in str(check_problem(app, last))
    assert count(Attachment) == 0


def send_piece(program: Program, key: str, offset: int, content: bytes) -> Any:
    return program.client.put(
        f"/api/v1/uploads/{key}?offset={offset}",
        data=content,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {program.token}"},
    )


def test_thirty_megabytes_are_refused_and_leave_nothing_open(app: Flask, counter: Program):
    case = draft_of(counter)

    answer = counter.client.post(
        f"/api/v1/case-files/{case.id}/requirements/appointment/papers",
        data=HEAD + b"%PDF-" + bytes(30 * 1024**2) + b"\r\n--linea--\r\n",
        content_type="multipart/form-data; boundary=linea",
        headers={"Authorization": f"Bearer {counter.token}"},
    )

    assert check_problem(app, answer)["status"] == 413
    assert count(Attachment) == 0


def test_a_photo_that_is_too_large_is_refused_before_its_pieces_come(counter: Program):
    case = draft_of(counter)
    photo = {"requirement": "appointment", "key": "clave-grande", "file_name": "foto.jpg", "size_bytes": 30 * 1024**2}

    problem = counter.ask("POST", f"/case-files/{case.id}/uploads", photo, status=422)

    assert "10 MB" in str(problem["errors"])


def test_a_paper_that_the_procedure_does_not_ask_for_is_not_kept(app: Flask, counter: Program):
    problem = check_problem(app, bring(counter, draft_of(counter), "acta.pdf", plain_pdf(), "partida"))

    assert problem["status"] == 404
    assert count(Attachment) == 0


def test_two_officers_who_decide_at_once_decide_once(app: Flask):
    chief = make_desk_chief()
    case = checked(taken(make_filed(), chief), chief)
    headers = {"If-Match": f'"{case.id}-{current(case).version}"'}

    def deny(program: Program) -> int:
        answer = program.client.post(
            f"/api/v1/case-files/{case.id}/denial",
            json={"words": "No cumple lo que pide la norma."},
            headers={"Authorization": f"Bearer {program.token}", **headers},
        )
        return int(answer.status_code)

    officers = (chief, make_chief(office_id=chief.office_id))
    answers = at_once(app, *(partial(deny, Program(app, officer)) for officer in officers))

    assert sorted(answers) in ([201, 409], [201, 412])
    told = Program(app, chief).ask("GET", f"/case-files/{case.id}")
    assert [one["kind"] for one in told["events"]].count("denied") == 1

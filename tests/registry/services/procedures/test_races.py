from datetime import date

from flask import Flask
from sqlalchemy import func, select

from registry.errors import DomainError
from registry.extensions.clock import now
from registry.extensions.database import reading
from registry.models import Attachment, CaseEvent, CaseFile
from registry.services.procedures import lapsing
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, papers, pieces
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode
from tests.factories.procedures import (
    FILED_ON,
    bearer_of,
    make_draft,
    make_filed,
    make_observed,
    make_ready,
    paper,
)
from tests.files import plain_pdf
from tests.threads import at_once

RIVALS = 4


def told(answers: list[object]) -> list[str]:
    return sorted(answer.code if isinstance(answer, DomainError) else "done" for answer in answers)


def count(table: type, *conditions: object) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def test_numbers_are_given_once_however_many_begin_at_the_same_moment(app: Flask) -> None:
    drafts = at_once(app, *[make_draft] * 8)

    assert sorted(draft.number for draft in drafts) == list(range(1, 9))


def test_a_double_click_begins_one_draft(app: Flask) -> None:
    def click() -> CaseFile:
        return filing.open_draft(ProcedureCode.COMPANY, key="clave", by=Applicant(), on=FILED_ON)

    assert len({draft.id for draft in at_once(app, *[click] * RIVALS)}) == 1
    assert count(CaseFile) == 1


def test_a_double_click_presents_once(app: Flask) -> None:
    case = make_ready()

    answers = at_once(app, *[lambda: filing.submit(case.id, by=bearer_of(case), on=FILED_ON)] * RIVALS)

    assert told(answers) == ["done"] * RIVALS
    assert count(CaseEvent, CaseEvent.kind == CaseEventKind.FILED) == 1


def test_of_two_drafts_of_one_institution_one_is_presented(app: Flask) -> None:
    given = {"ruc": {"ruc": "20131312955"}}
    drafts = [make_ready(answers=given) for _ in range(RIVALS)]

    acts = [lambda case=case: filing.submit(case.id, by=bearer_of(case), on=FILED_ON) for case in drafts]

    assert told(at_once(app, *acts)) == ["done"] + ["invalid_fields"] * (RIVALS - 1)


def test_what_is_typed_while_the_file_is_presented_changes_nothing_of_it(app: Flask) -> None:
    case = make_ready()
    by = bearer_of(case)

    answers = at_once(
        app,
        lambda: filing.submit(case.id, by=by, on=FILED_ON),
        lambda: filing.save_typed(case.id, "contact", {"email": "tarde"}, by=by),
    )

    assert not isinstance(answers[0], DomainError)
    found = get_case(case.id, by=by).file
    assert (found.state, "typed" in found.answers) == (CaseState.SUBMITTED, False)


def test_two_tabs_that_type_in_two_steps_lose_nothing(app: Flask) -> None:
    case = make_draft()
    steps = ["ruc", "institution", "contact", "sites"]

    at_once(
        app, *[lambda step=step: filing.save_typed(case.id, step, {"a": step}, by=bearer_of(case)) for step in steps]
    )

    assert get_case(case.id, by=bearer_of(case)).file.answers["typed"] == {step: {"a": step} for step in steps}


def test_the_same_paper_sent_at_once_is_there_once(app: Flask) -> None:
    case = make_draft()

    at_once(app, *[lambda: papers.attach(case.id, "appointment", paper(), by=bearer_of(case))] * RIVALS)

    assert count(Attachment) == 1


def test_two_tabs_that_send_the_last_piece_keep_one_paper(app: Flask) -> None:
    case, content = make_draft(), plain_pdf()
    by = bearer_of(case)
    pieces.start(case.id, "appointment", key="una", file_name="a.pdf", size_bytes=len(content), by=by)

    at_once(app, *[lambda: pieces.receive("una", 0, content, by=by)] * RIVALS)

    assert count(Attachment) == 1


def test_of_two_workers_one_notes_that_a_term_is_over(app: Flask) -> None:
    make_filed()

    at_once(app, *[lambda: lapsing.run_due(on=date(2026, 9, 1), at=now())] * RIVALS)

    assert count(CaseEvent, CaseEvent.kind == CaseEventKind.OVERDUE) == 1


def test_a_cure_and_a_withdrawal_at_once_leave_one_of_them_last(app: Flask) -> None:
    case = make_observed()
    by = bearer_of(case)

    at_once(
        app,
        lambda: filing.cure(case.id, by=by, on=FILED_ON),
        lambda: filing.withdraw(case.id, reason="Ya no", by=by, on=FILED_ON),
    )

    view = get_case(case.id, by=by)
    assert view.file.state is view.events[-1].state is CaseState.WITHDRAWN

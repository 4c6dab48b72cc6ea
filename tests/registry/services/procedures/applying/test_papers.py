import pytest

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.documents import attachments
from registry.services.documents.attachments import Subject
from registry.services.procedures.applicants import BEARER
from registry.services.procedures.applying import filing, papers
from registry.services.procedures.reading import get_case
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.procedures import Evidence, ProcedureCode, TaskState
from tests.factories.accounts import make_chief, make_office
from tests.factories.procedures import FILED_ON, bearer_of, make_draft, make_filed, make_observed, make_ready, paper

pytestmark = pytest.mark.usefixtures("app")

PRIVATE_UNIT = ProcedureCode.PRIVATE_UNIT


def test_a_paper_meets_its_requirement() -> None:
    case = make_draft()

    kept = papers.attach(case.id, "appointment", paper(), by=bearer_of(case))

    view = get_case(case.id, by=bearer_of(case))
    assert [found.id for found in view.papers_of("appointment")] == [kept.id]
    assert {task.step.code: task.state for task in view.tasks}["documents"] is TaskState.DONE
    assert (kept.kind, kept.added_by_name) == (AttachmentKind.IDENTIFICATION, BEARER)


def test_the_same_paper_sent_twice_is_there_once() -> None:
    case = make_draft()

    first = papers.attach(case.id, "appointment", paper(), by=bearer_of(case))
    second = papers.attach(case.id, "appointment", paper(), by=bearer_of(case))

    assert first.id == second.id


def test_one_paper_may_meet_two_requirements() -> None:
    case = make_draft(PRIVATE_UNIT)

    for requirement in ("appointment", "statutes"):
        papers.attach(case.id, requirement, paper(), by=bearer_of(case))

    assert len(get_case(case.id, by=bearer_of(case)).papers) == 2


@pytest.mark.parametrize("requirement", ["statutes", "taxpayer", "truth", ""])
def test_what_the_procedure_does_not_ask_for_is_not_found(requirement: str) -> None:
    case = make_draft()

    with pytest.raises(NotFound):
        papers.attach(case.id, requirement, paper(), by=bearer_of(case))


def test_a_photo_is_asked_for_and_no_pdf() -> None:
    case = make_draft(PRIVATE_UNIT)

    with pytest.raises(InvalidFields) as refusal:
        papers.attach(case.id, "site_photo", paper(), by=bearer_of(case))

    assert refusal.value.problems["file"][0] == "file_photo_only"
    assert papers.attach(case.id, "site_photo", paper(Evidence.PHOTO), by=bearer_of(case)).kind is AttachmentKind.PHOTO


def test_a_requirement_holds_so_many_papers() -> None:
    case = make_draft()
    for pages in range(1, papers.MOST_PAPERS + 1):
        papers.attach(case.id, "appointment", paper(pages=pages), by=bearer_of(case))

    with pytest.raises(InvalidFields) as refusal:
        papers.attach(case.id, "appointment", paper(pages=20), by=bearer_of(case))

    assert refusal.value.problems["file"][0] == "paper_too_many"


def test_a_paper_is_taken_back_until_it_is_presented() -> None:
    case = make_ready()
    kept = get_case(case.id, by=bearer_of(case)).papers[0]

    papers.take_back(kept.id, by=bearer_of(case))
    papers.take_back(kept.id, by=bearer_of(case))

    assert get_case(case.id, by=bearer_of(case)).papers == []
    with pytest.raises(InvalidFields):
        filing.submit(case.id, by=bearer_of(case), on=FILED_ON)
    with pytest.raises(NotFound):
        papers.open_paper(kept.id, by=bearer_of(case))


def test_what_was_presented_is_not_taken_back() -> None:
    case = make_filed()
    kept = get_case(case.id, by=bearer_of(case)).papers[0]

    with pytest.raises(WrongState):
        papers.take_back(kept.id, by=bearer_of(case))


def test_papers_are_their_applicant_s_alone() -> None:
    case, other = make_ready(), make_draft()
    kept = get_case(case.id, by=bearer_of(case)).papers[0]

    assert papers.open_paper(kept.id, by=bearer_of(case)).content.startswith(b"%PDF-")
    for act in (papers.open_paper, papers.take_back):
        with pytest.raises(NotFound):
            act(kept.id, by=bearer_of(other))


def test_the_cure_brings_a_new_paper_in_place_of_the_observed_one() -> None:
    case = make_observed()
    kept = get_case(case.id, by=bearer_of(case)).papers[0]

    papers.take_back(kept.id, by=bearer_of(case))
    papers.attach(case.id, "appointment", paper(pages=2), by=bearer_of(case))

    assert filing.cure(case.id, by=bearer_of(case), on=FILED_ON).is_open


def test_the_office_opens_what_was_presented_and_no_draft() -> None:
    chief = make_chief(office_id=make_office().id)
    draft, filed = make_ready(), make_filed()

    assert len(attachments.list_attachments(Subject(case_file_id=filed.id), officer=chief)) == 1
    with pytest.raises(NotFound):
        attachments.list_attachments(Subject(case_file_id=draft.id), officer=chief)

from registry.services.accounts.accounts import Account
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.uploads import accept
from registry.vocabulary.documents import AttachmentKind
from tests.factories.institutions import make_institution
from tests.factories.people import make_sentence
from tests.files import plain_pdf
from tests.registry.api.conftest import Program

PAPER = accept("resolución.pdf", plain_pdf())


def test_a_program_lists_and_downloads_an_institution_s_papers(program: Program, officer: Account) -> None:
    institution = make_institution(officer=officer)
    kept = attach(Subject(institution_id=institution.id), AttachmentKind.RESOLUTION, PAPER, officer=officer)

    (listed,) = program.ask("GET", f"/institutions/{institution.id}/attachments")

    assert (listed["file_name"], listed["sha256"]) == ("resolución.pdf", kept.sha256)


def test_a_program_states_why_it_opens_a_court_paper(program: Program, officer: Account) -> None:
    sentence = make_sentence(officer=officer)
    kept = attach(Subject(sentence_id=sentence.id), AttachmentKind.COURT_PAPER, PAPER, officer=officer)

    program.ask("GET", f"/attachments/{kept.id}/content", status=422)

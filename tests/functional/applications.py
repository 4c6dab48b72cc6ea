"""What an application to work is in the matrix, and what is sent about applications."""

from typing import Any

from registry.extensions.clock import today
from registry.services.documents.uploads import accept
from registry.services.prison_work import applications, evaluations
from registry.vocabulary.accounts import Role
from registry.vocabulary.prison_work import Verdict
from tests.factories.applications import make_applicant, make_application, make_staff, make_work_officer
from tests.factories.religious import JULIACA
from tests.files import plain_pdf

EVALUATION = {"verdict": "approved", "reason": "Motivo suficiente"}
SESSION = {"given_on": "2026-01-05", "hours": 4, "given_by": "Carlos Huanca", "documents": ["40112299"]}
#: By how the address ends.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "inmate_id>/applications", {"vacancies": [1], "filed_on": "2026-01-05"}),
    ("PUT", "/free-will", {"free_will_on": "2026-01-05"}),
    ("POST", "application_id>/evaluations", EVALUATION),
    ("POST", "/prison-work/evaluations", {"application_ids": [1], **EVALUATION}),
    ("POST", "evaluation_id>/settling", {"reason": "Motivo suficiente"}),
    ("POST", "/prison-work/inductions", {"prison": JULIACA, **SESSION}),
)


def plant_application(prison: str, reason: str = "Conforme") -> dict[str, int]:
    """An application of a prison with its paper and one evaluation."""
    officer = make_work_officer(prison)
    application = make_application(officer=officer, inmate=make_applicant(prison=prison), filed_on=today())
    paper = accept("solicitud.pdf", plain_pdf())
    applications.keep_paper(application.id, paper, version=application.version, officer=officer)
    evaluator = make_staff(Role.EVALUATOR_SOCIAL, prison)
    said = evaluations.evaluate(application.id, Verdict.APPROVED, reason, officer=evaluator, on=today())
    return {"application_id": application.id, "evaluation_id": said.id}

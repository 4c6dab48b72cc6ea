"""The page of one application, which several acts answer with."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request

from registry.extensions.clock import today
from registry.schemas.religious.agent import prison_name
from registry.services.accounts.policy import is_allowed
from registry.services.prison_work import application_lists
from registry.services.prison_work.applicants import needs_reserved
from registry.services.prison_work.professions import PROFESSIONS
from registry.views.filling import Errors
from registry.vocabulary.accounts import Act
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.prison_work import ApplicationState, LegalSituation, Verdict
from registry.web.identity import current_officer

PAPERS = (AttachmentKind.WORK_APPLICATION, AttachmentKind.FREE_WILL)


def application_page(
    application_id: int, errors: Errors, *, looked: Any = None, reasons: Sequence[Any] | None = None
) -> str:
    """Show an application; *looked* and *reasons* are the reserved parts that a purpose opened."""
    officer = current_officer()
    view = application_lists.get_application(application_id, officer=officer)
    profession = PROFESSIONS.get(officer.role)
    return render_template(
        "prison_work/application.html",
        application=view.application,
        standing=view.standing,
        errors=errors,
        form=request.form,
        looked=looked,
        reasons=reasons,
        profession=profession,
        weighs_reserved=profession is not None and needs_reserved(profession),
        has_evaluated=any(one.account_id == officer.id for one in view.application.evaluations),
        is_filed=view.application.state is ApplicationState.FILED,
        awaits_trial=view.application.inmate.situation is LegalSituation.DEFENDANT,
        may_keep=is_allowed(officer, Act.KEEP_APPLICATIONS),
        may_settle=is_allowed(officer, Act.SETTLE_EVALUATIONS),
        may_read_reasons=is_allowed(officer, Act.READ_INMATE_RESERVED),
        prison_name=prison_name(view.application.prison),
        verdicts=Verdict,
        demands=dict(WorkDemand.choices()),
        paper_kinds=[(kind.value, kind.label) for kind in PAPERS],
        today=today(),
    )

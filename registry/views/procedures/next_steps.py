"""What comes next in a file, by whom and what follows otherwise: one sentence a state, for whoever opens it first."""

from typing import Any

from registry.extensions.clock import today
from registry.services.accounts.policy import Act, is_allowed
from registry.services.procedures.decision import deciding
from registry.services.procedures.reading import CaseView
from registry.vocabulary.messages import message
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState
from registry.web.identity import current_officer

NEXT = {
    CaseState.SUBMITTED: "Sigue: un oficial toma el expediente y lo revisa. El plazo ya corre.",
    CaseState.UNDER_REVIEW: "Sigue: el oficial revisa cada punto, observa una sola vez si algo falta, y se resuelve.",
    CaseState.OBSERVED: "Sigue: la institución subsana. Si no lo hace en su plazo, se archiva al día siguiente.",
    CaseState.APPROVED: "Terminó: la solicitud se aprobó y lo que pedía ya figura en el registro.",
    CaseState.DENIED: "Terminó: la solicitud se denegó. La institución puede impugnarla o presentar otra.",
    CaseState.WITHDRAWN: "Terminó: la institución desistió. Puede presentar otra solicitud.",
    CaseState.LAPSED: "Terminó: se archivó sin subsanar. La institución puede presentar otra solicitud.",
}


def next_told(case: Any) -> str:
    """What comes next in a file, in a sentence."""
    return NEXT.get(case.state, "")


def hindrances_of(view: CaseView) -> list[str]:
    """What is in the way of an approval, for whoever decides; nothing for others, or where it cannot be decided."""
    officer = current_officer()
    if view.file.state is not CaseState.UNDER_REVIEW or not is_allowed(officer, Act.DECIDE_CASES):
        return []
    prospect = deciding.foresee(view.file.id, officer=officer, on=today())
    return [message(one.code, one.facts) for one in prospect.hindrances]


def usual_act(view: CaseView, is_hindered: bool) -> CaseEventKind | None:
    """The one act that its page puts first: to observe what was found wanting, else to approve what lacks nothing."""
    if any(check.state is CheckState.OBSERVED for check in view.checks.values()):
        was_observed = any(event.kind is CaseEventKind.OBSERVED for event in view.events)
        return None if was_observed else CaseEventKind.OBSERVED
    return None if is_hindered else CaseEventKind.APPROVED

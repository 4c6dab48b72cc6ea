"""Where a presented file stands, in a sentence for whoever filed it, and what happens next and by when."""

from datetime import date

from registry.services.procedures.deadlines.appeals import contested_until
from registry.services.procedures.reading import CaseView
from registry.views.formats.dates import date_long
from registry.views.procedures.terms_told import deadline_told
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureDetail

TO_CONFIRM = "por confirmar"
STANDINGS = {
    CaseState.SUBMITTED: "La oficina recibió su solicitud y aún no la revisa.",
    CaseState.UNDER_REVIEW: "La oficina está revisando su solicitud.",
    CaseState.OBSERVED: "Falta corregir algo de su solicitud.",
    CaseState.APPROVED: "Su solicitud fue aprobada.",
    CaseState.DENIED: "Su solicitud fue denegada.",
    CaseState.WITHDRAWN: "Usted desistió de esta solicitud.",
    CaseState.LAPSED: "La solicitud se archivó: no se corrigió a tiempo lo observado.",
}
AGAIN = "Puede presentar otra solicitud cuando quiera."
APPROVED = "La resolución está abajo; dice desde cuándo y hasta cuándo vale."


def standing_of(view: CaseView, on: date) -> str:
    """Where the file stands, with the day on which it was decided."""
    told = STANDINGS.get(view.file.state, "")
    decided_on = view.file.decided_on
    return f"{told[:-1]} el {date_long(decided_on)}." if told and decided_on and not view.file.is_open else told


def turn_of(view: CaseView, on: date) -> str:
    """Who has to act, and by when."""
    state, left = view.file.state, deadline_told(view.clock.due_on, on)
    if state is CaseState.OBSERVED and not view.clock.is_told:
        return "Le toca a usted. El plazo para corregir corre desde que reciba la notificación."
    if state is CaseState.OBSERVED:
        return f"Le toca a usted. {left}." if left else "Le toca a usted."
    if view.file.is_open:
        return f"Le toca a la oficina. {left}." if left else "Le toca a la oficina."
    return _after(view, on)


def term_text(view: CaseView) -> str:
    """«Plazo: día 4 de 30 hábiles, en pausa»; nothing once it is decided, or where nobody settled the term."""
    clock = view.clock
    if clock.term_days is None:
        return "El plazo para resolver está por confirmar." if view.file.is_open else ""
    if not view.file.is_open:
        return ""
    pause = ", en pausa" if clock.is_paused else ""
    term = view.details[ProcedureDetail.TERM]
    return f"Plazo: día {clock.used_days} de {clock.term_days} hábiles{pause}" + (
        "" if term.is_confirmed else f" ({TO_CONFIRM})"
    )


def deemed_text(view: CaseView) -> str:
    """What the law says where the term is over without a decision; nothing before."""
    detail = view.details[ProcedureDetail.DEEMED]
    if not view.is_overdue or detail.deemed is None:
        return ""
    doubt = "" if detail.is_confirmed else f", {TO_CONFIRM}"
    law = f"Según {detail.source}, corresponde {detail.deemed.label.lower()}{doubt}."
    return f"Venció el plazo para resolver. {law} La oficina tiene su expediente primero en su lista."


def _after(view: CaseView, on: date) -> str:
    """What may follow a file that is over."""
    if view.file.state is CaseState.APPROVED:
        return APPROVED
    if view.file.state is not CaseState.DENIED:
        return AGAIN
    denial = next(event for event in reversed(view.events) if event.kind is CaseEventKind.DENIED)
    until = contested_until(denial)
    if until is None:
        return "Puede contestarla. El plazo corre desde que reciba la resolución."
    return f"Puede contestarla. {deadline_told(until, on)}." if until >= on else AGAIN

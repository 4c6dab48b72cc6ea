"""The acts of who judges a breach, as pages: their addresses, their words, and what their forms send."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.schemas.attendance.breach import (
    AcceptanceInput,
    ExplanationInput,
    ExplanationRequestInput,
    ReportInput,
    WithdrawalInput,
)
from registry.schemas.base import InputSchema
from registry.services.attendance import judging
from registry.vocabulary.attendance import BreachStep, Outcome

EXCUSES = [(outcome.value, outcome.label.partition(": ")[2].capitalize()) for outcome in Outcome if outcome.is_excuse]
LABELS = {
    "handed_on": "Fecha de entrega a la persona",
    "received_on": "Fecha en que respondió",
    "text": "Qué respondió",
    "reason": "Motivo",
    "words": "Texto para el juez",
}


@dataclass(frozen=True)
class StepPage:
    """How one act is asked for: its address, its words, what its form sends and what it does."""

    step: BreachStep
    slug: str
    title: str
    button: str
    done: str
    schema: type[InputSchema]
    act: Callable[..., object]


PAGES = {
    page.slug: page
    for page in (
        StepPage(
            BreachStep.ASK,
            "pedir-descargo",
            "Pedir descargo",
            "Firmar y emitir el pedido",
            "Se emitió el pedido de descargo. Imprímalo y entréguelo a la persona con cargo.",
            ExplanationRequestInput,
            judging.ask,
        ),
        StepPage(
            BreachStep.EXPLAIN,
            "descargo",
            "Registrar descargo",
            "Guardar el descargo",
            "Se guardó el descargo. Valórelo y decida.",
            ExplanationInput,
            judging.explain,
        ),
        StepPage(
            BreachStep.ACCEPT,
            "justificar",
            "Justificar inasistencias",
            "Justificar y retirar la alerta",
            "Se justificaron las inasistencias y se retiró la alerta.",
            AcceptanceInput,
            judging.accept,
        ),
        StepPage(
            BreachStep.REPORT,
            "informar",
            "Informar al juez",
            "Firmar y emitir el informe",
            "Se emitió el informe al juez. Preséntelo por mesa de partes.",
            ReportInput,
            judging.report,
        ),
        StepPage(
            BreachStep.WITHDRAW,
            "retirar",
            "Retirar la alerta",
            "Retirar la alerta",
            "Se retiró la alerta. El motivo queda con ella.",
            WithdrawalInput,
            judging.withdraw,
        ),
    )
}

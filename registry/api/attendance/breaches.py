"""Alerts of breach, and what a named officer does about them."""

from collections.abc import Callable
from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.attendance.breach import (
    AcceptanceInput,
    BreachOutput,
    BreachQuery,
    ExplanationInput,
    ExplanationRequestInput,
    ReportInput,
    ReviewOutput,
    WithdrawalInput,
)
from registry.services.attendance import breaches, judging
from registry.services.attendance.reviewing import open_review
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("breaches", __name__, "Incumplimientos")
ONE = f"/breaches/<{KEY}:alert_id>"


@noun.at("/breaches")
class Breaches(MethodView):
    """The office's alerts."""

    @permits(Act.JUDGE_BREACHES)
    @noun.filters(BreachQuery)
    @noun.answers("Listar las alertas de incumplimiento de su oficina, según a quién le toca", page_of(BreachOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List alerts of one turn, by consequence."""
        return breaches.list_alerts(query["turn"], officer=current_officer(), on=today(), **cut_page(query))


@noun.at(ONE)
class Breach(MethodView):
    """One alert."""

    @permits(Act.JUDGE_BREACHES)
    @noun.answers("Leer una alerta con las anotaciones que la causaron", ReviewOutput, is_tagged=True)
    def get(self, alert_id: int) -> Any:
        """Read it as it stands today; the look is noted."""
        return _reviewed(alert_id)


@noun.at(f"{ONE}/request")
class Request(MethodView):
    """The request for an explanation."""

    @permits(Act.JUDGE_BREACHES)
    @noun.versioned
    @noun.takes(ExplanationRequestInput)
    @noun.answers("Pedir el descargo: emite el pedido y abre el plazo", ReviewOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], alert_id: int) -> Any:
        """Issue it in the officer's name."""
        require_proof()
        return _done(judging.ask, alert_id, facts)


@noun.at(f"{ONE}/explanation")
class Explanation(MethodView):
    """What the person answered."""

    @permits(Act.JUDGE_BREACHES)
    @noun.versioned
    @noun.takes(ExplanationInput)
    @noun.answers("Registrar el descargo de la persona", ReviewOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], alert_id: int) -> Any:
        """Keep it."""
        return _done(judging.explain, alert_id, {"given": judging.Explanation(**facts)})


@noun.at(f"{ONE}/acceptance")
class Acceptance(MethodView):
    """Absences that are justified."""

    @permits(Act.JUDGE_BREACHES)
    @noun.versioned
    @noun.takes(AcceptanceInput)
    @noun.answers("Justificar inasistencias y retirar la alerta", ReviewOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], alert_id: int) -> Any:
        """Correct the entries and withdraw the alert."""
        return _done(judging.accept, alert_id, {"given": judging.Acceptance(**facts)})


@noun.at(f"{ONE}/report")
class Report(MethodView):
    """The report to the judge."""

    @permits(Act.JUDGE_BREACHES)
    @noun.versioned
    @noun.takes(ReportInput)
    @noun.answers("Informar al juez: emite el informe de incumplimiento", ReviewOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], alert_id: int) -> Any:
        """Issue it in the officer's name."""
        require_proof()
        return _done(judging.report, alert_id, {"given": judging.Report(**facts)})


@noun.at(f"{ONE}/withdrawal")
class Withdrawal(MethodView):
    """The end of an alert without a report."""

    @permits(Act.JUDGE_BREACHES)
    @noun.versioned
    @noun.takes(WithdrawalInput)
    @noun.answers("Retirar la alerta con su motivo", ReviewOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], alert_id: int) -> Any:
        """Close it."""
        return _done(judging.withdraw, alert_id, facts)


def _done(act: Callable[..., object], alert_id: int, said: dict[str, Any]) -> Any:
    """Act over the version that the caller read, and answer the alert as it stands then."""
    act(alert_id, **said, version=expected_version(alert_id), officer=current_officer(), on=today())
    return _reviewed(alert_id)


def _reviewed(alert_id: int) -> Any:
    review = open_review(alert_id, officer=current_officer(), on=today())
    _, status, headers = tagged(review.alert)
    return review, status, headers

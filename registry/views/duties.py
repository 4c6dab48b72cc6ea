"""What the law on personal data asks of somebody today: requests, the review of privileges, incidents."""

from typing import Any, NamedTuple

from flask import url_for

from registry.services.accounts import incidents, privileges
from registry.services.accounts.policy import is_allowed
from registry.services.people import rights
from registry.views.formats.numbers import plural
from registry.vocabulary.accounts import Act

#: Business days before its deadline from which a request presses.
NEAR_DAYS = 3


class Duty(NamedTuple):
    """A line of the first page: how grave, what, and where to go."""

    tone: str
    text: str
    verb: str
    url: str


def duties_of(officer: Any) -> list[Duty]:
    """The lines of those duties that are the officer's and not settled."""
    tellers = {
        Act.KEEP_INCIDENTS: _untold_incidents,
        Act.ANSWER_RIGHTS: _pressing_requests,
        Act.REVIEW_PRIVILEGES: _due_review,
    }
    return [duty for act, tell in tellers.items() if is_allowed(officer, act) for duty in tell(officer)]


def _untold_incidents(officer: Any) -> list[Duty]:
    count = incidents.count_untold(officer=officer)
    text = plural(count, "incidente por avisar", "incidentes por avisar") + " en 48 horas (art. 34 RPDP)"
    return [Duty("risk", text, "Avisar", url_for("incidents.index"))] if count else []


def _pressing_requests(officer: Any) -> list[Duty]:
    count = rights.count_pressing(officer=officer, within_days=NEAR_DAYS)
    text = plural(count, "pedido sobre datos personales vence", "pedidos sobre datos personales vencen")
    return [Duty("yours", f"{text} en 3 días hábiles o menos", "Responder", url_for("rights.index"))] if count else []


def _due_review(officer: Any) -> list[Duty]:
    standing = privileges.standing(officer=officer)
    text = f"Toca revisar quién puede hacer qué, cada 6 meses ({standing.article})"
    return [Duty("yours", text, "Revisar", url_for("privileges.index"))] if standing.is_due else []

"""Evaluations of applications to work."""

from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.extensions.clock import today
from registry.schemas.base import OutputSchema
from registry.schemas.fields import Key
from registry.schemas.people.reserved import PurposeQuery
from registry.schemas.prison_work.application import ApplicationViewOutput
from registry.schemas.prison_work.evaluation import (
    EvaluationInput,
    EvaluationOutput,
    EvaluationsInput,
    LookedOutput,
    ReasonedOutput,
    SettlingInput,
    WaitingQuery,
)
from registry.services.prison_work import applicants, application_lists, evaluations
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("work_evaluations", __name__, "Evaluaciones de postulaciones")

OF_ONE = f"/prison-work/applications/<{KEY}:application_id>"


class EvaluatedRow(OutputSchema):
    """One application of several that were evaluated."""

    application_id = Key()
    problem = Problem()


@noun.at("/prison-work/evaluations/waiting")
class Waiting(MethodView):
    """An evaluator's inbox."""

    @permits(Act.EVALUATE_APPLICATIONS)
    @noun.filters(WaitingQuery)
    @noun.answers("Listar lo que espera su evaluación", page_of(ApplicationViewOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List it, the first due first."""
        page = cut_page(query)
        return application_lists.list_to_evaluate(officer=current_officer(), **query, **page)


@noun.at("/prison-work/evaluations")
class Evaluations(MethodView):
    """Several evaluations alike."""

    @permits(Act.EVALUATE_APPLICATIONS)
    @noun.takes(EvaluationsInput)
    @noun.answers("Evaluar varias postulaciones por igual", batch_of(EvaluatedRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Evaluate them; a refusal stops no other."""
        return evaluations.evaluate_many(**facts, officer=current_officer(), on=today())


@noun.at(f"{OF_ONE}/evaluations")
class ApplicationEvaluations(MethodView):
    """What was said of one application."""

    @permits(Act.READ_APPLICATIONS)
    @noun.answers("Listar las evaluaciones de una postulación", EvaluationOutput(many=True))
    def get(self, application_id: int) -> Any:
        """List them without their reasons."""
        return application_lists.get_application(application_id, officer=current_officer()).application.evaluations

    @permits(Act.EVALUATE_APPLICATIONS)
    @noun.takes(EvaluationInput)
    @noun.answers("Evaluar una postulación como su profesión", EvaluationOutput, 201)
    def post(self, facts: dict[str, Any], application_id: int) -> Any:
        """Evaluate it."""
        return evaluations.evaluate(application_id, **facts, officer=current_officer(), on=today())


@noun.at(f"{OF_ONE}/reasons")
class Reasons(MethodView):
    """Why evaluators said so."""

    @permits(Act.READ_INMATE_RESERVED)
    @noun.filters(PurposeQuery)
    @noun.answers("Ver los motivos de las evaluaciones, con un motivo de consulta", ReasonedOutput(many=True))
    def get(self, query: dict[str, str], application_id: int) -> Any:
        """Show them; the look is noted."""
        return evaluations.list_reasons(application_id, **query, officer=current_officer())


@noun.at(f"{OF_ONE}/applicant")
class Applicant(MethodView):
    """What an evaluator's profession weighs."""

    @permits(Act.EVALUATE_APPLICATIONS)
    @noun.filters(PurposeQuery)
    @noun.answers("Ver los datos reservados que pesa su profesión", LookedOutput)
    def get(self, query: dict[str, str], application_id: int) -> Any:
        """Show it; the look is noted."""
        return applicants.look(application_id, **query, officer=current_officer())


@noun.at(f"/prison-work/evaluations/<{KEY}:evaluation_id>/settling")
class Settling(MethodView):
    """The director's word on two that disagree."""

    @permits(Act.SETTLE_EVALUATIONS)
    @noun.takes(SettlingInput)
    @noun.answers("Dirimir: decir cuál de dos evaluaciones contrarias queda", EvaluationOutput, 201)
    def post(self, facts: dict[str, str], evaluation_id: int) -> Any:
        """Let this one stand."""
        return evaluations.settle(evaluation_id, **facts, officer=current_officer(), on=today())

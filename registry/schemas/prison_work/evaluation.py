"""Evaluations of applications, and what evaluators may see of an applicant."""

from marshmallow import fields, validate

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Day, Key, Label, Text, YesNo
from registry.schemas.paging import PageQuery
from registry.schemas.religious.agent import Keys, PrisonCode
from registry.vocabulary.prison_work import Profession, Verdict

MOST_AT_ONCE = 100
LONGEST_REASON = 500


class EvaluationInput(InputSchema):
    """What a professional says of an application, and why."""

    verdict = Choice(Verdict, required=True)
    reason = Text(LONGEST_REASON, lines=True, required=True)


class EvaluationsInput(EvaluationInput):
    """The same said of several applications."""

    application_ids = Keys(
        required=True,
        validate=validate.Length(1, MOST_AT_ONCE, error=f"Elija de 1 a {MOST_AT_ONCE} postulaciones."),
        error_messages={"required": "Elija al menos una postulación."},
    )


class SettlingInput(InputSchema):
    """Why one of two contrary evaluations stands."""

    reason = Text(LONGEST_REASON, lines=True, required=True)


class WaitingQuery(PageQuery):
    """Whose applications an evaluator wants to see."""

    prison = PrisonCode(load_default="")


class EvaluationOutput(OutputSchema):
    """An evaluation without its reason."""

    id = Key()
    application_id = Key()
    profession = Choice(Profession)
    profession_label = Label("profession")
    verdict = Choice(Verdict)
    verdict_label = Label("verdict")
    settles = YesNo()
    evaluated_on = Day()
    account_name = Text()
    account_post = Text()


class ReasonedOutput(EvaluationOutput):
    """An evaluation with its reason, for a stated purpose."""

    reason = Text()


class LookedOutput(OutputSchema):
    """The reserved facts that a profession weighs; null is what it does not see."""

    unable = fields.List(fields.String(), allow_none=True)
    offences = fields.List(fields.String(), allow_none=True)

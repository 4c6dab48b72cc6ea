"""Applications to work in a prison: filed, completed, and shown with what they lack."""

from marshmallow import validate

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Choice, Codes, Day, Key, Label, Part, Text, Whole, YesNo
from registry.schemas.paging import PageQuery
from registry.schemas.religious.agent import Keys, PrisonCode, PrisonName
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import ApplicationState, Profession, Verdict

CHOOSE = "Elija al menos una vacante."


class WorkApplicationInput(InputSchema):
    """An inmate's form: vacancies in the order in which they are wanted."""

    vacancies = Keys(
        required=True,
        validate=validate.Length(1, error=CHOOSE),
        error_messages={"required": CHOOSE},
        metadata={"description": "Vacantes publicadas en el penal, la preferida primero"},
    )
    filed_on = Day(required=True)
    free_will_on = Day(load_default=None, allow_none=True)


class FreeWillInput(InputSchema):
    """The day on which whoever awaits trial wrote that they work of their own free will."""

    free_will_on = Day(required=True)


class ApplicationsQuery(PageQuery):
    """What a list of applications is narrowed to."""

    prison = PrisonCode(load_default="")
    inmate_id = Key(load_default=None)
    state = Choice(ApplicationState, load_default=None)
    is_overdue = YesNo(load_default=False, metadata={"description": "Con evaluaciones pendientes y el plazo vencido"})
    is_disputed = YesNo(load_default=False, metadata={"description": "Con evaluaciones contrarias por dirimir"})


class ApplicantOutput(OutputSchema):
    """Who applies, in short."""

    id = Key()
    full_name = Text()


class WantedActivityOutput(OutputSchema):
    """The activity of a vacancy, in short."""

    id = Key()
    title = Text()


class WantedVacancyOutput(OutputSchema):
    """The vacancy that is applied to, in short."""

    id = Key()
    trade = Choice(Skill)
    trade_label = Label("trade")
    activity = Part(WantedActivityOutput)


class WorkApplicationOutput(OutputSchema):
    """An application as its prison sees it."""

    id = Key()
    version = Whole()
    inmate_id = Key()
    vacancy_id = Key()
    prison = Text()
    prison_name = PrisonName()
    rank = Whole(metadata={"description": "Orden de preferencia; 0 es la preferida"})
    state = Choice(ApplicationState)
    state_label = Label("state")
    filed_on = Day()
    due_on = Day(allow_none=True)
    free_will_on = Day(allow_none=True)
    withdrawn_on = Day(allow_none=True)
    attachment_id = Key(allow_none=True)
    filed_by_name = Text()


class OpinionOutput(OutputSchema):
    """What one profession says."""

    profession = Choice(Profession)
    profession_label = Label("profession")
    verdict = Choice(Verdict, allow_none=True)
    is_disputed = YesNo()


class ApplicationStandingOutput(OutputSchema):
    """What an application lacks to be a candidate of a round."""

    opinions = Part(OpinionOutput, many=True)
    pending = Codes(Profession, dump_only=True)
    lacks_free_will = YesNo()
    lacks_induction = YesNo()
    is_candidate = YesNo()


class ApplicationViewOutput(OutputSchema):
    """An application with who applies, to what, and what it lacks."""

    application = Part(WorkApplicationOutput)
    inmate = Part(ApplicantOutput, attribute="application.inmate")
    vacancy = Part(WantedVacancyOutput, attribute="application.vacancy")
    standing = Part(ApplicationStandingOutput)

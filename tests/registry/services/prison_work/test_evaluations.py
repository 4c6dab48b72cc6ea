import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotAllowed, NotFound, WrongState
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.prison_work import applicants, application_lists, applications, evaluations
from registry.services.prison_work.application_lists import ApplicationFilter
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.prison_work import Profession, Verdict
from tests.factories.applications import (
    EVALUATORS,
    FILED_ON,
    approve_by,
    make_application,
    make_staff,
    make_work_officer,
)
from tests.factories.religious import PUNO, make_director

YES, NO = Verdict.APPROVED, Verdict.DISAPPROVED
PURPOSE = "Evaluar la postulación"


def test_each_evaluator_speaks_for_their_own_profession(app: Flask):
    application = make_application()

    said = [evaluations.evaluate(application.id, YES, "Apta", officer=make_staff(role)) for role in EVALUATORS]

    assert [one.profession for one in said] == list(Profession)


def test_an_evaluation_gives_its_reason(app: Flask):
    with pytest.raises(InvalidFields):
        evaluations.evaluate(make_application().id, NO, "  ", officer=make_staff(Role.EVALUATOR_HEALTH))


def test_nobody_evaluates_twice(app: Flask):
    application, evaluator = make_application(), make_staff(Role.EVALUATOR_HEALTH)
    evaluations.evaluate(application.id, YES, "Apta", officer=evaluator)

    with pytest.raises(WrongState) as refusal:
        evaluations.evaluate(application.id, NO, "Otra vez", officer=evaluator)

    assert refusal.value.code == "work_evaluated_already"


def test_whoever_keeps_applications_evaluates_none(app: Flask):
    officer = make_work_officer()

    with pytest.raises(NotAllowed):
        evaluations.evaluate(make_application(officer=officer).id, YES, "Apta", officer=officer)


def test_an_evaluator_of_another_prison_finds_nothing(app: Flask):
    stranger = make_staff(Role.EVALUATOR_SOCIAL, PUNO)
    application = make_application()

    with pytest.raises(NotFound):
        evaluations.evaluate(application.id, YES, "Apta", officer=stranger)
    assert application_lists.list_to_evaluate(officer=stranger).total == 0


def test_what_was_withdrawn_is_evaluated_no_more(app: Flask):
    officer = make_work_officer()
    application = make_application(officer=officer)
    applications.withdraw(application.id, version=application.version, officer=officer)

    with pytest.raises(WrongState):
        approve_by(application, Role.EVALUATOR_WORK)


def test_a_contrary_verdict_stands_beside_the_first_until_the_director_settles_it(app: Flask):
    application, director = make_application(), make_director()
    approve_by(application, Role.EVALUATOR_SOCIAL, Role.EVALUATOR_HEALTH)
    approve_by(application, Role.EVALUATOR_SOCIAL, verdict=NO)
    disputed = application_lists.list_applications(ApplicationFilter(is_disputed=True), officer=director)
    first = application_lists.get_application(application.id, officer=director).application.evaluations[0]

    word = evaluations.settle(first.id, "Prima el informe más reciente", officer=director, on=FILED_ON)

    view = application_lists.get_application(application.id, officer=director)
    assert [row.standing.disputed for row in disputed.items] == [[Profession.SOCIAL]]
    assert (word.settles, word.verdict, len(view.application.evaluations)) == (True, YES, 4)
    assert (view.standing.disputed, view.standing.pending) == ([], [Profession.PSYCHOLOGY, Profession.WORK])
    assert application_lists.list_applications(ApplicationFilter(is_disputed=True), officer=director).total == 0
    with pytest.raises(WrongState):
        approve_by(application, Role.EVALUATOR_SOCIAL)


def test_two_that_agree_need_no_settling(app: Flask):
    application, director = make_application(), make_director()
    approve_by(application, Role.EVALUATOR_WORK, Role.EVALUATOR_WORK)
    first = application_lists.get_application(application.id, officer=director).application.evaluations[0]

    with pytest.raises(WrongState):
        evaluations.settle(first.id, "Queda esta", officer=director)


def test_only_the_director_settles(app: Flask):
    application = make_application()
    approve_by(application, Role.EVALUATOR_WORK)
    first = application_lists.get_application(application.id, officer=make_director()).application.evaluations[0]

    with pytest.raises(NotAllowed):
        evaluations.settle(first.id, "Queda esta", officer=make_work_officer())
    with pytest.raises(NotFound):
        evaluations.settle(first.id, "Queda esta", officer=make_director(PUNO))


def test_the_inbox_holds_what_the_profession_has_not_heard(app: Flask):
    waiting, heard, by_others = make_application(), make_application(), make_application()
    approve_by(heard, Role.EVALUATOR_HEALTH)
    approve_by(by_others, Role.EVALUATOR_WORK)

    found = application_lists.list_to_evaluate(officer=make_staff(Role.EVALUATOR_HEALTH))

    assert {view.application.id for view in found.items} == {waiting.id, by_others.id}


def test_several_are_evaluated_alike_and_a_refusal_stops_no_other(app: Flask):
    evaluator = make_staff(Role.EVALUATOR_PSYCHOLOGY)
    one, heard = make_application(), make_application()
    evaluations.evaluate(heard.id, YES, "Apta", officer=evaluator)

    rows = evaluations.evaluate_many([heard.id, 999_999, one.id], YES, "Apta", officer=evaluator)

    assert [row.refusal is None for row in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("role", "unable", "offences"),
    [
        (Role.EVALUATOR_HEALTH, ("heights",), None),
        (Role.EVALUATOR_PSYCHOLOGY, None, ("189",)),
        (Role.EVALUATOR_SOCIAL, None, ("189",)),
    ],
)
def test_an_evaluator_is_shown_what_their_profession_weighs_and_the_look_is_noted(
    app: Flask, role: Role, unable: tuple[str, ...] | None, offences: tuple[str, ...] | None
):
    application = make_application()

    shown = applicants.look(application.id, purpose=PURPOSE, officer=make_staff(role))

    assert (shown.unable, shown.offences) == (unable, offences)
    assert _looks_at(application.inmate_id) == [PURPOSE]


@pytest.mark.parametrize(
    ("role", "refusal"), [(Role.EVALUATOR_WORK, WrongState), (Role.PRISON_WORK_OFFICER, NotAllowed)]
)
def test_who_weighs_nothing_reserved_is_shown_nothing(app: Flask, role: Role, refusal: type[Exception]):
    with pytest.raises(refusal):
        applicants.look(make_application().id, purpose=PURPOSE, officer=make_staff(role))


def test_a_look_needs_a_purpose(app: Flask):
    application, evaluator = make_application(), make_staff(Role.EVALUATOR_HEALTH)

    with pytest.raises(InvalidFields):
        applicants.look(application.id, purpose=" ", officer=evaluator)
    with pytest.raises(InvalidFields):
        evaluations.list_reasons(application.id, purpose=" ", officer=evaluator)


def test_reasons_of_another_profession_stay_shut_to_an_evaluator(app: Flask):
    application = make_application()
    approve_by(application)

    own = evaluations.list_reasons(application.id, purpose=PURPOSE, officer=make_staff(Role.EVALUATOR_WORK))
    all_of_them = evaluations.list_reasons(application.id, purpose=PURPOSE, officer=make_director())

    assert [one.profession for one in own] == [Profession.WORK]
    assert len(all_of_them) == 4
    assert _looks_at(application.inmate_id) == [PURPOSE, PURPOSE]


def _looks_at(inmate_id: int) -> list[str]:
    looks = AuditEntry.subject == "inmate", AuditEntry.subject_id == inmate_id
    with reading() as session:
        entries = session.scalars(select(AuditEntry).where(*looks, AuditEntry.action == AuditAction.VIEWED))
        return [entry.purpose for entry in entries]

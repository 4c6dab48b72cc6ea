from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.clock import today
from registry.services.documents.uploads import accept
from registry.services.prison_work import application_lists, applications
from registry.services.prison_work.application_details import ApplicationDetails
from registry.services.prison_work.application_lists import ApplicationFilter
from registry.vocabulary.accounts import Role
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.prison_work import ApplicationState, LegalSituation, WorkVacancyState
from tests.factories.applications import (
    FILED_ON,
    approve_by,
    induct,
    make_applicant,
    make_application,
    make_offered,
    make_staff,
    make_work_officer,
)
from tests.factories.religious import PUNO
from tests.files import plain_pdf


def test_a_form_becomes_ranked_applications_with_their_term(app: Flask):
    officer, inmate = make_work_officer(), make_applicant()
    wanted = tuple(make_offered().id for _ in range(2))

    filed = applications.file(inmate.id, ApplicationDetails(wanted, FILED_ON), officer=officer)

    assert [(one.vacancy_id, one.rank, one.due_on) for one in filed] == [
        (wanted[0], 0, date(2026, 9, 21)),
        (wanted[1], 1, date(2026, 9, 21)),
    ]


def test_a_second_form_ranks_after_the_first(app: Flask):
    officer, inmate = make_work_officer(), make_applicant()
    make_application(officer=officer, inmate=inmate)

    assert make_application(officer=officer, inmate=inmate).rank == 1


def test_nobody_applies_twice_to_one_vacancy_until_they_withdraw(app: Flask):
    officer = make_work_officer()
    first = make_application(officer=officer)
    again = ApplicationDetails((first.vacancy_id,), FILED_ON)
    with pytest.raises(InvalidFields) as refusal:
        applications.file(first.inmate_id, again, officer=officer)
    assert refusal.value.problems == {"vacancies": ("work_applied_already", {})}

    applications.withdraw(first.id, version=first.version, officer=officer, on=FILED_ON)

    assert applications.file(first.inmate_id, again, officer=officer)[0].rank == 0


@pytest.mark.parametrize("state", [WorkVacancyState.DRAFT, WorkVacancyState.CLOSED])
def test_only_published_vacancies_are_applied_to(app: Flask, state: WorkVacancyState):
    shut = make_offered(state=state, published_on=None if state is WorkVacancyState.DRAFT else FILED_ON)

    with pytest.raises(InvalidFields) as refusal:
        applications.file(make_applicant().id, ApplicationDetails((shut.id,), FILED_ON), officer=make_work_officer())

    assert refusal.value.problems == {"vacancies": ("work_vacancy_not_offered", {})}


def test_a_vacancy_of_another_prison_is_not_offered(app: Flask):
    elsewhere = make_offered(prison=PUNO)

    with pytest.raises(InvalidFields):
        applications.file(
            make_applicant().id, ApplicationDetails((elsewhere.id,), FILED_ON), officer=make_work_officer()
        )


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (ApplicationDetails((), FILED_ON), "vacancies"),
        (ApplicationDetails((1, 1), FILED_ON), "vacancies"),
        (ApplicationDetails((1,), date(2999, 1, 1)), "filed_on"),
        (ApplicationDetails((1,), FILED_ON, date(2999, 1, 1)), "free_will_on"),
    ],
)
def test_a_form_breaks_no_rule(app: Flask, details: ApplicationDetails, field: str):
    with pytest.raises(InvalidFields) as refusal:
        applications.file(make_applicant().id, details, officer=make_work_officer())

    assert list(refusal.value.problems) == [field]


def test_whoever_was_released_applies_no_more(app: Flask):
    released = make_applicant(released_on=FILED_ON)

    with pytest.raises(WrongState):
        make_application(inmate=released)


def test_another_prison_sees_and_keeps_no_application(app: Flask):
    application, stranger = make_application(), make_work_officer(PUNO)

    with pytest.raises(NotFound):
        application_lists.get_application(application.id, officer=stranger)
    with pytest.raises(NotFound):
        applications.withdraw(application.id, version=application.version, officer=stranger)
    assert application_lists.list_applications(ApplicationFilter(), officer=stranger).total == 0


def test_an_evaluator_files_nothing(app: Flask):
    with pytest.raises(NotAllowed):
        make_application(officer=make_staff(Role.EVALUATOR_WORK))


def test_a_withdrawal_is_told_with_its_day_and_happens_once(app: Flask):
    officer = make_work_officer()
    application = make_application(officer=officer)
    with pytest.raises(StaleVersion):
        applications.withdraw(application.id, version=application.version + 1, officer=officer)

    gone = applications.withdraw(application.id, version=application.version, officer=officer, on=FILED_ON)

    assert (gone.state, gone.withdrawn_on) == (ApplicationState.WITHDRAWN, FILED_ON)
    with pytest.raises(WrongState):
        applications.withdraw(application.id, version=gone.version, officer=officer)


def test_whoever_awaits_trial_lacks_their_written_will_until_it_is_noted(app: Flask):
    officer = make_work_officer()
    application = make_application(officer=officer, inmate=make_applicant(situation=LegalSituation.DEFENDANT))
    assert application_lists.get_application(application.id, officer=officer).standing.lacks_free_will

    applications.consent(application.id, free_will_on=FILED_ON, version=application.version, officer=officer)

    assert not application_lists.get_application(application.id, officer=officer).standing.lacks_free_will


def test_an_application_with_four_approvals_and_induction_is_a_candidate(app: Flask):
    officer, inmate = make_work_officer(), make_applicant()
    application = make_application(officer=officer, inmate=inmate)
    make_application(officer=officer)
    assert not application_lists.get_application(application.id, officer=officer).standing.is_candidate

    approve_by(application)
    induct(inmate)

    assert application_lists.get_application(application.id, officer=officer).standing.is_candidate


def test_the_list_shows_what_is_overdue_and_nothing_that_was_heard(app: Flask):
    officer = make_work_officer()
    late, heard = make_application(officer=officer), make_application(officer=officer)
    make_application(officer=officer, filed_on=today())
    approve_by(heard)

    found = application_lists.list_applications(ApplicationFilter(overdue_on=today()), officer=officer)

    assert [view.application.id for view in found.items] == [late.id]


def test_the_signed_paper_is_kept_in_the_file_and_opened_by_those_of_the_prison(app: Flask):
    officer = make_work_officer()
    application = make_application(officer=officer)
    paper = accept("solicitud.pdf", plain_pdf())

    kept = applications.keep_paper(application.id, paper, version=application.version, officer=officer)

    assert kept.attachment_id is not None
    opened = applications.open_paper(application.id, officer=make_staff(Role.EVALUATOR_SOCIAL))
    assert (opened.kind, opened.content) == (AttachmentKind.WORK_APPLICATION, paper.content)
    with pytest.raises(NotFound):
        applications.open_paper(application.id, officer=make_work_officer(PUNO))

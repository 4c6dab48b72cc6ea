from datetime import date
from typing import Any

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import transaction
from registry.models import WorkVacancy
from registry.services.prison_work import activities, activity_finding, publishing, vacancies
from registry.services.prison_work.activity_finding import ActivityFilter
from registry.vocabulary.agreements import AgreementKind
from registry.vocabulary.prison_work import ActivityState, WorkVacancyState
from registry.vocabulary.shifts import Shift
from tests.factories.religious import JULIACA, PUNO, make_director
from tests.factories.work_activities import (
    PROPOSED_ON,
    Company,
    activity_details,
    make_activity,
    make_proposed,
    make_published,
    make_work_officer,
    make_workshop,
    vacancy_details,
    vacancy_of,
)


def employ(vacancy: WorkVacancy, people: int) -> None:
    """Let people hold posts of a vacancy."""
    with transaction() as session:
        session.get_one(WorkVacancy, vacancy.id).places_taken = people


def test_an_activity_goes_from_its_company_to_the_board_of_the_prison(app: Flask):
    company = Company()
    activity = make_activity(company=company)
    proposed = publishing.propose(activity.id, version=activity.version, officer=company.manager, on=PROPOSED_ON)
    publishing.publish(activity.id, version=proposed.version, officer=make_director(), on=PROPOSED_ON)

    (vacancy,) = vacancies.list_published(JULIACA, officer=make_work_officer())
    assert (vacancy.activity_id, vacancy.state, vacancy.published_on) == (
        activity.id, WorkVacancyState.PUBLISHED, PROPOSED_ON,
    )  # fmt: skip


def test_a_prison_does_not_see_what_a_company_is_still_drafting(app: Flask):
    officer, company = make_work_officer(), Company()
    draft = make_activity(company=company)

    with pytest.raises(NotFound):
        activity_finding.get_activity(draft.id, officer=officer)
    assert activity_finding.list_activities(ActivityFilter(), officer=officer).total == 0
    assert activity_finding.list_activities(ActivityFilter(), officer=company.manager).total == 1


def test_a_company_sees_its_own_activities_alone(app: Flask):
    activity, stranger = make_published(), Company()

    with pytest.raises(NotFound):
        activity_finding.get_activity(activity.id, officer=stranger.manager)
    with pytest.raises(NotFound):
        publishing.close(activity.id, reason="x", version=activity.version, officer=stranger.manager)


def test_nobody_proposes_under_the_agreement_of_another_company(app: Flask):
    company, workshop = Company(), make_workshop()
    details = activity_details(workshop, agreement_id=Company().agreement.id)

    with pytest.raises(NotFound):
        activities.draft(details, officer=company.manager, on=PROPOSED_ON)


@pytest.mark.parametrize(
    ("agreement", "on", "refusal"),
    [
        ({"kind": AgreementKind.SOCIAL_HELP}, PROPOSED_ON, ("agreement_id", "agreement_not_for_work")),
        ({}, date(2029, 1, 1), ("agreement_id", "agreement_over")),
        ({"ends_on": date(2027, 1, 1)}, PROPOSED_ON, ("ends_on", "activity_outside_agreement")),
    ],
)
def test_an_activity_stands_under_an_agreement_in_force(
    app: Flask, agreement: dict[str, Any], on: date, refusal: tuple[str, str]
):
    company = Company(**agreement)
    details = activity_details(make_workshop(), agreement_id=company.agreement.id)

    with pytest.raises(InvalidFields) as refused:
        activities.draft(details, officer=company.manager, on=on)

    ((field, (code, _)),) = refused.value.problems.items()
    assert (field, code) == refusal


def test_a_prison_runs_activities_of_its_own_without_an_agreement(app: Flask):
    officer, workshop = make_work_officer(), make_workshop()
    activity = activities.draft(activity_details(workshop), officer=officer)
    vacancies.add(activity.id, vacancy_details(), officer=officer)
    proposed = publishing.propose(activity.id, version=activity.version, officer=officer)

    published = publishing.publish(activity.id, version=proposed.version, officer=make_director())

    assert (published.state, published.institution_id) == (ActivityState.PUBLISHED, None)
    with pytest.raises(NotFound):
        activities.draft(activity_details(make_workshop(prison=PUNO)), officer=officer)


def test_an_activity_without_vacancies_is_not_proposed(app: Flask):
    company = Company()
    details = activity_details(make_workshop(), agreement_id=company.agreement.id)
    activity = activities.draft(details, officer=company.manager, on=PROPOSED_ON)

    with pytest.raises(WrongState) as refusal:
        publishing.propose(activity.id, version=activity.version, officer=company.manager, on=PROPOSED_ON)

    assert refusal.value.code == "activity_needs_vacancies"


def test_what_is_sent_back_tells_why_and_is_proposed_again(app: Flask):
    company = Company()
    activity = make_proposed(company=company)
    back = publishing.send_back(activity.id, reason="Falta luz", version=activity.version, officer=make_work_officer())

    assert (back.state, back.reason) == (ActivityState.RETURNED, "Falta luz")
    again = publishing.propose(activity.id, version=back.version, officer=company.manager, on=PROPOSED_ON)
    assert (again.state, again.reason) == (ActivityState.PROPOSED, "")


def test_only_the_direction_publishes(app: Flask):
    activity = make_proposed()

    with pytest.raises(NotAllowed):
        publishing.publish(activity.id, version=activity.version, officer=make_work_officer(), on=PROPOSED_ON)
    with pytest.raises(NotFound):
        publishing.publish(activity.id, version=activity.version, officer=make_director(PUNO), on=PROPOSED_ON)


def test_two_activities_share_a_workshop_only_as_far_as_it_holds_both(app: Flask):
    workshop = make_workshop()
    make_published(workshop=workshop, places=6)
    second = make_proposed(workshop=workshop, places=5)

    with pytest.raises(WrongState) as refusal:
        publishing.publish(second.id, version=second.version, officer=make_director(), on=PROPOSED_ON)

    facts = {"shift": "lunes por la mañana", "capacity": 4, "places": 5}
    assert (refusal.value.code, dict(refusal.value.facts)) == ("activity_no_room", facts)


def test_an_activity_opens_with_its_minimum_or_not_at_all(app: Flask):
    activity = make_proposed(places=3)

    view = activity_finding.get_activity(activity.id, officer=make_work_officer())

    assert view.misfits == {"minimum_crew": ("activity_too_few_places", {"places": 3, "minimum": 4})}


def test_what_people_were_told_does_not_change_under_them(app: Flask):
    company, workshop = Company(), make_workshop()
    activity = make_published(company=company, workshop=workshop)
    employ(vacancy_of(activity, officer=company.manager), 5)
    details = activity_details(
        workshop, agreement_id=company.agreement.id, title=activity.title, pay_cents=90_000, maximum_crew=4
    )

    with pytest.raises(InvalidFields) as refusal:
        activities.change(activity.id, details, version=activity.version, officer=company.manager, on=PROPOSED_ON)

    facts = {"people": "5 personas"}
    assert refusal.value.problems == {
        "pay_cents": ("activity_people_stay", facts),
        "maximum_crew": ("activity_crew_below_people", facts),
    }


def test_a_published_activity_is_proposed_again_when_its_company_changes_it(app: Flask):
    company, workshop = Company(), make_workshop()
    activity = make_published(company=company, workshop=workshop)
    details = activity_details(workshop, agreement_id=company.agreement.id, pay_cents=120_000)

    changed = activities.change(activity.id, details, version=activity.version, officer=company.manager, on=PROPOSED_ON)

    assert (changed.state, changed.pay_cents) == (ActivityState.PROPOSED, 120_000)
    assert not vacancies.list_published(JULIACA, officer=make_work_officer())


def test_an_activity_closes_once_nobody_works_in_it(app: Flask):
    company = Company()
    activity = make_published(company=company)
    vacancy = vacancy_of(activity, officer=company.manager)
    employ(vacancy, 2)

    with pytest.raises(WrongState) as refusal:
        publishing.close(activity.id, reason="Fin", version=activity.version, officer=company.manager)
    employ(vacancy, 0)
    closed = publishing.close(activity.id, reason="Fin", version=activity.version, officer=company.manager)

    assert refusal.value.facts["people"] == "2 personas"
    assert {closed.state, *(one.state for one in closed.vacancies)} == {"closed"}


def test_a_vacancy_keeps_the_posts_and_hours_that_people_hold(app: Flask):
    company = Company()
    vacancy = vacancy_of(make_published(company=company), officer=company.manager)
    employ(vacancy, 3)
    version = vacancies.get_vacancy(vacancy.id, officer=company.manager).version
    smaller = vacancy_details(places=2, shifts=(Shift.MONDAY_PM,))

    with pytest.raises(InvalidFields) as refusal:
        vacancies.change(vacancy.id, smaller, version=version, officer=company.manager)
    with pytest.raises(WrongState):
        vacancies.close(vacancy.id, version=version, officer=company.manager)

    assert set(refusal.value.problems) == {"places", "shifts"}


def test_a_published_vacancy_grows_only_as_far_as_its_workshop_holds(app: Flask):
    company = Company()
    vacancy = vacancy_of(make_published(company=company), officer=company.manager)

    with pytest.raises(InvalidFields):
        vacancies.change(vacancy.id, vacancy_details(places=11), version=vacancy.version, officer=company.manager)
    grown = vacancies.change(vacancy.id, vacancy_details(places=10), version=vacancy.version, officer=company.manager)

    assert grown.places == 10
    with pytest.raises(StaleVersion):
        vacancies.change(vacancy.id, vacancy_details(places=9), version=vacancy.version, officer=company.manager)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"duties": ""}, "duties"),
        ({"shifts": ()}, "shifts"),
        ({"shifts": (Shift.SUNDAY_AM,)}, "shifts"),
        ({"places": 0}, "places"),
        ({"contract_days": 0}, "contract_days"),
    ],
)
def test_a_vacancy_that_cannot_be_says_which_field_is_wrong(app: Flask, changed: dict[str, Any], field: str):
    company = Company()
    activity = make_activity(company=company)

    with pytest.raises(InvalidFields) as refusal:
        vacancies.add(activity.id, vacancy_details(**changed), officer=company.manager)

    assert list(refusal.value.problems) == [field]

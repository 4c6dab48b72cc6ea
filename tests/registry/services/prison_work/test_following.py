from flask import Flask

from registry.services.prison_work import following
from registry.services.prison_work.following import Figures
from tests.factories.work_activities import PROPOSED_ON, Company, make_published


def test_a_company_is_told_how_its_activity_stands_in_numbers(app: Flask):
    company = Company()
    activity = make_published(company=company)

    followed = following.follow(activity.id, officer=company.manager, on=PROPOSED_ON)

    assert followed.figures == Figures(applied=0, approved=0, assigned=0, missing=4, hours_this_month=0.0)
    assert not followed.crew

"""Legal figures by date."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from registry.norms import NORMS, NoNormInForce, NormStatus, norm_at, value_at

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("weekly_service_hours", 10),
        ("autonomous_jornadas_min", 10),
        ("autonomous_jornadas_max", 156),
        ("free_day_jornadas_max", 156),
        ("converted_jornadas_max", 260),
        ("prison_days_per_jornada", 7),
        ("prison_days_per_unserved_jornada", 1),
        ("interview_term", 10),
        ("consecutive_absences", 2),
        ("alternate_absences", 3),
        ("hours_per_credited_jornada", 10),
        ("credited_jornadas_per_week", 1),
        ("resistance_repeats", 2),
        ("abandonment_term", 2),
        ("explanation_term", 10),
        ("notification_term", 5),
        ("observation_cure_term", 2),
        ("misdemeanour_prescription_years", 1),
        ("repeated_misdemeanour_prescription_years", 2),
        ("serious_misdemeanour_prescription_years", 3),
        ("audit_retention", 2),
        ("personal_data_access_term", 20),
    ],
)
def test_figures_are_those_of_the_law(code, value):
    assert value_at(code, TODAY) == value


def test_the_article_follows_the_text_in_force():
    assert norm_at("notification_term", date(2026, 4, 30)).article == "art. 24.1 LPAG"
    assert norm_at("notification_term", date(2026, 5, 1)).article == "art. 24 LPAG"


def test_the_longest_converted_penalty_grew_with_the_law():
    assert value_at("converted_jornadas_max", date(2023, 11, 22)) == 208
    assert value_at("converted_jornadas_max", date(2023, 11, 23)) == 260


def test_converted_jornadas_follow_from_years_and_days_per_jornada():
    for norm in NORMS:
        if norm.code == "converted_jornadas_max":
            years = value_at("converted_prison_years_max", norm.valid_from)

            assert norm.value == years * 365 // value_at("prison_days_per_jornada", norm.valid_from)


@pytest.mark.parametrize(("code", "day"), [("audit_retention", date(2020, 1, 1)), ("no_such_norm", TODAY)])
def test_where_no_norm_binds_the_code_and_the_day_are_told(code, day):
    with pytest.raises(NoNormInForce) as refusal:
        value_at(code, day)

    assert (refusal.value.code, refusal.value.day) == (code, day)


def test_every_code_has_a_figure_today():
    assert all(value_at(norm.code, TODAY) >= 0 for norm in NORMS)


def test_versions_of_a_code_follow_each_other_without_gap_or_overlap():
    for code in {norm.code for norm in NORMS}:
        versions = [norm for norm in NORMS if norm.code == code]

        for earlier, later in pairwise(versions):
            assert earlier.valid_to is not None
            assert earlier.valid_to + timedelta(days=1) == later.valid_from
        assert versions[-1].valid_to is None


def test_figures_of_displaced_rules_are_marked():
    assert all(norm.status is NormStatus.TO_CONFIRM for norm in NORMS if norm.article.endswith("RCEP"))


@pytest.mark.parametrize(
    ("day", "days_of_work"), [(date(2023, 11, 22), 2), (date(2023, 11, 23), 1)], ids=["before DLEG 1585", "under it"]
)
def test_fewer_days_of_work_redeem_one_since_november_2023(day, days_of_work):
    assert value_at("redemption_ratio_minimum", day) == days_of_work


@pytest.mark.parametrize("code", ["hours_per_credited_jornada", "credited_jornadas_per_week"])
def test_how_hours_become_jornadas_is_still_to_be_confirmed(code):
    assert norm_at(code, TODAY).status is NormStatus.TO_CONFIRM


def test_every_figure_names_its_article():
    assert all(norm.article.startswith("art. ") for norm in NORMS)

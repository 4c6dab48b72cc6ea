"""The least changes that would admit somebody, and what each of them alone would open."""

from dataclasses import replace

from hypothesis import given, settings

from matching.explanation.answers import Remedy
from matching.explanation.remedies import remedies_of
from matching.explanation.row import Row
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Instance
from tests.matching.explanation.test_explainer import away
from tests.matching.factories import make_applicant, make_instance, make_opening, open_shift
from tests.matching.strategies import instances

WEEKDAY = (open_shift(0), open_shift(1))


def remedies(applicant: Applicant, *openings: Opening) -> tuple[Remedy, ...]:
    instance = make_instance(applicant, *openings)
    return remedies_of(Row(instance, instance.applicants[0], instance.openings))


def only(applicant: Applicant, *openings: Opening) -> Remedy:
    (remedy,) = remedies(applicant, *openings)
    return remedy


def test_a_longer_reach_counts_only_the_places_within_it():
    remedy = only(make_applicant(), *(make_opening(f"o{km}", **away(km)) for km in (31.05, 31.09, 45)))

    assert (remedy.change.code, remedy.change.amount) == ("extend_reach_km", 1.1)
    assert (remedy.openings, remedy.opening_id, remedy.alike) == (2, "o31.05", 1)
    assert [(rung.change.amount, rung.openings) for rung in remedy.ladder] == [(15.0, 3)]


def test_a_freed_half_day_counts_only_the_places_that_it_alone_opens():
    rosa = make_applicant(free_shifts=frozenset({10}))
    sunday = make_opening("sunday", shifts=(open_shift(10), open_shift(12)))

    remedy = only(rosa, make_opening("a"), make_opening("b"), sunday)

    assert (remedy.change.code, remedy.change.shifts) == ("free_shifts", (11,))
    assert (remedy.openings, remedy.alike) == (2, 1)


def test_an_authorisation_is_counted_at_the_half_days_that_it_names():
    rosa = make_applicant(free_shifts=frozenset(range(10)))
    tuesday = make_opening("tuesday", shifts=(open_shift(2), open_shift(3)))

    remedy = only(rosa, make_opening("monday", shifts=WEEKDAY), tuesday)

    assert remedy.change.code == "authorise_weekdays"
    assert (remedy.openings, remedy.alike) == (1, 1)


def test_half_days_that_are_full_are_no_remedy():
    rosa = make_applicant(free_shifts=frozenset({10}))

    assert remedies(rosa, make_opening(shifts=(open_shift(10), open_shift(11, places=0)))) == ()


def test_a_place_more_opens_the_vacancy_that_gives_it_and_no_other():
    full = [make_opening(f"full{index}", total_places=0) for index in range(3)]

    remedy = only(make_applicant(), *full)

    assert (remedy.change.code, remedy.openings, remedy.alike) == ("add_places", 1, 2)


def test_a_renewed_registration_opens_every_vacancy_of_the_unit():
    lapsed = [make_opening(f"o{index}", unit_id="lapsed", is_active=False) for index in range(2)]
    other = make_opening("other", is_active=False)

    remedy = only(make_applicant(), *lapsed, other)

    assert (remedy.change.code, remedy.openings, remedy.alike) == ("renew_or_record_exception", 2, 1)


def test_lifting_a_pin_opens_every_place_that_it_alone_closes():
    rosa = make_applicant(pinned_opening_id="gone")

    remedy = only(rosa, make_opening("a"), make_opening("b"))

    assert (remedy.change.code, remedy.openings) == ("unpin", 2)


@settings(max_examples=60, deadline=None)
@given(instances(people=2))
def test_a_reach_made_longer_as_stated_admits_as_many_as_stated(instance: Instance):
    for applicant in instance.applicants:
        row = Row(instance, applicant, instance.openings)
        for remedy in remedies_of(row):
            if remedy.change.code == "extend_reach_km":
                limit = round(instance.norms.reach_km(applicant) + remedy.change.amount, 3)
                again = Row(instance, replace(applicant, travel_limit_km=limit), instance.openings)
                assert len(again.admissible) - len(row.admissible) == remedy.openings

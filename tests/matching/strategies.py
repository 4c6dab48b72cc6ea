"""Hypothesis strategies for small rounds in which every rule can bind."""

from hypothesis import strategies as st

from matching.input.applicant import Applicant, Zone
from matching.input.opening import Opening
from matching.instance import Instance, presets
from tests.matching.factories import (
    CENTRE,
    NORMS,
    NORMS_WITH_CALENDAR,
    make_applicant,
    make_instance,
    make_opening,
    open_shift,
)

SHIFTS = (0, 10, 11, 12, 13)
OPENINGS = ("o0", "o1", "o2", "o3")
UNITS = ("u0", "u1")
TASKS = ("clean", "teach")
CODES = ("lift", "climb", "drive")


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=1)


def seldom(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """None in seven cases of eight, so that most pairs stay admissible."""
    return st.integers(1, 8).flatmap(lambda roll: values if roll == 8 else st.none())


mostly = st.integers(1, 8).map(lambda roll: roll != 8)
nearby = st.tuples(
    st.floats(-0.1, 0.1).map(lambda step: CENTRE[0] + round(step, 4)),
    st.floats(-0.1, 0.1).map(lambda step: CENTRE[1] + round(step, 4)),
)


@st.composite
def openings(draw: st.DrawFn, opening_id: str) -> Opening:
    latitude, longitude = draw(nearby)
    hours = draw(st.sampled_from([(8, 13), (8, 12), (9, 14)]))
    shifts = draw(st.sets(st.sampled_from(SHIFTS), min_size=2, max_size=4))
    total = draw(st.integers(1, 2)) * draw(mostly)
    return make_opening(
        opening_id,
        unit_id=draw(st.sampled_from(UNITS)),
        latitude=latitude,
        longitude=longitude,
        task=draw(st.sampled_from(TASKS)),
        shifts=tuple(
            open_shift(shift, draw(st.integers(0, 2)), hours if shift % 2 == 0 else (13, 18))
            for shift in sorted(shifts)
        ),
        total_places=total,
        is_public=draw(mostly),
        is_active=draw(mostly),
        is_recorded_exception=not draw(mostly),
        is_free_of_charge=draw(mostly),
        is_educational=not draw(mostly),
        skills=draw(some(CODES)),
        demands=draw(some(CODES)),
        duties_are_specific=draw(st.booleans()),
        minimum_age=draw(seldom(st.integers(18, 30))),
        programme=draw(seldom(st.just("focos"))),
        load=draw(st.integers(0, 3)),
        unit_record=draw(seldom(st.integers(0, 1000).map(lambda tenths: tenths / 10))),
    )


@st.composite
def applicants(draw: st.DrawFn, applicant_id: str) -> Applicant:
    latitude, longitude = draw(nearby)
    return make_applicant(
        applicant_id,
        person_id=applicant_id if draw(mostly) else "twice",
        latitude=latitude,
        longitude=longitude,
        age=draw(st.integers(18, 60)),
        free_shifts=draw(st.frozensets(st.sampled_from(SHIFTS), min_size=3)),
        weekday_authorised=draw(st.booleans()),
        skills=draw(some(CODES)),
        unable=draw(some(CODES)),
        waiting_days=draw(st.integers(0, 200)),
        days_to_prescription=draw(seldom(st.integers(-5, 800))),
        travel_limit_km=draw(seldom(st.integers(3, 12))),
        court_weekly_hours=draw(seldom(st.sampled_from([5, 7.5]))),
        court_opening_ids=draw(seldom(some(OPENINGS))),
        court_unit_ids=draw(seldom(some(UNITS))),
        court_programme=draw(seldom(st.just("focos"))),
        exclusion_zones=(draw(seldom(nearby.map(lambda at: (Zone(*at, radius_km=3),)))) or ()),
        excluded_unit_ids=draw(seldom(some(UNITS))) or frozenset(),
        barred_from_education=not draw(mostly),
        preferred_unit_ids=draw(some(UNITS)),
        objected_tasks=draw(some(TASKS)),
        current_opening_id=draw(seldom(st.sampled_from(OPENINGS))),
        pinned_opening_id=draw(seldom(st.sampled_from(OPENINGS))),
        excluded_opening_ids=draw(seldom(some(OPENINGS))) or frozenset(),
    )


@st.composite
def instances(draw: st.DrawFn, people: int = 5, places: int = 4) -> Instance:
    """A round of up to *people* sentences, some of one person, and up to *places* openings."""
    count, vacancies = draw(st.integers(0, people)), draw(st.integers(1, places)) * draw(mostly)
    return make_instance(
        *(draw(applicants(f"p{index}")) for index in range(count)),
        *(draw(openings(f"o{index}")) for index in range(vacancies)),
        weights=draw(st.sampled_from(list(presets().values()))),
        norms=draw(st.sampled_from([NORMS, NORMS_WITH_CALENDAR])),
    )


@st.composite
def crowded(draw: st.DrawFn, people: int = 5) -> Instance:
    """A round in which nearly every pair is admissible, so that people compete for half days and places."""
    weekend = (10, 11, 12, 13)
    wanting = [
        make_applicant(
            f"p{index}",
            person_id=draw(st.sampled_from([f"p{index}", f"p{index}", "twice"])),
            longitude=draw(nearby)[1],
            free_shifts=draw(st.sampled_from([frozenset(weekend), frozenset((10, 11, 12)), frozenset((11, 12, 13))])),
            court_weekly_hours=draw(st.sampled_from([None, None, 5])),
            waiting_days=draw(st.integers(0, 200)),
            skills=draw(some(CODES)),
            pinned_opening_id=draw(seldom(st.just("o0"))),
        )
        for index in range(draw(st.integers(2, people)))
    ]
    offered = [
        make_opening(
            f"o{index}",
            longitude=draw(nearby)[1],
            shifts=tuple(open_shift(shift, draw(st.integers(1, 2))) for shift in weekend if draw(mostly)),
            total_places=draw(st.integers(1, 3)),
            skills=draw(some(CODES)),
        )
        for index in range(draw(st.integers(1, 2)))
    ]
    return make_instance(*wanting, *offered, weights=draw(st.sampled_from(list(presets().values()))))

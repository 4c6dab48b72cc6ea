"""The hard rules of community service once more, read from the norms alone, one pair at a time.

Written apart from `matching.rules` and sharing nothing with it but the words of the input, so that an error there does
not stand here too. Speed does not matter; plainness does.
"""

from math import asin, cos, radians, sin, sqrt

from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Norms

EARTH_KM = 6371.0088


def broken_rules(person: Applicant, place: Opening, norms: Norms) -> set[str]:
    """Name every rule that keeps *person* from *place*; the deadlines of a calendar are not looked at."""
    answers = {
        # CP 34.1-34.2, RCEP 250: units in force, or a recorded exception; public or social; free of charge.
        "registration": not (place.is_active or place.is_recorded_exception),
        "purpose": not (place.is_public or place.has_social_purpose),
        "free_of_charge": not place.is_free_of_charge,
        # CP 34.3-34.4, RCEP 256: ten hours, on free half days, of the weekend unless weekdays are authorised.
        "schedule": not fits(person, place, norms, only_free=False),
        # RCEP 256: only vacancies with a place left are offered.
        "places": has_no_place(person, place, norms),
        # RCEP 258: what an officer fixed or ruled out.
        "pinned": person.pinned_opening_id is not None and person.pinned_opening_id != place.id,
        "excluded": place.id in person.excluded_opening_ids,
        # NCPP 488: what the judge imposed.
        "court_place": not is_where_the_court_says(person, place),
        "court_programme": person.court_programme != place.programme,
        # VIO 32.2, EDU 1, RCEP 256: protection, students, what the person cannot do.
        "reserved": is_protected_from(person, place),
        "education": person.barred_from_education and place.is_educational,
        "abilities": any(demand in person.unable for demand in place.demands),
        "age": place.minimum_age is not None and person.age < place.minimum_age,
        # RCEP 254: the journey.
        "reach": is_too_far(person, place, norms),
    }
    return {rule for rule, is_broken in answers.items() if is_broken}


def fits(person: Applicant, place: Opening, norms: Norms, *, only_free: bool) -> bool:
    """Whether the hours owed a week find room in the half days that the person may serve there."""
    owed = 60 * (person.court_weekly_hours or norms.weekly_hours)
    found = 0
    for day in range(7):
        parts = [
            (shift.start_minute, shift.end_minute)
            for shift in place.shifts
            if shift.shift // 2 == day
            and shift.shift in person.free_shifts
            and (day >= 5 or person.weekday_authorised)
            and (shift.places > 0 or not only_free)
        ]
        lengths = [end - start for start, end in parts]
        together = len(parts) == 2 and max(parts[0][0], parts[1][0]) < min(parts[0][1], parts[1][1])
        found += max(lengths) if together else sum(lengths)
    return found >= owed


def has_no_place(person: Applicant, place: Opening, norms: Norms) -> bool:
    if place.total_places == 0:
        return True
    return fits(person, place, norms, only_free=False) and not fits(person, place, norms, only_free=True)


def is_where_the_court_says(person: Applicant, place: Opening) -> bool:
    openings, units = person.court_opening_ids, person.court_unit_ids
    return (openings is None or place.id in openings) and (units is None or place.unit_id in units)


def is_protected_from(person: Applicant, place: Opening) -> bool:
    if place.unit_id in person.excluded_unit_ids:
        return True
    here = (place.latitude, place.longitude)
    return any(km((zone.latitude, zone.longitude), here) <= zone.radius_km for zone in person.exclusion_zones)


def is_too_far(person: Applicant, place: Opening, norms: Norms) -> bool:
    limit = norms.travel_limit_km if person.travel_limit_km is None else person.travel_limit_km
    return limit is not None and distance_km(person, place) > limit


def distance_km(person: Applicant, place: Opening) -> float:
    return km((person.latitude, person.longitude), (place.latitude, place.longitude))


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle kilometres between two positions in degrees, to the metre."""
    north, other_north = radians(one[0]), radians(other[0])
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin(radians(other[1] - one[1]) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(half)), 3)

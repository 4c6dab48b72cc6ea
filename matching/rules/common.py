"""Hard rules that bind every placement, whatever the penalty or programme."""

from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.geography import great_circle_km
from matching.input.opening import Opening
from matching.input.patterns import Pattern, restricted, weekly_patterns
from matching.input.shifts import mask_of
from matching.instance import Norms
from matching.problem import Mask
from matching.rules.refusal import Change, Refusal, Rule


def table_of_contents() -> tuple[Rule, ...]:
    """List the rules in the order in which an officer would raise them."""
    return (
        Rule("pinned", "RCEP 258", pinned, pinned_mask),
        Rule("excluded", "RCEP 258", excluded, excluded_mask),
        Rule("court_place", "NCPP 488", court_place, court_place_mask),
        Rule("court_programme", "NCPP 488", court_programme, court_programme_mask),
        Rule("reserved", "VIO 32.2", reserved, reserved_mask),
        Rule("education", "EDU 1", education, education_mask),
        Rule("abilities", "RCEP 256", abilities, abilities_mask),
        Rule("age", "RCEP 256", age, age_mask),
        Rule("reach", "RCEP 254", reach, reach_mask),
        Rule("places", "RCEP 256", places, places_mask),
    )


def pinned(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """An officer fixed another place for this person (RCEP 258: the authority fixes unit and schedule)."""
    if applicant.pinned_opening_id in (None, opening.id):
        return None
    return Refusal("pinned", opening.id, applicant.pinned_opening_id, Change("unpin", 1))


def pinned_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings other than the one that an officer fixed for the applicant (RCEP 258)."""
    is_pinned = grid.applicants_where(lambda applicant: applicant.pinned_opening_id is not None)
    return is_pinned & ~grid.named(lambda applicant: _only(applicant.pinned_opening_id), lambda opening: opening.id)


def excluded(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """An officer ruled this place out for this person (RCEP 258)."""
    if opening.id not in applicant.excluded_opening_ids:
        return None
    return Refusal("excluded", opening.id, None, Change("lift_exclusion", 1))


def excluded_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings that an officer ruled out for the applicant (RCEP 258)."""
    return grid.named(lambda applicant: applicant.excluded_opening_ids, lambda opening: opening.id)


def court_place(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The judgment imposes a place, and this is not it (NCPP 488: the judge's terms of execution bind)."""
    openings, units = applicant.court_opening_ids, applicant.court_unit_ids
    if openings is not None and opening.id not in openings:
        return Refusal("court_place", opening.id, _listed(openings), Change("court_order", 1))
    if units is not None and opening.unit_id not in units:
        return Refusal("court_place", opening.unit_id, _listed(units), Change("court_order", 1))
    return None


def court_place_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings outside the place that the judgment imposes, where it does (NCPP 488)."""
    opening_imposed = grid.applicants_where(lambda applicant: applicant.court_opening_ids is not None)
    unit_imposed = grid.applicants_where(lambda applicant: applicant.court_unit_ids is not None)
    is_opening = grid.named(lambda applicant: applicant.court_opening_ids, lambda opening: opening.id)
    is_unit = grid.named(lambda applicant: applicant.court_unit_ids, lambda opening: opening.unit_id)
    return (opening_imposed & ~is_opening) | (unit_imposed & ~is_unit)


def court_programme(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The judgment imposes a programme that this vacancy is not part of, or this one was not imposed (NCPP 488).

    Free days are served in programmes and community service is not (CP 34, 35): neither takes the other's places.
    """
    if applicant.court_programme == opening.programme:
        return None
    return Refusal("court_programme", opening.programme, applicant.court_programme, Change("court_order", 1))


def court_programme_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings of another programme than the imposed one, none being one too (NCPP 488)."""
    neither = grid.applicants_where(lambda applicant: applicant.court_programme is None) & grid.openings_where(
        lambda opening: opening.programme is None
    )
    same = grid.named(lambda applicant: _only(applicant.court_programme), lambda opening: opening.programme or "")
    return ~(neither | same)


def reserved(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """A protection order closes this place; which and why is not said (art. 32.2 of the rules of Ley 30364)."""
    if opening.unit_id in applicant.excluded_unit_ids:
        return Refusal("reserved")
    for zone in applicant.exclusion_zones:
        km = great_circle_km(zone.latitude, zone.longitude, opening.latitude, opening.longitude)
        if km <= zone.radius_km:
            return Refusal("reserved")
    return None


def reserved_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings that a protection order closes, by unit or by zone in kilometres (Ley 30364)."""
    closed = grid.named(lambda applicant: applicant.excluded_unit_ids, lambda opening: opening.unit_id)
    latitude, longitude = grid.of_openings(lambda o: o.latitude)[0], grid.of_openings(lambda o: o.longitude)[0]
    for row, applicant in enumerate(grid.applicants):
        for zone in applicant.exclusion_zones:
            closed[row] |= great_circle_km(zone.latitude, zone.longitude, latitude, longitude) <= zone.radius_km
    return closed


def education(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """A person barred by Ley 29988 gets no post with student contact in an educational institution (art. 1)."""
    if applicant.barred_from_education and opening.is_educational:
        return Refusal("education")
    return None


def education_mask(grid: Grid) -> Mask:
    """Mark, (I, J), posts with student contact for whoever is barred from them (Ley 29988, art. 1)."""
    barred = grid.applicants_where(lambda applicant: applicant.barred_from_education)
    return barred & grid.openings_where(lambda opening: opening.is_educational)


def abilities(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The work demands what the person cannot do: health, disability (RCEP 256). The reason is never known here."""
    unmet = applicant.unable & opening.demands
    if not unmet:
        return None
    return Refusal("abilities", _listed(unmet), None, Change("drop_demands", len(unmet)))


def abilities_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings whose work demands something that the applicant cannot do (RCEP 256)."""
    return grid.in_common(lambda applicant: applicant.unable, lambda opening: opening.demands) > 0


def age(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The vacancy asks for an older person (RCEP 256: age is a criterion of assignment)."""
    minimum = opening.minimum_age
    if minimum is None or applicant.age >= minimum:
        return None
    return Refusal("age", applicant.age, minimum, Change("lower_minimum_age", minimum - applicant.age))


def age_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings that ask for more years than the applicant has (RCEP 256)."""
    return grid.of_applicants(lambda applicant: applicant.age) < grid.of_openings(lambda o: o.minimum_age or 0)


def reach(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """The place is beyond the travel limit (RCEP 254: the person pays the journey unless distance prevents it)."""
    km = float(great_circle_km(applicant.latitude, applicant.longitude, opening.latitude, opening.longitude))
    limit = norms.reach_km(applicant)
    if km <= limit:
        return None
    return Refusal("reach", km, limit, Change("extend_reach_km", round(km - limit, 3)))


def reach_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings more kilometres away than the applicant's travel limit (RCEP 254)."""
    return grid.km > grid.of_applicants(grid.norms.reach_km)


def places(applicant: Applicant, opening: Opening, norms: Norms) -> Refusal | None:
    """No place is left at hours the person could serve (RCEP 256: only vacancies are offered)."""
    minutes, shifts = norms.weekly_minutes(applicant), mask_of(applicant.lawful_shifts)
    lawful = weekly_patterns(restricted(opening.timetable, shifts), minutes)
    if weekly_patterns(restricted(opening.free_timetable, shifts), minutes):
        return None
    if not lawful and opening.total_places > 0:
        return None
    return Refusal("places", 0, 1, Change("add_places", 1, _fewest_full_shifts(lawful, opening)))


def places_mask(grid: Grid) -> Mask:
    """Mark, (I, J), the openings that are full, or full in the hours that the applicant could serve (RCEP 256)."""
    full = grid.openings_where(lambda opening: opening.total_places == 0)
    return full | (grid.lawful.exist & ~grid.free.exist)


def _fewest_full_shifts(patterns: tuple[Pattern, ...], opening: Opening) -> tuple[int, ...]:
    """Name the full half days of the pattern that meets the fewest of them."""
    full = {shift.shift for shift in opening.shifts if shift.places == 0}
    blocked = [tuple(hours.shift for hours in pattern if hours.shift in full) for pattern in patterns]
    return min(blocked, key=len, default=())


def _only(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def _listed(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes))

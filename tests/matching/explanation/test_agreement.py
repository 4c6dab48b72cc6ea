"""Explanations agree with an independent reading of the norms."""

from dataclasses import replace
from functools import cache

import numpy as np

from matching.explanation.explainer import Explainer
from matching.input.applicant import Applicant, Zone
from matching.input.opening import Opening
from matching.instance import Instance
from matching.propose import propose
from tests.matching.factories import make_town
from tests.matching.independent import broken_rules, distance_km

PAIRS = 1_000
PEOPLE, PLACES = 120, 60
SEED = 20_260_907


@cache
def town() -> Explainer:
    """A town in which every rule keeps somebody from somewhere, and its plan."""
    chance = np.random.default_rng(SEED)
    plain = make_town(PEOPLE, PLACES, SEED)
    instance = replace(
        plain,
        applicants=tuple(with_terms(chance, person, plain.openings) for person in plain.applicants),
        openings=tuple(with_limits(chance, place) for place in plain.openings),
    )
    return Explainer.of_plan(instance, propose(instance).plan)


def with_terms(chance: np.random.Generator, person: Applicant, places: tuple[Opening, ...]) -> Applicant:
    """The person with what a court, an officer or a protection order may have said."""

    def seldom() -> bool:
        return bool(chance.random() < 0.12)

    some = places[int(chance.integers(len(places)))]
    return replace(
        person,
        person_id="twice" if seldom() else person.person_id,
        travel_limit_km=float(chance.integers(2, 15)) if seldom() else None,
        court_weekly_hours=float(chance.choice([5, 7.5])) if seldom() else None,
        court_opening_ids=frozenset({some.id}) if seldom() else None,
        court_unit_ids=frozenset({some.unit_id}) if seldom() else None,
        court_programme="focos" if seldom() else None,
        exclusion_zones=(Zone(some.latitude, some.longitude, 4.0),) if seldom() else (),
        excluded_unit_ids=frozenset({some.unit_id}) if seldom() else frozenset(),
        excluded_opening_ids=frozenset({some.id}) if seldom() else frozenset(),
        pinned_opening_id=some.id if seldom() else None,
        barred_from_education=seldom(),
    )


def with_limits(chance: np.random.Generator, place: Opening) -> Opening:
    """The vacancy with what may be wrong with its unit or asked by it."""

    def seldom() -> bool:
        return bool(chance.random() < 0.15)

    return replace(
        place,
        is_active=not seldom(),
        is_recorded_exception=seldom(),
        is_public=not seldom(),
        has_social_purpose=seldom(),
        is_free_of_charge=not seldom(),
        is_educational=seldom(),
        minimum_age=40 if seldom() else None,
        programme="focos" if seldom() else None,
    )


def drawn(instance: Instance) -> list[tuple[Applicant, Opening]]:
    """Pairs drawn at random."""
    chance = np.random.default_rng(SEED + 1)
    return [
        (instance.applicants[int(chance.integers(PEOPLE))], instance.openings[int(chance.integers(PLACES))])
        for _ in range(PAIRS)
    ]


def test_a_thousand_pairs_are_explained_as_the_norms_say():
    explainer = town()
    seen: set[str] = set()

    for person, place in drawn(explainer.instance):
        answer = explainer.why_not(person.id, place.id)
        told = {refusal.rule for refusal in answer.refusals}
        assert told == broken_rules(person, place, explainer.instance.norms), (person.id, place.id)
        assert (answer.alternative is None) == bool(told)
        seen |= told

    assert len(seen) == 14


def test_everybodys_refusals_are_counted_as_the_norms_say():
    instance = town().instance

    for person in instance.applicants:
        broken = [rule for place in instance.openings for rule in broken_rules(person, place, instance.norms)]
        assert town().explain(person.id).refused == {rule: broken.count(rule) for rule in sorted(set(broken))}


def test_the_stated_change_opens_what_it_claims():
    instance, opened = town().instance, 0

    for person in instance.applicants:
        for remedy in town().explain(person.id).remedies:
            changed = with_change(person, remedy.change, instance)
            if changed is None:
                continue
            new = [place for place in instance.openings if admits(changed, place, instance)]
            old = [place for place in instance.openings if admits(person, place, instance)]
            assert len(new) - len(old) == remedy.openings
            nearest = min((place for place in new if place not in old), key=lambda one: distance_km(person, one))
            assert nearest.id == remedy.opening_id
            opened += 1

    assert opened > 100


def test_the_alternatives_are_the_best_of_what_the_norms_admit():
    instance = town().instance

    for person in instance.applicants:
        answer = town().explain(person.id, top=PLACES)
        told = {one.choice.opening_id for one in answer.alternatives}
        told |= {answer.chosen.opening_id} if answer.chosen else set()
        assert told == {place.id for place in instance.openings if admits(person, place, instance)}


def admits(person: Applicant, place: Opening, instance: Instance) -> bool:
    return not broken_rules(person, place, instance.norms)


def with_change(person: Applicant, change, instance: Instance) -> Applicant | None:
    """The person after a change of their own terms, done here by hand; None for what a unit would change."""
    if change.code == "extend_reach_km":
        limit = person.travel_limit_km if person.travel_limit_km is not None else instance.norms.travel_limit_km
        return replace(person, travel_limit_km=round((limit or 0) + change.amount, 3))
    if change.code in ("authorise_weekdays", "free_shifts", "authorise_and_free_shifts"):
        days = {shift for shift in person.free_shifts if shift >= 10 or person.weekday_authorised}
        return replace(person, weekday_authorised=True, free_shifts=frozenset(days | set(change.shifts)))
    if change.code == "unpin":
        return replace(person, pinned_opening_id=None)
    return None

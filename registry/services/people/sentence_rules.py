"""What the registry refuses in a sentence and in a court's order."""

from collections.abc import Iterator
from datetime import date

from registry.models import Person, Sentence
from registry.reference.courts import MalformedCaseNumber, parse_case_number
from registry.reference.geography import EAST, NORTH, SOUTH, WEST
from registry.services.people.details import OrderDetails, SentenceDetails
from registry.services.people.penalties import has_own_penalty, jornadas_admitted, jornadas_by_law, offence_key
from registry.services.people.person_rules import ADULT, Problem, refuse_all
from registry.vocabulary.people import CourtOrderKind, PenaltyOrigin

LARGEST_ZONE_KM = 50
SMALLEST_ZONE_KM = 0.05


def check_sentence(details: SentenceDetails, person: Person, on: date) -> None:
    """Hold a sentence against every rule but the offence's range.

    Raises:
        InvalidFields: Names each field that breaks one.
    """
    refuse_all(
        [
            *_case_problems(details),
            *_date_problems(details, on),
            *_age_problems(details, person),
            *_offence_problems(details),
            *_law_problems(details),
            *_zone_problems(details),
        ]
    )


def range_problem(details: SentenceDetails) -> Problem | None:
    """What the offence's own range says against an autonomous penalty's jornadas, if anything."""
    if details.origin is not PenaltyOrigin.AUTONOMOUS:
        return None
    offence = offence_key(details.offence) or details.offence
    bounds = jornadas_admitted(details.kind, offence, details.judgment_date)
    if details.jornadas in bounds:
        return None
    facts = {"minimum": bounds.minimum, "maximum": bounds.maximum, "article": bounds.article}
    return "jornadas", "jornadas_out_of_range", facts


def check_order(details: OrderDetails, sentence: Sentence, on: date) -> None:
    """Hold a court's order against the sentence, loaded with its orders.

    Raises:
        InvalidFields: Names each field that breaks a rule.
    """
    refuse_all(
        [
            *_order_date_problems(details, sentence, on),
            *_order_jornadas_problems(details, sentence),
            *_order_sequence_problems(details, sentence),
        ]
    )


def _case_problems(details: SentenceDetails) -> Iterator[Problem]:
    try:
        parse_case_number(details.case_number)
    except MalformedCaseNumber:
        yield "case_number", "case_number_malformed", {}


def _date_problems(details: SentenceDetails, on: date) -> Iterator[Problem]:
    if details.judgment_date > on:
        yield "judgment_date", "judgment_in_future", {}
    if details.received_on > on:
        yield "received_on", "received_in_future", {}
    elif details.received_on < details.judgment_date:
        yield "received_on", "received_before_judgment", {}
    if details.prescribes_on is not None and details.prescribes_on <= details.judgment_date:
        yield "prescribes_on", "prescribes_before_judgment", {}


def _age_problems(details: SentenceDetails, person: Person) -> Iterator[Problem]:
    age = person.age_on(details.judgment_date)
    if age < ADULT:
        yield "judgment_date", "underage_at_judgment", {"age": age}


def _offence_problems(details: SentenceDetails) -> Iterator[Problem]:
    key = offence_key(details.offence)
    if key is None:
        yield "offence", "offence_unknown", {}
    elif details.origin is PenaltyOrigin.AUTONOMOUS and not has_own_penalty(key):
        yield "offence", "offence_not_autonomous", {}


def _law_problems(details: SentenceDetails) -> Iterator[Problem]:
    bounds = jornadas_by_law(details.kind, details.origin, details.judgment_date)
    if details.jornadas not in bounds:
        yield "jornadas", "jornadas_outside_law", {"minimum": bounds.minimum, "maximum": bounds.maximum}


def _zone_problems(details: SentenceDetails) -> Iterator[Problem]:
    for latitude, longitude, radius_km in details.exclusion_zones:
        is_in_peru = SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
        if not (is_in_peru and SMALLEST_ZONE_KM <= radius_km <= LARGEST_ZONE_KM):
            yield "exclusion_zones", "zone_out_of_bounds", {}


def _order_date_problems(details: OrderDetails, sentence: Sentence, on: date) -> Iterator[Problem]:
    if details.ordered_on > on:
        yield "ordered_on", "order_in_future", {}
    elif details.ordered_on < sentence.judgment_date:
        yield "ordered_on", "order_before_judgment", {}
    if details.in_force_from is not None and details.in_force_from < details.ordered_on:
        yield "in_force_from", "order_in_force_before", {}


def _order_jornadas_problems(details: OrderDetails, sentence: Sentence) -> Iterator[Problem]:
    bounds = jornadas_by_law(sentence.kind, sentence.origin, sentence.judgment_date)
    changes_jornadas = details.kind is CourtOrderKind.JORNADAS_CHANGED
    if changes_jornadas and details.jornadas is None:
        yield "jornadas", "order_needs_jornadas", {}
    elif not changes_jornadas and details.jornadas is not None:
        yield "jornadas", "order_takes_no_jornadas", {}
    elif details.jornadas is not None and details.jornadas not in bounds:
        yield "jornadas", "jornadas_outside_law", {"minimum": bounds.minimum, "maximum": bounds.maximum}


def _order_sequence_problems(details: OrderDetails, sentence: Sentence) -> Iterator[Problem]:
    day = details.in_force_from or details.ordered_on
    if details.kind is CourtOrderKind.RESUMPTION and not sentence.is_stayed(day):
        yield "kind", "sentence_not_stayed", {}
    elif details.kind is CourtOrderKind.STAY and sentence.is_stayed(day):
        yield "kind", "sentence_already_stayed", {}

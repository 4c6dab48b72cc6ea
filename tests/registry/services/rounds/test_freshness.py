"""What is confirmed must still be lawful on the day, not only on the day of the round."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from registry.errors import DomainError
from registry.extensions.clock import today
from registry.models import Proposal
from registry.services.accounts.accounts import Account
from registry.services.institutions import registrations, units, vacancies
from registry.services.institutions.units import get_unit
from registry.services.people import persons, sentences
from registry.services.rounds import decisions, instructions
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.shifts import Shift
from tests.factories.institutions import (
    make_vacancy,
    saturday_afternoon,
    saturday_morning,
    sunday,
    vacancy_details,
)
from tests.factories.people import TODAY, make_order, make_sentence, person_details, sentence_details
from tests.factories.rounds import make_desk_officer, make_proposal

WEEKEND = (saturday_morning(), saturday_afternoon(), *sunday())


@pytest.fixture
def officer(app: Flask) -> Account:
    """A chief, who may do all that changes a place."""
    return make_desk_officer(role=Role.CHIEF)


@pytest.fixture
def proposal(officer: Account) -> Proposal:
    """A proposal for somebody free on Saturdays, at a unit open on the whole weekend."""
    make_vacancy(officer=officer, total_places=2, shifts=WEEKEND)
    make_sentence(officer=officer)
    return make_proposal(officer=officer)


def refusal_of(proposal: Proposal, officer: Account, **how: Any) -> str:
    with pytest.raises(DomainError) as refused:
        decisions.confirm(proposal.id, officer=officer, **how)
    return refused.value.code


def change_person(proposal: Proposal, officer: Account, **overrides: Any) -> None:
    person = proposal.sentence.person
    details = person_details(document_number=person.document_number, **overrides)
    persons.change_person(person.id, details, version=person.version, officer=officer, on=TODAY)


def unit_of(proposal: Proposal, officer: Account) -> Any:
    assert proposal.vacancy is not None
    return get_unit(proposal.vacancy.unit_id, officer=officer)


@pytest.mark.parametrize("kind", [CourtOrderKind.STAY, CourtOrderKind.REVOCATION])
def test_a_sentence_that_a_court_ended_or_suspended_is_not_begun(proposal: Proposal, officer: Account, kind):
    make_order(proposal.sentence, kind, officer=officer)

    assert refusal_of(proposal, officer) == "sentence_not_executed"


def test_a_unit_closed_since_the_round_receives_nobody(proposal: Proposal, officer: Account):
    unit = unit_of(proposal, officer)
    units.close_unit(unit.id, version=unit.version, officer=officer)

    assert refusal_of(proposal, officer) in {"unit_not_receiving", "vacancy_not_admissible"}


def test_a_registration_suspended_since_the_round_receives_nobody(proposal: Proposal, officer: Account):
    (registration,) = unit_of(proposal, officer).institution.registrations
    registrations.suspend(registration.id, reason="Cobró a las personas", version=1, officer=officer)

    assert refusal_of(proposal, officer) == "unit_not_receiving"


def test_a_zone_that_the_court_forbade_since_the_round_is_kept(proposal: Proposal, officer: Account):
    zone = sentence_details(case_number=proposal.sentence.case_number, exclusion_zones=((-15.49, -70.12, 1.0),))
    sentences.change_sentence(proposal.sentence_id, zone, version=1, officer=officer, on=TODAY)

    assert refusal_of(proposal, officer) == "vacancy_not_admissible"


def test_work_that_health_rules_out_since_the_round_is_not_given(proposal: Proposal, officer: Account):
    heavy = vacancy_details(total_places=2, shifts=WEEKEND, demands=(WorkDemand.HEAVY_LIFTING,))
    change_person(proposal, officer, unable=("heavy_lifting",))
    vacancies.change(proposal.vacancy_id or 0, heavy, version=1, officer=officer)

    assert refusal_of(proposal, officer) == "vacancy_not_admissible"


def test_a_pin_elsewhere_since_the_round_is_kept(proposal: Proposal, officer: Account):
    other = make_vacancy(officer=officer)
    instructions.pin(proposal.id, other.id, reason="Lo pidió en la entrevista", officer=officer)

    assert refusal_of(proposal, officer) == "vacancy_not_admissible"


def test_half_days_that_are_no_longer_free_are_not_taken(proposal: Proposal, officer: Account):
    change_person(proposal, officer, free_shifts=(Shift.SUNDAY_AM, Shift.SUNDAY_PM))

    assert refusal_of(proposal, officer) == "proposal_outdated"


def test_a_change_that_breaks_no_rule_leaves_the_proposal_as_good(proposal: Proposal, officer: Account):
    change_person(proposal, officer, phone="951 234 567")

    assert decisions.confirm(proposal.id, officer=officer).vacancy_id == proposal.vacancy_id


@pytest.mark.parametrize("days", [-1, 400])
def test_a_placement_begins_on_a_day_to_come_and_within_a_year(proposal: Proposal, officer: Account, days: int):
    assert refusal_of(proposal, officer, starts_on=today() + timedelta(days=days)) == "invalid_fields"

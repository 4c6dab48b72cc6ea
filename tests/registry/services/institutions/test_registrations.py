from datetime import date

import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.services.institutions import registrations
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import VALID_TO, make_institution, make_registration

pytestmark = pytest.mark.usefixtures("app")


def test_a_role_is_registered_once():
    institution = make_institution()
    make_registration(institution)

    with pytest.raises(WrongState, match="already_registered"):
        make_registration(institution)


def test_another_role_is_another_registration():
    institution = make_institution()
    make_registration(institution)

    company = make_registration(institution, role=InstitutionRole.COMPANY)

    assert registrations.get_registration(company.id, officer=make_officer()).institution.id == institution.id


def test_a_withdrawn_role_may_be_registered_anew():
    institution, chief = make_institution(), make_chief()
    first = make_registration(institution)
    registrations.withdraw(first.id, reason="Cerró su local", version=first.version, officer=chief)

    assert make_registration(institution).id != first.id


def test_dates_in_disorder_are_refused():
    with pytest.raises(InvalidFields) as refusal:
        make_registration(valid_from=date(2026, 5, 1), valid_to=date(2026, 4, 30))

    assert refusal.value.problems == {"valid_to": ("dates_in_disorder", {"valid_from": "01/05/2026"})}


def test_an_institution_that_does_not_exist_is_not_registered():
    institution = make_institution()
    institution.id = 9_999

    with pytest.raises(NotFound):
        make_registration(institution)


def test_a_renewal_prolongs_what_is_in_force():
    first = make_registration()

    renewed = registrations.renew(
        first.id,
        valid_to=date(2032, 12, 31),
        resolution="RD 12-2026",
        version=1,
        officer=make_officer(),
        on=date(2026, 9, 7),
    )

    assert (renewed.valid_from, renewed.valid_to, renewed.resolution) == (
        first.valid_from,
        date(2032, 12, 31),
        "RD 12-2026",
    )


def test_an_expired_registration_starts_anew_on_the_day_of_its_renewal():
    first = make_registration(valid_to=date(2026, 1, 31))
    day = date(2026, 9, 7)

    renewed = registrations.renew(first.id, valid_to=date(2028, 1, 1), version=1, officer=make_officer(), on=day)

    assert renewed.valid_from == day
    assert not renewed.is_in_force(date(2026, 5, 1))


def test_a_renewal_must_be_later():
    first = make_registration()

    with pytest.raises(InvalidFields) as refusal:
        registrations.renew(first.id, valid_to=VALID_TO, version=1, officer=make_officer())

    assert refusal.value.problems == {"valid_to": ("renewal_not_later", {"valid_to": "31/12/2030"})}


def test_a_suspended_registration_receives_nobody_until_it_is_resumed():
    chief, first = make_chief(), make_registration()

    suspended = registrations.suspend(first.id, reason="No envió planillas", version=1, officer=chief)
    assert (suspended.state, suspended.reason) == (RegistrationState.SUSPENDED, "No envió planillas")
    with pytest.raises(WrongState, match="registration_state"):
        registrations.renew(first.id, valid_to=date(2032, 1, 1), version=2, officer=chief)

    resumed = registrations.resume(first.id, reason="Las envió", version=2, officer=chief)
    assert resumed.state is RegistrationState.CURRENT


def test_suspending_twice_is_refused_because_the_first_reason_would_be_lost():
    chief, first = make_chief(), make_registration()
    registrations.suspend(first.id, reason="No envió planillas", version=1, officer=chief)

    with pytest.raises(WrongState) as refusal:
        registrations.suspend(first.id, reason="Otra", version=2, officer=chief)

    assert refusal.value.facts == {"state": "suspendida"}


def test_what_is_not_suspended_is_not_resumed():
    with pytest.raises(WrongState):
        registrations.resume(make_registration().id, reason="Error", version=1, officer=make_chief())


def test_a_reason_is_needed():
    with pytest.raises(InvalidFields, match="reason"):
        registrations.withdraw(make_registration().id, reason=" ", version=1, officer=make_chief())


def test_only_chiefs_suspend():
    with pytest.raises(NotAllowed):
        registrations.suspend(make_registration().id, reason="Error", version=1, officer=make_officer())


def test_a_stale_version_is_refused():
    with pytest.raises(StaleVersion):
        registrations.suspend(make_registration().id, reason="Error", version=3, officer=make_chief())


def test_a_missing_registration_is_not_found():
    with pytest.raises(NotFound):
        registrations.get_registration(9_999, officer=make_officer())

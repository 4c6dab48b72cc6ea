from flask import Flask

from registry.errors import DomainError
from registry.services.institutions import vacancies
from registry.services.institutions.institutions import list_institutions
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_vacancy, ruc, vacancy_details
from tests.threads import at_once

RIVALS = 4


def race(app: Flask, act):
    """Run *act* in as many threads at once; tell what each one got."""
    answers = at_once(app, *[act] * RIVALS)
    return sorted(answer.code if isinstance(answer, DomainError) else "done" for answer in answers)


def test_rivals_register_a_ruc_once(app: Flask):
    officer, contested = make_officer(), ruc(7_000)

    outcomes = race(app, lambda: make_institution(officer=officer, ruc=contested))

    assert outcomes == ["done"] + ["invalid_fields"] * (RIVALS - 1)
    assert list_institutions(officer=make_officer()).total == 1


def test_rivals_register_a_role_once(app: Flask):
    officer = make_officer()
    institution = make_institution(officer=officer)

    outcomes = race(app, lambda: make_registration(institution, officer=officer))

    assert outcomes == ["already_registered"] * (RIVALS - 1) + ["done"]


def test_rivals_change_a_vacancy_once(app: Flask):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)

    outcomes = race(
        app, lambda: vacancies.change(vacancy.id, vacancy_details(total_places=1), version=1, officer=officer)
    )

    assert outcomes == ["done"] + ["stale_version"] * (RIVALS - 1)

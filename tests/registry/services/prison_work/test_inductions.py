from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound
from registry.services.prison_work import application_lists, inductions
from registry.services.prison_work.inductions import InductionDetails
from registry.vocabulary.accounts import Role
from tests.factories.applications import (
    INDUCTED_ON,
    induct,
    make_applicant,
    make_application,
    make_staff,
    make_work_officer,
)
from tests.factories.religious import JULIACA, PUNO

SESSION = InductionDetails(JULIACA, INDUCTED_ON, 4.0, "Carlos Huanca", ())


def session_of(*documents: str, **overrides: object) -> InductionDetails:
    return replace(SESSION, documents=documents, **overrides)  # type: ignore[arg-type]  # a test's own words


def test_one_session_is_noted_for_everybody_who_was_there(app: Flask):
    people = [make_applicant() for _ in range(2)]
    make_applicant()

    induct(*people)

    found = inductions.list_inductions(JULIACA, officer=make_work_officer())
    assert {row.inmate.id for row in found.items} == {one.id for one in people}


def test_where_one_is_unknown_nobody_is_noted(app: Flask):
    here, elsewhere = make_applicant(), make_applicant(prison=PUNO)
    officer = make_work_officer()
    details = session_of(here.document_number, elsewhere.document_number)

    with pytest.raises(InvalidFields) as refusal:
        inductions.register(details, officer=officer)

    assert refusal.value.problems == {"documents": ("induction_unknown", {"documents": elsewhere.document_number})}
    assert inductions.list_inductions(JULIACA, officer=officer).total == 0


def test_nobody_is_noted_twice_for_one_day(app: Flask):
    inmate = make_applicant()
    induct(inmate)

    with pytest.raises(InvalidFields) as refusal:
        induct(inmate)

    assert list(refusal.value.problems) == ["documents"]


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"given_on": date(2999, 1, 1)}, "given_on"),
        ({"hours": 0.0}, "hours"),
        ({"given_by": " "}, "given_by"),
        ({"documents": ()}, "documents"),
    ],
)
def test_a_session_breaks_no_rule(app: Flask, overrides: dict[str, object], field: str):
    with pytest.raises(InvalidFields) as refusal:
        inductions.register(replace(session_of("70000000"), **overrides), officer=make_work_officer())  # type: ignore[arg-type]  # a test's own words

    assert list(refusal.value.problems) == [field]


def test_an_induction_counts_in_its_own_prison(app: Flask):
    inmate = make_applicant()
    application = make_application(inmate=inmate)
    officer = make_work_officer()
    assert application_lists.get_application(application.id, officer=officer).standing.lacks_induction

    induct(inmate)

    assert not application_lists.get_application(application.id, officer=officer).standing.lacks_induction


def test_other_prisons_and_evaluators_note_none(app: Flask):
    inmate = make_applicant()

    with pytest.raises(NotFound):
        inductions.register(session_of(inmate.document_number), officer=make_work_officer(PUNO))
    with pytest.raises(NotAllowed):
        inductions.register(session_of(inmate.document_number), officer=make_staff(Role.EVALUATOR_WORK))

from typing import Any

import pytest

from registry.errors import NotAllowed, NotFound
from registry.models import CaseFile
from registry.services.procedures.desk.doubles import find_doubles, list_pairs
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import ProcedureCode
from tests.factories.accounts import make_account, make_chief, make_office
from tests.factories.institutions import make_institution
from tests.factories.procedures import example_answers, make_draft, make_filed
from tests.registry.services.procedures.reviewed import make_desk_chief

pytestmark = pytest.mark.usefixtures("app")


def filed_as(name: str, ruc: str | None = None, **institution: Any) -> CaseFile:
    answers = example_answers()
    own = {**answers["institution"], "name": name, **institution}
    return make_filed(answers={"institution": own, "ruc": {"ruc": ruc} if ruc else answers["ruc"]})


def test_an_institution_of_the_same_ruc_comes_first() -> None:
    chief = make_desk_chief()
    case = filed_as("Asociación Manos Solidarias")
    make_institution(officer=chief, name="Asociación Manos Solidaria", ubigeo="211101")
    make_institution(officer=chief, name="Otro nombre", ruc=case.ruc, ubigeo="211101")
    make_institution(officer=chief, name="Comedor San Martín", ubigeo="211101")

    found = find_doubles(case.id, officer=chief).institutions

    assert [(double.found.name, double.has_same_ruc) for double in found] == [
        ("Otro nombre", True),
        ("Asociación Manos Solidaria", False),
    ]


def test_a_like_name_of_another_district_is_nobody_s_double() -> None:
    chief = make_desk_chief()
    case = filed_as("Asociación Manos Solidarias")
    make_institution(officer=chief, name="Asociación Manos Solidarias", ubigeo="210101")

    assert not find_doubles(case.id, officer=chief).institutions


def test_files_of_the_same_ruc_are_told_as_earlier_and_like_names_as_doubles() -> None:
    chief = make_desk_chief()
    like = filed_as("Asociación Manos Solidaria")
    case = filed_as("Asociación Manos Solidarias")
    company = make_filed(ProcedureCode.COMPANY, answers={"ruc": {"ruc": case.ruc}})
    make_draft()

    found = find_doubles(case.id, officer=chief)

    assert [double.found.id for double in found.files] == [like.id]
    assert [earlier.id for earlier in found.earlier] == [company.id]


def test_another_office_finds_nothing_here() -> None:
    make_desk_chief()
    case = filed_as("Asociación Manos Solidarias")
    other = make_chief(office_id=make_office(region="lima", ubigeo="150101", code="EML-L").id)

    with pytest.raises(NotFound):
        find_doubles(case.id, officer=other)


def test_institutions_under_nearly_one_name_are_told_in_pairs() -> None:
    chief = make_desk_chief()
    make_institution(officer=chief, name="I. E. 70548", ubigeo="211101")
    make_institution(officer=chief, name="Institución Educativa 70548", ubigeo="211101")
    make_institution(officer=chief, name="Institución Educativa 70549", ubigeo="211101")

    (pair,) = list_pairs(officer=chief)

    assert {pair.one.name, pair.other.name} == {"I. E. 70548", "Institución Educativa 70548"}


def test_whoever_keeps_no_institutions_lists_no_pairs() -> None:
    with pytest.raises(NotAllowed):
        list_pairs(officer=make_account(Role.AUDITOR))

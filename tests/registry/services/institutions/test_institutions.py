from dataclasses import replace

import pytest

from registry.errors import InvalidFields, NotFound, StaleVersion
from registry.services.institutions import institutions
from registry.services.institutions.institutions import InstitutionFilter, list_institutions
from registry.vocabulary.institutions import InstitutionNature
from tests.factories.accounts import make_officer
from tests.factories.institutions import institution_details, make_institution, make_registration

pytestmark = pytest.mark.usefixtures("app")


def refused(act, *args, **kwargs):
    with pytest.raises(InvalidFields) as refusal:
        act(*args, **kwargs)
    return refusal.value.problems


def test_a_ruc_is_registered_once_whichever_the_office():
    known = make_institution(name="Parroquia San Juan")

    problems = refused(make_institution, ruc=known.ruc)

    assert problems == {"ruc": ("institution_known", {"name": "Parroquia San Juan", "institution_id": known.id})}


def test_a_wrong_check_digit_is_refused():
    assert refused(make_institution, ruc="20100070971")["ruc"][0] == "ruc_wrong"


def test_a_private_institution_states_its_purpose():
    private = {"nature": InstitutionNature.PRIVATE_SOCIAL}

    assert refused(make_institution, **private)["social_purpose"][0] == "private_needs_purpose"
    assert make_institution(**private, social_purpose="Comedor para ancianos").id


def test_an_unknown_district_is_refused():
    assert refused(make_institution, ubigeo="999999")["ubigeo"] == ("ubigeo_unknown", {"ubigeo": "999999"})


def test_every_office_sees_an_institution_with_its_registrations():
    institution = make_institution()
    registration = make_registration(institution)

    seen = institutions.get_institution(institution.id, officer=make_officer())

    assert [r.id for r in seen.registrations] == [registration.id]


def test_a_missing_institution_is_not_found():
    with pytest.raises(NotFound):
        institutions.get_institution(9_999, officer=make_officer())


def test_a_change_is_found_by_its_new_name():
    officer = make_officer()
    institution = make_institution(name="Municipalidad de Puno")
    details = institution_details(ruc=institution.ruc, name="Municipalidad de Ñuñoa")

    changed = institutions.change_institution(institution.id, details, version=1, officer=officer)

    assert changed.version == 2
    assert [i.id for i in list_institutions(InstitutionFilter(search="nunoa"), officer=make_officer()).items] == [
        institution.id
    ]


def test_a_change_of_what_somebody_saved_meanwhile_is_stale():
    officer, institution = make_officer(), make_institution()
    details = institution_details(ruc=institution.ruc)
    institutions.change_institution(institution.id, details, version=1, officer=officer)

    with pytest.raises(StaleVersion):
        institutions.change_institution(institution.id, replace(details, phone="1"), version=1, officer=officer)


def test_a_change_does_not_take_the_ruc_of_another():
    known, institution = make_institution(), make_institution()
    details = institution_details(ruc=known.ruc)

    problems = refused(institutions.change_institution, institution.id, details, version=1, officer=make_officer())

    assert problems["ruc"][0] == "institution_known"


@pytest.mark.parametrize("search", ["ÑUÑOA", "nunoa muni", "  colegio ", "99% ", "_"])
def test_the_search_looks_at_every_word_without_accents(search):
    make_institution(name="Comisaría de Lampa")
    found = make_institution(name="Municipalidad de Ñuñoa, 99% _ colegio")

    assert [i.id for i in list_institutions(InstitutionFilter(search=search), officer=make_officer()).items] == [
        found.id
    ]


def test_the_search_finds_a_ruc():
    make_institution()
    found = make_institution()

    assert [i.id for i in list_institutions(InstitutionFilter(search=found.ruc), officer=make_officer()).items] == [
        found.id
    ]


def test_lists_are_narrowed_by_nature_and_region():
    make_institution()
    make_institution(nature=InstitutionNature.PRIVATE_SOCIAL, social_purpose="Comedor", ubigeo="150122")
    found = make_institution(nature=InstitutionNature.PRIVATE_SOCIAL, social_purpose="Comedor", ubigeo="211101")

    wanted = InstitutionFilter(nature=InstitutionNature.PRIVATE_SOCIAL, ubigeo="21")

    assert [i.id for i in list_institutions(wanted, officer=make_officer()).items] == [found.id]


def test_a_list_comes_in_pages_by_name():
    officer = make_officer()
    for letter in "CAB":
        make_institution(name=f"{letter} local", officer=officer)

    page = list_institutions(officer=make_officer(), page=2, per_page=2)

    assert ([i.name for i in page.items], page.total, page.pages) == (["C local"], 3, 2)

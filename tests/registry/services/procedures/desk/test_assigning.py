import pytest

from registry.errors import InvalidFields, NotAllowed
from registry.services.procedures.desk.assigning import MOST_ASSIGNED, assign_many, list_officers, versions_of
from registry.services.procedures.desk.narrowing import CaseFilter, Holder
from tests.factories.accounts import make_chief, make_office, make_officer
from tests.factories.procedures import FILED_ON, make_filed
from tests.registry.services.procedures.reviewed import current, make_desk_chief, taken

pytestmark = pytest.mark.usefixtures("app")


def test_many_are_given_and_each_answers_for_itself() -> None:
    chief = make_desk_chief()
    officer = make_officer(office_id=chief.office_id)
    fresh, stale = make_filed(), make_filed()
    versions = {fresh.id: fresh.version, stale.id: stale.version}
    taken(stale, chief)

    given, refused = assign_many(versions, officer.id, officer=chief, on=FILED_ON)

    assert given.refusal is None
    assert given.number == fresh.shown_number
    assert refused.refusal is not None
    assert refused.refusal.code == "stale_version"
    assert current(fresh).officer_id == officer.id
    assert current(stale).officer_id == chief.id


def test_a_file_of_another_office_is_told_without_its_number() -> None:
    make_desk_chief()
    case = make_filed()
    chief = make_chief(office_id=make_office(region="lima", ubigeo="150101", code="EML-L").id)

    (result,) = assign_many({case.id: case.version}, chief.id, officer=chief, on=FILED_ON)

    assert result.number == ""
    assert result.refusal is not None


def test_all_that_a_filter_leaves_are_found_with_their_versions() -> None:
    chief = make_desk_chief()
    taken(make_filed(), chief)
    case = make_filed()

    assert versions_of(CaseFilter(officer=Holder.NOBODY), officer=chief, on=FILED_ON) == {case.id: case.version}


def test_nothing_and_too_much_are_refused() -> None:
    chief = make_desk_chief()

    with pytest.raises(InvalidFields):
        assign_many({}, chief.id, officer=chief, on=FILED_ON)
    with pytest.raises(InvalidFields):
        assign_many(dict.fromkeys(range(MOST_ASSIGNED + 1), 1), chief.id, officer=chief, on=FILED_ON)


def test_officers_of_the_own_office_are_named_first() -> None:
    chief = make_desk_chief()
    make_officer(office_id=make_office(region="lima", ubigeo="150101", code="EML-L").id, full_name="Ana")
    own = make_officer(office_id=chief.office_id, full_name="Zoila")

    names = [officer.full_name for officer in list_officers(officer=chief)]

    assert names.index(own.full_name) < names.index("Ana")


def test_an_officer_of_cases_assigns_nothing() -> None:
    with pytest.raises(NotAllowed):
        list_officers(officer=make_officer())

import pytest
from sqlalchemy import select, update

from registry.errors import InvalidFields, StaleVersion
from registry.extensions.database import transaction
from registry.models import Office
from registry.services.saving import refuse, require_version, saving
from tests.factories.accounts import make_office

pytestmark = pytest.mark.usefixtures("app")


def test_a_row_that_a_rival_wrote_first_is_refused_in_our_words():
    make_office(code="EML-PUNO", name="EML Puno")
    late = make_office()

    with pytest.raises(InvalidFields) as refusal:
        take_code(late.id, "EML-PUNO")

    assert refusal.value.problems == {"code": ("office_code_taken", {"office": "EML Puno"})}


def test_a_row_that_changed_after_it_was_read_is_stale():
    office_id = make_office().id

    with pytest.raises(StaleVersion):
        rename_while_a_rival_saves(office_id)


def test_versions_must_be_equal():
    require_version(3, 3)

    with pytest.raises(StaleVersion):
        require_version(3, 2)


def test_no_problems_are_no_refusal():
    refuse({})

    with pytest.raises(InvalidFields, match="name"):
        refuse({"name": ("required", {})})


def take_code(office_id, code):
    def tell_the_holder():
        holder = session.scalars(select(Office).where(Office.code == code)).one()
        raise InvalidFields({"code": ("office_code_taken", {"office": holder.name})})

    with transaction() as session:
        office = session.get_one(Office, office_id)
        with saving(session, refuse_rival=tell_the_holder):
            office.code = code


def rename_while_a_rival_saves(office_id):
    with transaction() as session:
        office = session.get_one(Office, office_id)
        rival = update(Office).where(Office.id == office_id).values(version=7)
        session.execute(rival.execution_options(synchronize_session=False))
        with saving(session, refuse_rival=lambda: None):
            office.name = "Otra"

"""The list of inmates: found, narrowed, one prison's alone, and in few queries however many there are."""

from typing import Any

import pytest
from sqlalchemy import insert, select

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import db, reading
from registry.models import Account, AuditEntry, Inmate
from registry.services.prison_work.inmate_directory import InmateFilter, export_inmates, list_inmates
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.prison_work import LegalSituation, Stage
from tests.factories.inmates import TODAY, make_inmate, make_keeper, make_pavilion_of
from tests.factories.religious import JULIACA, PUNO
from tests.statements import count_queries

pytestmark = pytest.mark.usefixtures("app")


def listed(keeper: Account, **narrowed: Any) -> list[int]:
    return [one.id for one in list_inmates(InmateFilter(**narrowed), officer=keeper).items]


def test_inmates_stand_in_the_order_of_their_names_and_of_no_other_prison():
    keeper = make_keeper()
    zapata = make_inmate(officer=keeper, first_surname="Zapata")
    nahui = make_inmate(officer=keeper, first_surname="Ñahui")
    make_inmate(officer=make_keeper(PUNO), prison=PUNO)

    assert listed(keeper) == [nahui.id, zapata.id]


@pytest.mark.parametrize("search", ["nahui", "Ñahui", "ju nah", "4011"])
def test_a_search_finds_beginnings_of_names_and_documents(search):
    keeper = make_keeper()
    found = make_inmate(officer=keeper, first_surname="Ñahui", given_names="María Julia", document_number="40112233")
    make_inmate(officer=keeper, first_surname="Anahuí", document_number="14011223")

    assert listed(keeper, search=search) == [found.id]


def test_each_filter_narrows():
    keeper = make_keeper()
    make_inmate(officer=keeper)
    pavilion = make_pavilion_of()
    told: dict[str, Any] = {"situation": LegalSituation.DEFENDANT, "sentence_ends_on": None, "pavilion_id": pavilion.id}
    found = make_inmate(officer=keeper, stage=Stage.MAXIMUM, inscribed_on=TODAY, inscription_folio="Folio 3", **told)

    for narrowed in (
        {"situation": LegalSituation.DEFENDANT},
        {"stage": Stage.MAXIMUM},
        {"pavilion_id": pavilion.id},
        {"is_inscribed": True},
    ):
        assert listed(keeper, **narrowed) == [found.id]


def test_a_prison_narrows_the_list_of_who_keeps_two():
    keeper = make_keeper(JULIACA, PUNO)
    make_inmate(officer=keeper)
    other = make_inmate(officer=keeper, prison=PUNO)

    assert listed(keeper, prison=PUNO) == [other.id]


def test_five_thousand_inmates_take_no_more_queries_than_one():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)
    told = ("prison", "document_kind", "given_names", "first_surname", "search_text", "sex", "birth_date", "situation")
    held = ("regime", "stage", "held_since", "education")
    kept = {name: getattr(inmate, name) for name in (*told, *held)}
    rows = [kept | {"document_number": f"{number:08d}"} for number in range(4_999)]
    with db.engine.begin() as connection:
        connection.execute(insert(Inmate), rows)

    sent = count_queries(lambda: list_inmates(InmateFilter(search="quispe"), officer=keeper, page=100))

    assert list_inmates(officer=keeper).total == 5_000
    assert sent <= 3


def test_a_table_tells_who_is_held_and_the_audit_who_took_it():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    table = export_inmates(JULIACA, officer=keeper, purpose="Informe mensual")

    assert [row[1] for row in table.rows] == [inmate.document_number]
    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.EXPORTED)).all()
    assert [(one.subject, one.subject_id) for one in noted] == [("inmate", inmate.id)]


def test_a_table_needs_a_purpose_and_a_prison_of_one_s_own():
    keeper = make_keeper()

    with pytest.raises(InvalidFields):
        export_inmates(JULIACA, officer=keeper, purpose="x")
    with pytest.raises(NotFound):
        export_inmates(PUNO, officer=keeper, purpose="Informe mensual")

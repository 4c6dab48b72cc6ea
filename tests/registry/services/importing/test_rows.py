"""A kind of sheet needs its columns, its words and what enters a row; the rest is done for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.errors import Busy, NotAllowed
from registry.services.accounts.accounts import Account
from registry.services.accounts.policy import Act
from registry.services.importing.columns import Column
from registry.services.importing.rows import (
    MORE_TRIES,
    Entered,
    ImportReport,
    Loaded,
    RowOutcome,
    SheetKind,
    bring_in,
    one_by_one,
    rehearse,
)
from registry.services.institutions.institutions import list_institutions, register_institution
from registry.vocabulary.accounts import Role
from tests.factories.accounts import make_officer
from tests.factories.institutions import institution_details, make_institution, ruc
from tests.factories.people import TODAY

pytestmark = pytest.mark.usefixtures("app")

LABELS = {RowOutcome.ADDED: "Institución registrada", RowOutcome.REFUSED: "Rechazada"}


def enter_institution(session: Session, loaded: Loaded, officer: Account, on: date) -> Entered:
    """Register a row's institution, and with it one more of the RUC that the row names beside it."""
    first = register_institution(institution_details(ruc=loaded["ruc"]), officer=officer)
    if "beside" in loaded:
        register_institution(institution_details(ruc=loaded["beside"]), officer=officer)
    return Entered(RowOutcome.ADDED, first.id, (f"registrada el {on:%d/%m/%Y}",))


COLUMNS = (Column("ruc", "RUC", "20131312955", "Once cifras", is_required=True), Column("beside", "otro RUC", "", ""))
INSTITUTIONS = SheetKind(
    "Instituciones", "institución", COLUMNS, Act.KEEP_INSTITUTIONS, LABELS, one_by_one(enter_institution)
)


def load(cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    return dict(cells), {"ruc": ["Falta el RUC.", "Escríbalo."]} if "ruc" not in cells else {}


def register(officer: Account, *rows: dict[str, str]) -> ImportReport:
    return bring_in(INSTITUTIONS, list(enumerate(rows, start=2)), officer=officer, load=load, on=TODAY)


def how_many(officer: Account) -> int:
    return list_institutions(officer=officer).total


def test_a_row_tells_of_what_it_entered() -> None:
    report = register(make_officer(), {"ruc": ruc(1)})

    assert [(row.number, row.outcome, row.messages) for row in report.rows] == [
        (2, RowOutcome.ADDED, ("registrada el 02/03/2026",))
    ]
    assert report.rows[0].subject_id is not None


def test_a_row_that_is_refused_in_the_middle_leaves_nothing() -> None:
    officer = make_officer()
    known = make_institution(officer=officer)

    report = register(officer, {"ruc": ruc(2), "beside": known.ruc}, {"ruc": ruc(3)})

    assert [row.outcome for row in report.rows] == [RowOutcome.REFUSED, RowOutcome.ADDED]
    assert how_many(officer) == 2


def test_a_refusal_names_the_column_whoever_refused() -> None:
    officer = make_officer()
    known = make_institution(officer=officer)

    report = register(officer, {"beside": ruc(4)}, {"ruc": known.ruc})

    assert report.refused[0].messages == ("RUC: Falta el RUC. Escríbalo.",)
    assert report.refused[1].messages[0].startswith("RUC: ")


def test_only_the_outcomes_of_the_kind_are_counted() -> None:
    report = register(make_officer(), {"ruc": ruc(5)})

    assert report.counts == {RowOutcome.ADDED: 1, RowOutcome.REFUSED: 0}


def test_a_rehearsal_leaves_the_registry_as_it_is() -> None:
    officer = make_officer()

    report = rehearse(INSTITUTIONS, [(2, {"ruc": ruc(6)})], officer=officer, load=load, on=TODAY)

    assert report.counts[RowOutcome.ADDED] == 1
    assert how_many(officer) == 0


def test_a_batch_that_gave_way_is_tried_again() -> None:
    officer, tries = make_officer(), []

    def enter_late(session: Session, loaded: Loaded, officer: Account, on: date) -> Entered:
        tries.append(enter_institution(session, loaded, officer, on))
        return tries[-1]

    def giving_way(*asked: Any) -> Any:
        entered = one_by_one(enter_late)(*asked)
        if len(tries) <= MORE_TRIES:
            raise Busy
        return entered

    kind = SheetKind("Instituciones", "institución", COLUMNS, Act.KEEP_INSTITUTIONS, LABELS, giving_way)
    report = bring_in(kind, [(2, {"ruc": ruc(7)})], officer=officer, load=load, on=TODAY)

    assert (report.counts[RowOutcome.ADDED], how_many(officer), len(tries)) == (1, 1, MORE_TRIES + 1)


def test_whoever_may_not_do_it_brings_nothing_in() -> None:
    with pytest.raises(NotAllowed):
        register(make_officer(role=Role.AUDITOR), {"ruc": ruc(8)})

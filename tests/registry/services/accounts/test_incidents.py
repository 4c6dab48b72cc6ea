from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, StaleVersion, WrongState
from registry.services.accounts.accounts import Account
from registry.services.accounts.incidents import (
    IncidentDetails,
    change_incident,
    close_incident,
    get_incident,
    list_incidents,
    record_incident,
)
from registry.vocabulary.accounts import Role
from tests.factories.accounts import make_account, make_officer

FOUND = datetime(2026, 9, 7, 19, 5, tzinfo=UTC)
LATER = FOUND + timedelta(hours=10)
DETAILS = IncidentDetails("Laptop extraviada", FOUND, "Se perdió en el bus", "nombres y domicilios", 12, "Se bloqueó")
TOLD = replace(DETAILS, authority_told_at=LATER, affected_told_at=LATER)


@pytest.fixture
def administrator(app: Flask) -> Account:
    return make_account(Role.ADMINISTRATOR)


def test_forty_eight_hours_run_from_the_finding(administrator: Account) -> None:
    incident = record_incident(DETAILS, officer=administrator, at=LATER)

    assert incident.due_at == FOUND + timedelta(hours=48)
    assert not incident.is_told


def test_who_was_told_is_added_and_the_incident_closed(administrator: Account) -> None:
    incident = record_incident(DETAILS, officer=administrator, at=LATER)

    told = change_incident(incident.id, TOLD, version=incident.version, officer=administrator, at=LATER)
    closed = close_incident(incident.id, officer=administrator, at=LATER)

    assert told.is_told
    assert closed.closed_at == LATER
    with pytest.raises(WrongState):
        change_incident(incident.id, TOLD, version=closed.version, officer=administrator, at=LATER)


def test_nobody_untold_no_closing(administrator: Account) -> None:
    incident = record_incident(DETAILS, officer=administrator, at=LATER)

    with pytest.raises(WrongState) as refusal:
        close_incident(incident.id, officer=administrator)

    assert refusal.value.code == "incident_untold"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"found_at": LATER + timedelta(hours=1)}, "found_at"),
        ({"authority_told_at": FOUND - timedelta(minutes=1)}, "authority_told_at"),
        ({"affected_told_at": LATER + timedelta(minutes=1)}, "affected_told_at"),
    ],
)
def test_instants_out_of_order_are_refused(administrator: Account, change: dict[str, datetime], field: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        record_incident(replace(DETAILS, **change), officer=administrator, at=LATER)

    assert field in refusal.value.problems


def test_a_stale_edit_is_refused(administrator: Account) -> None:
    incident = record_incident(DETAILS, officer=administrator, at=LATER)

    with pytest.raises(StaleVersion):
        change_incident(incident.id, TOLD, version=incident.version + 1, officer=administrator, at=LATER)


def test_open_incidents_come_first(administrator: Account) -> None:
    closed = record_incident(TOLD, officer=administrator, at=LATER)
    close_incident(closed.id, officer=administrator)
    running = record_incident(replace(DETAILS, found_at=FOUND - timedelta(days=9)), officer=administrator, at=LATER)

    assert [incident.id for incident in list_incidents(officer=administrator).items] == [running.id, closed.id]


def test_an_auditor_reads_and_writes_nothing(administrator: Account) -> None:
    incident, auditor = record_incident(DETAILS, officer=administrator, at=LATER), make_account(Role.AUDITOR)

    assert get_incident(incident.id, officer=auditor).title == "Laptop extraviada"
    with pytest.raises(NotAllowed):
        record_incident(DETAILS, officer=auditor, at=LATER)


def test_an_officer_reads_none(administrator: Account) -> None:
    with pytest.raises(NotAllowed):
        list_incidents(officer=make_officer())

from datetime import UTC, datetime, timedelta

import pytest

from registry.extensions.database import transaction
from registry.services.accounts.tries import (
    address_gate,
    are_shut,
    count_failure,
    delay_after,
    forget_old_failures,
    name_gate,
)

NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)


def fail(gate, at=NOW, times=1):
    with transaction() as session:
        for _ in range(times):
            are_shut(session, [gate], at)
            count_failure(session, [gate], at)


def is_shut(gate, at=NOW):
    with transaction() as session:
        return are_shut(session, [gate], at)


def test_the_delay_doubles_up_to_a_quarter_of_an_hour():
    minutes = [delay_after(failures) / timedelta(minutes=1) for failures in (4, 5, 6, 7, 8, 9, 1_000)]

    assert minutes == [0, 1, 2, 4, 8, 15, 15]


@pytest.mark.usefixtures("app")
def test_a_gate_is_shut_for_itself_alone():
    fail(name_gate("rosa"), times=5)

    assert is_shut(name_gate("rosa"))
    assert not is_shut(name_gate("luis"))


@pytest.mark.usefixtures("app")
def test_a_day_without_failures_begins_the_count_anew():
    fail(name_gate("rosa"), times=9)
    next_day = NOW + timedelta(days=1)

    fail(name_gate("rosa"), at=next_day, times=4)

    assert not is_shut(name_gate("rosa"), next_day)


@pytest.mark.usefixtures("app")
def test_old_failures_leave_no_row():
    fail(name_gate("rosa"), times=5)

    with transaction() as session:
        forget_old_failures(session, NOW + timedelta(days=2))

    assert not is_shut(name_gate("rosa"))


def test_an_ipv6_network_is_one_address():
    assert address_gate("2001:db8::1") == address_gate("2001:db8::2")
    assert address_gate("2001:db8:0:1::1") != address_gate("2001:db8::1")
    assert address_gate("203.0.113.1") != address_gate("203.0.113.2")


def test_an_address_that_is_none_is_taken_as_written():
    assert address_gate("x" * 200).key == "address:" + "x" * 50

"""How fast the audit is written and verified at full size."""

import time

import pytest
from flask import Flask

from registry.extensions.database import db, transaction
from registry.services import audit
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from tests.threads import at_once

WRITERS = 8
SECONDS = 4.0
LEAST_A_SECOND = 300
ROWS, BATCH = 100_000, 5_000
MOST_SECONDS = 20.0


@pytest.mark.acceptance
@pytest.mark.alone
def test_eight_writers_chain_three_hundred_writes_a_second_on_postgresql(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("the promise is PostgreSQL's")
    until = time.monotonic() + SECONDS

    def write() -> int:
        done = 0
        while time.monotonic() < until:
            audit.record(AuditAction.VIEWED, "person", done)
            done += 1
        return done

    rate = sum(at_once(app, *[write] * WRITERS)) / SECONDS

    print(f"{rate:.0f} chained transactions a second by {WRITERS} writers")
    assert verify().is_whole
    assert rate >= LEAST_A_SECOND


@pytest.mark.acceptance
@pytest.mark.alone
def test_a_hundred_thousand_rows_are_verified_in_seconds(app: Flask) -> None:
    for start in range(0, ROWS, BATCH):
        with transaction():
            for number in range(start, start + BATCH):
                audit.record(AuditAction.VIEWED, "person", number, facts="reserved")

    started = time.perf_counter()
    verdict = verify()
    seconds = time.perf_counter() - started

    print(f"{verdict.rows} rows verified in {seconds:.1f} s")
    assert verdict.is_whole
    assert seconds < MOST_SECONDS

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.fernet import Fernet, InvalidToken
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import undefer_group

from registry.extensions.columns import KEYRING, RESERVED, SENSITIVE, UtcDateTime, open_keyring
from registry.extensions.database import Base, db, reading
from registry.models import Person, Sentence
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence

MARKER = "lumbalgia crónica XQZ"
#: What the design calls sensitive; a column that leaves this list must leave it on purpose.
SENSITIVE_COLUMNS = {
    "attachment": {"content"},
    "data_request": {"asked", "answer"},
    "document": {"content", "pdf"},
    "incident": {"story", "measures"},
    "second_factor": {"secret", "candidate"},
    "parked_form": {"fields"},
    "person": {"unable", "health_remark"},
    "sentence": {"offence", "education_bar", "court_terms", "exclusion_zones", "range_exception"},
    "court_order": {"remark"},
    "preference": {"remark"},
    "instruction": {"reason"},
    "decision": {"reason"},
    "placement_event": {"reason"},
    "individual_plan": {"remark"},
    "start_step": {"outcome"},
    "attendance_entry": {"remark"},
    "sheet_typing": {"cells"},
    "breach_alert": {"explanation", "reason"},
    "case_file": {"answers"},
    "upload_piece": {"content"},
    "pastoral_agent": {"full_name", "document_number"},
    "inmate": {"offences", "legal_marks", "unable", "exclusions"},
    "alimony_order": {"court", "beneficiary"},
    "work_evaluation": {"reason"},
    "work_instruction": {"reason"},
    "work_decision": {"reason"},
    "work_assignment": {"end_words"},
    "work_round": {"frozen_instance", "frozen_plan"},
    "round": {"fairness", "frozen_instance", "frozen_plan", "frozen_study"},
}
#: Tables whose sensitive columns load for a stated purpose only; the others' are the office's own words and inputs.
PURPOSE_ONLY = {"person", "sentence", "court_order", "individual_plan", "breach_alert", "inmate"}


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 9, 7), None)  # type: ignore[arg-type]  # the dialect is not used


def test_an_instant_is_kept_in_utc() -> None:
    lima = datetime(2026, 9, 7, 8, tzinfo=timezone(timedelta(hours=-5)))

    assert UtcDateTime().process_bind_param(lima, None) == datetime(2026, 9, 7, 13, tzinfo=UTC)  # type: ignore[arg-type]


def test_every_reserved_column_is_encrypted() -> None:
    tables = Base.metadata.tables.values()
    found = {table.name: {c.name for c in table.columns if isinstance(c.type, SENSITIVE)} for table in tables}

    assert {name: columns for name, columns in found.items() if columns} == SENSITIVE_COLUMNS


def test_a_reserved_value_is_unreadable_in_the_database(app: Flask) -> None:
    person = make_person(officer=make_officer(), health_remark=MARKER)

    with db.engine.connect() as connection:
        stored = connection.execute(text("SELECT health_remark FROM person")).scalar()

    assert person.health_remark == MARKER
    assert MARKER not in str(stored)


def test_the_offence_is_in_no_table_in_clear(app: Flask) -> None:
    sentence = make_sentence(officer=make_officer(), offence="274.1")

    with db.engine.connect() as connection:
        rows = [
            str(row)
            for table in inspect(db.engine).get_table_names()
            if table in Base.metadata.tables
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]

    assert sentence.offence == "274.1"
    assert [row for row in rows if "274.1" in row] == []


def test_an_old_key_still_reads_and_a_new_one_writes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([old]))
    person_id = make_person(officer=make_officer(), health_remark=MARKER).id
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([new, old]))

    with reading() as session:
        assert session.get_one(Person, person_id, options=[undefer_group(RESERVED)]).health_remark == MARKER


def test_a_stranger_to_the_keys_reads_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_sentence(officer=make_officer())
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([Fernet.generate_key().decode()]))

    with pytest.raises(InvalidToken), reading() as session:
        session.scalars(select(Sentence).options(undefer_group(RESERVED))).all()


def test_a_reserved_column_that_nobody_asked_for_cannot_be_read(app: Flask) -> None:
    sentence_id = make_sentence(officer=make_officer()).id

    with reading() as session:
        sentence = session.get_one(Sentence, sentence_id)

        with pytest.raises(InvalidRequestError, match="raiseload"):
            _ = sentence.offence


def test_no_ordinary_query_brings_a_reserved_column(app: Flask) -> None:
    queries = {mapper.local_table.name: str(select(mapper.class_)) for mapper in Base.registry.mappers}

    brought = [
        f"{table}.{column}"
        for table in PURPOSE_ONLY
        for column in SENSITIVE_COLUMNS[table]
        if re.search(rf"\b{table}\.{column}\b", queries[table])
    ]

    assert "person.document_number" in queries["person"]
    assert brought == []

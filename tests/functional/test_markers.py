"""Reserved facts stay where they belong: marks are planted in every sensitive column, and everything is read."""

import base64
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from registry.extensions.columns import SENSITIVE
from registry.extensions.database import Base, db
from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.functional.marking import (
    AGENT_MARKS,
    INCIDENT_MARKS,
    MARKS,
    OFFICE_MARKS,
    RESERVED_MARKS,
    Story,
    marks_in,
    tell_story,
    texts_of,
)
from tests.functional.matrix import STEPS
from tests.functional.prison_work import ALIMONY_MARKS, DECISION_MARKS, EVALUATION_MARKS, INMATE_MARKS

WHY = "Cotejar con la resolución"
#: Sensitive columns that hold no words of these: what rounds and letters were computed from, secrets, forms on hold.
WORDLESS = {
    "document.content",
    "document.pdf",
    "round.frozen_instance",
    "round.frozen_plan",
    "round.frozen_study",
    "round.fairness",
    "work_round.frozen_instance",
    "work_round.frozen_plan",
}
SECRETS = {"second_factor.secret", "second_factor.candidate", "outgoing_mail.body", "parked_form.fields"}
#: Streams stay open; the rest serves what everybody may have.
UNREAD = {"static", "progress.events", "gallery.show"}
OPEN_FOR_A_PURPOSE = {
    *("reserved.show", "sentences.edit", "attachments.download"),
    *("api_people.Person", "api_sentences.Sentence", "api_sentences.Orders", "api_attachments.AttachmentContent"),
}
NAMES = {
    "registrations.show_step": "suspender",
    "deciding.show_departure": "fijar",
    "changes.show": "suspender",
}
#: Shown as numbers or as words of a closed list, never as they were written.
SHOWN_AS_TERMS = {"sentence.education_bar", "sentence.exclusion_zones", "person.unable"}
FEW = (None, Role.CASE_OFFICER, Role.UNIT_SUPERVISOR)
OFFICE_ROLES = {Role.CASE_OFFICER, Role.CHIEF, Role.AUDITOR}
INCIDENT_ROLES = {Role.CHIEF, Role.AUDITOR, Role.ADMINISTRATOR}
AGENT_ROLES = {Role.CHIEF, Role.REGISTRY_OFFICER, Role.RELIGIOUS_REPRESENTATIVE, Role.PRISON_DIRECTOR}
WORK_ROLES = {Role.PRISON_WORK_OFFICER, Role.PRISON_DIRECTOR}
READERS = (
    dict.fromkeys(INCIDENT_MARKS, INCIDENT_ROLES)
    | dict.fromkeys(AGENT_MARKS, AGENT_ROLES)
    | dict.fromkeys(INMATE_MARKS, frozenset())
    | dict.fromkeys(ALIMONY_MARKS | DECISION_MARKS, WORK_ROLES)
    | dict.fromkeys(EVALUATION_MARKS, WORK_ROLES | {Role.EVALUATOR_SOCIAL})
    | {"case_file.answers": OFFICE_ROLES | {Role.REGISTRY_OFFICER}, "upload_piece.content": set()}
)


@pytest.fixture
def story(app: Flask) -> Story:
    return tell_story()


def test_every_sensitive_column_has_a_mark() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, SENSITIVE)
    }

    assert columns - WORDLESS - SECRETS == set(MARKS)


@pytest.mark.parametrize("who", FEW)
def test_without_a_purpose_nobody_reads_a_reserved_fact(app: Flask, story: Story, who: Role | None) -> None:
    assert leaks(app, story, who) == set()


@pytest.mark.acceptance
def test_no_role_at_all_reads_one(app: Flask, story: Story) -> None:
    assert set().union(*(leaks(app, story, role) for role in Role)) == set()


def test_a_purpose_opens_the_reserved_pages_to_the_office_and_no_others(app: Flask, story: Story) -> None:
    officer = story.officer
    found: dict[str, set[str]] = {}

    for endpoint, content in crawl(app, story, officer, purpose=WHY):
        if columns := marks_in(content) & set(RESERVED_MARKS):
            found.setdefault(endpoint, set()).update(columns)

    assert set(found) == OPEN_FOR_A_PURPOSE
    assert set().union(*found.values()) == set(RESERVED_MARKS) - SHOWN_AS_TERMS


def test_the_office_reads_its_own_reasons_and_steps(app: Flask, story: Story) -> None:
    browser = Browser(app.test_client()).sign_in(story.officer)

    pages = [f"/propuestas/{proposal_id}" for proposal_id in story.proposals]
    pages += [f"/personas/{story.keys['person_id']}", f"/ubicaciones/{story.keys['placement_id']}"]
    pages += [f"/derechos/{story.keys['request_id']}"]

    shown = set().union(*(marks_in(browser.get(page)) for page in pages))
    assert shown == {*OFFICE_MARKS, "start_step.outcome"}


def test_no_table_holds_a_mark_in_the_clear(app: Flask, story: Story) -> None:
    list(crawl(app, story, story.officer, purpose=WHY))

    with db.engine.connect() as connection:
        tables = inspect(db.engine).get_table_names()
        found = {
            (table, column)
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
            for column in marks_in(" ".join(_plain(value) for value in row))
        }

    assert found == set()


def test_neither_logs_nor_errors_tell_a_mark(app: Flask, story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    list(crawl(app, story, story.officer, purpose=WHY))

    told = capsys.readouterr()

    assert '"event": "request"' in told.err
    assert marks_in(told.err + told.out) == set()


def leaks(app: Flask, story: Story, who: Role | None) -> set[tuple[str, str]]:
    """Where somebody reads what they should not: a reserved fact, or another's reasons."""
    return {
        (endpoint, column)
        for endpoint, content in crawl(app, story, reader(who, story))
        for column in marks_in(content)
        if column in RESERVED_MARKS or who not in READERS.get(column, OFFICE_ROLES)
    }


def crawl(app: Flask, story: Story, who: Account | None, purpose: str = "") -> Iterator[tuple[str, str]]:
    """Read every route that answers GET, with the story's keys; where a purpose is given, state it first."""
    browser = Browser(app.test_client())
    if who is not None:
        browser.sign_in(who)
    if purpose:
        browser.post(f"/personas/{story.keys['person_id']}/datos-reservados/motivo", {"purpose": purpose})
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in UNREAD:
            continue
        keys = {name: _key(story, rule.endpoint, name) for name in rule.arguments}
        stated = {"purpose": purpose} if purpose and rule.endpoint.startswith("api_") else {}
        answer = browser.client.get(adapter.build(rule.endpoint, keys), query_string=stated)
        assert answer.status_code != 500, rule.endpoint
        yield rule.endpoint, texts_of(answer.data, answer.mimetype) + str(answer.headers)


def reader(role: Role | None, story: Story) -> Account | None:
    """Somebody of a role: of the story's office where the role belongs to one."""
    if role is None:
        return None
    account = make_account(role)
    if account.office_id is None:
        return account
    return make_account(role, office_id=story.officer.office_id)


def _key(story: Story, endpoint: str, name: str) -> object:
    """The story's key of this name; a route with a new one needs it planted."""
    if name == "name":
        return NAMES[endpoint]
    return {**STEPS, **story.keys}[name]


def _plain(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_mark_is_found_inside_what_was_encoded(before: str) -> None:
    encoded = base64.b64encode(f"{before}{MARKS['sentence.offence']}, art. 195".encode()).decode()

    assert marks_in(encoded) == {"sentence.offence"}

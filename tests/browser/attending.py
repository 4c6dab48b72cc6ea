"""A unit on a Saturday morning: an application of this process, its people, and the phones that look at it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import Thread

import flask_migrate
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from registry.config import Settings
from registry.extensions import clock
from registry.extensions.database import db, reading
from registry.factory import create_app
from registry.jobs.queue import prepare_tables
from registry.models import AttendanceEntry, Placement
from registry.services.accounts.accounts import Account
from registry.services.accounts.passwords import COSTS
from registry.services.accounts.scopes import Scope
from registry.services.placements import placements
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from tests.browser.desk import leave_by
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.institutions import make_unit, make_vacancy, saturday_afternoon, saturday_morning
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_desk_officer

PHONE: ViewportSize = {"width": 360, "height": 740}
#: A Saturday, ten in the morning in Peru, and four in the afternoon.
MORNING = datetime(2026, 9, 12, 15, 0, tzinfo=UTC)
AFTERNOON = MORNING + timedelta(hours=6)
END_OF_MONTH = datetime(2026, 9, 30, 15, 0, tzinfo=UTC)
HOURS = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 780, 1080)]


@dataclass(frozen=True)
class Unit:
    """A unit with its supervisor and whom it expects today."""

    address: str
    app: Flask
    officer: Account
    supervisor: Account
    unit_id: int
    placements: list[Placement]

    def another_supervisor(self) -> Account:
        """Somebody else with a phone of their own at the same unit."""
        with self.app.app_context():
            return _supervisor(self.unit_id, "J. Apaza")

    def entries(self) -> list[tuple[str, str]]:
        """Outcome and remark of every entry of the unit's people, in the order in which they came."""
        with self.app.app_context(), reading() as session:
            own = AttendanceEntry.placement_id.in_([placement.id for placement in self.placements])
            rows = session.scalars(select(AttendanceEntry).where(own).order_by(AttendanceEntry.id)).all()
            return [(row.outcome.value, row.remark or "") for row in rows]


@contextmanager
def it_is(instant: datetime) -> Iterator[None]:
    """Let the registry's clock start from an instant for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "datetime", _shifted(instant - datetime.now(UTC)))
        yield


@contextmanager
def serving_on_saturday(folder: Path) -> Iterator[tuple[Flask, str]]:
    """Serve an application of this process as if it were Saturday morning, and give it with its address."""
    with it_is(MORNING):
        app = create_app(Settings(env="test", demo=True, instance=str(folder), session_minutes=1440, session_hours=24))
        app.config[COSTS] = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
        with app.app_context():
            flask_migrate.upgrade()
        prepare_tables(app)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield app, f"http://127.0.0.1:{server.port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            with app.app_context():
                db.engine.dispose()


def open_unit(app: Flask, address: str, *names: str) -> Unit:
    """A unit to which people of these names come this Saturday from eight to six, as they did the one before."""
    with app.app_context():
        officer = make_desk_officer()
        vacancy = make_vacancy(
            officer=officer,
            unit=make_unit(officer=officer, name="Parque Cultural", address="Jr. Lima 120"),
            total_places=len(names),
            shifts=(saturday_morning(len(names)), saturday_afternoon(len(names), 780, 1080)),
        )
        begun = [_begin(officer, vacancy.id, name) for name in names]
        return Unit(address, app, officer, _supervisor(vacancy.unit_id), vacancy.unit_id, begun)


def sign_in(context: BrowserContext, account: Account, path: str) -> Page:
    """A page of a phone, signed in."""
    page = context.new_page()
    page.goto(f"/ingresar?siguiente={path}")
    page.get_by_label("Usuario").fill(account.username)
    page.get_by_label("Contraseña").fill(PASSWORD)
    leave_by(page.get_by_role("button", name="Ingresar"))
    expect(page).to_have_url(re.compile(rf"^https?://[^/]+{re.escape(path)}$"))
    return page


@contextmanager
def phone(chromium: Browser, address: str, *, scripts: bool = True) -> Iterator[BrowserContext]:
    """A phone; whatever its pages' scripts stumble over fails the test at the end."""
    context = chromium.new_context(
        base_url=address, viewport=PHONE, locale="es-PE", timezone_id="America/Lima", java_script_enabled=scripts
    )
    stumbles: list[str] = []
    context.on("weberror", lambda error: stumbles.append(str(error.error)))
    try:
        yield context
    finally:
        context.close()
    assert not stumbles, "\n".join(stumbles)


def row_of(page: Page, name: str) -> Locator:
    """The line of a person."""
    return page.locator("[data-row]", has_text=name)


def _shifted(offset: timedelta) -> type[datetime]:
    class Shifted(datetime):
        """The present, moved."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Shifted":
            return cls.fromtimestamp((datetime.now(UTC) + offset).timestamp(), tz)

    return Shifted


def _begin(officer: Account, vacancy_id: int, name: str) -> Placement:
    given, _, surname = name.partition(" ")
    person = make_person(officer=officer, given_names=given, first_surname=surname, second_surname="")
    sentence = make_sentence(officer=officer, person=person)
    starts_on = (MORNING - timedelta(days=7)).date()
    start = placements.Start(sentence.id, vacancy_id, HOURS, starts_on, state=PlacementState.ACTIVE)
    return placements.begin(start, officer=officer)


def _supervisor(unit_id: int, name: str = "Juana Apaza") -> Account:
    scope = Scope(ScopeKind.UNIT, str(unit_id))
    return make_account(Role.UNIT_SUPERVISOR, scopes=(scope,), full_name=name)

"""How much one address may ask: enough for an office behind one line, too little for a machine that guesses.

Counted in the memory of the serving process, of which there is one, so that an attack writes nothing to the
database. Wrong passwords and codes are counted apart, in the database, by `services.accounts.tries`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from registry.extensions.networks import network_of

LIMITER = "reinserta.limiter"
#: Off while the suite runs, but where a test turns it on.
SWITCH = "LIMITS_REQUESTS"
WINDOW_SECONDS = 60
#: Requests a minute of one address, by what they are for.
MOST = {"door": 30, "verification": 60, "listing": 240, "api": 600}
#: Blueprints whose forms open a door: sign-in, its codes, invitations and resets, a person's own page, and case
#: files: their codes, and new drafts.
DOORS = {"sign_in", "links", "own_page", "case_door", "case_catalogue"}
VERIFICATIONS = {"verifying.look_up", "verifying.show", "api_documents.Verification"}
#: Public lists, which read much for anybody.
LISTINGS = {"public_map", "help_directory"}
#: Addresses remembered at once; a flood of them forgets the oldest window sooner.
MOST_REMEMBERED = 50_000


@dataclass
class Window:
    """Requests since an instant."""

    began: float
    count: int = 0


class Limiter:
    """Counts requests by purpose and address, a minute at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], Window] = {}
        self._lock = Lock()

    def seconds_to_wait(self, purpose: str, address: str) -> int:
        """Count a request; how long until the next is answered, 0 where this one is."""
        key, now = (purpose, network_of(address)), self._clock()
        with self._lock:
            window = self._windows.get(key)
            if window is None or now - window.began >= WINDOW_SECONDS:
                self._forget(now)
                window = self._windows[key] = Window(now)
            window.count += 1
            return 0 if window.count <= MOST[purpose] else max(1, round(window.began + WINDOW_SECONDS - now))

    def _forget(self, now: float) -> None:
        if len(self._windows) >= MOST_REMEMBERED:
            self._windows = {key: held for key, held in self._windows.items() if now - held.began < WINDOW_SECONDS}
        if len(self._windows) >= MOST_REMEMBERED:
            self._windows.clear()


def purpose_of(endpoint: str | None, blueprint: str | None, path: str, method: str) -> str | None:
    """What a request is counted for, if it is counted."""
    if endpoint in VERIFICATIONS:
        return "verification"
    if blueprint in DOORS and method == "POST":
        return "door"
    if blueprint in LISTINGS:
        return "listing"
    return "api" if path.startswith("/api/") else None


def register(app: Flask) -> None:
    """Count requests before anything is looked up for them."""
    app.extensions[LIMITER] = Limiter()
    app.config.setdefault(SWITCH, app.config["ENV_NAME"] != "test")
    app.before_request(_limit)


def _limit() -> None:
    purpose = purpose_of(request.endpoint, request.blueprint, request.path, request.method)
    if purpose is None or not current_app.config[SWITCH]:
        return
    limiter: Limiter = current_app.extensions[LIMITER]
    if wait := limiter.seconds_to_wait(purpose, request.remote_addr or ""):
        raise TooManyRequests(retry_after=wait)

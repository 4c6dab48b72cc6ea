import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.web.limits import LIMITER, MOST, SWITCH, WINDOW_SECONDS, Limiter, purpose_of

HERE, THERE = "10.0.0.1", "10.0.0.2"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> Limiter:
    return Limiter(clock)


@pytest.fixture
def limited(app: Flask, limiter: Limiter, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with its limits on."""
    monkeypatch.setitem(app.config, SWITCH, True)
    monkeypatch.setitem(app.extensions, LIMITER, limiter)
    return app


def exhaust(limiter: Limiter, purpose: str, address: str) -> None:
    for _ in range(MOST[purpose]):
        assert limiter.seconds_to_wait(purpose, address) == 0


def test_whoever_asked_too_much_waits_out_the_minute(limiter: Limiter, clock: Clock):
    exhaust(limiter, "door", HERE)
    clock.now += 20

    assert limiter.seconds_to_wait("door", HERE) == WINDOW_SECONDS - 20

    clock.now += 40
    assert limiter.seconds_to_wait("door", HERE) == 0


def test_others_and_other_purposes_do_not_wait(limiter: Limiter):
    exhaust(limiter, "door", HERE)

    assert limiter.seconds_to_wait("door", THERE) == 0
    assert limiter.seconds_to_wait("api", HERE) == 0


def test_a_network_of_ipv6_counts_as_one(limiter: Limiter):
    exhaust(limiter, "door", "2001:db8::1")

    assert limiter.seconds_to_wait("door", "2001:db8::2") > 0
    assert limiter.seconds_to_wait("door", "2001:db8:0:1::2") == 0


def test_a_flood_of_addresses_is_not_remembered_for_ever(limiter: Limiter, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.web.limits.MOST_REMEMBERED", 100)

    for number in range(1_000):
        limiter.seconds_to_wait("api", f"10.1.{number // 256}.{number % 256}")

    assert len(limiter._windows) <= 100


@pytest.mark.parametrize(
    ("method", "path", "purpose"),
    [
        ("POST", "/ingresar", "door"),
        ("POST", "/recuperar", "door"),
        ("POST", "/mis-jornadas/", "door"),
        ("GET", "/verificar/ABCD-EFGH-JKLM-NPQR", "verification"),
        ("POST", "/verificar/", "verification"),
        ("GET", "/api/v1/verifications/ABCD-EFGH-JKLM-NPQR", "verification"),
        ("GET", "/mapa/unidades.csv", "listing"),
        ("GET", "/ayuda-social/", "listing"),
        ("GET", "/api/v1/people", "api"),
        ("GET", "/ingresar", None),
        ("GET", "/personas/", None),
    ],
)
def test_what_a_request_is_counted_for(app: Flask, method: str, path: str, purpose: str | None):
    with app.test_request_context(path, method=method) as context:
        request = context.request

        assert purpose_of(request.endpoint, request.blueprint, path, method) == purpose


def test_a_page_tells_to_wait(limited: Flask, limiter: Limiter, client: FlaskClient):
    exhaust(limiter, "door", "127.0.0.1")

    response = client.post("/ingresar")

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= WINDOW_SECONDS
    assert "Espere" in response.get_data(as_text=True)


def test_the_api_tells_to_wait_as_a_problem(limited: Flask, limiter: Limiter, client: FlaskClient):
    exhaust(limiter, "api", "127.0.0.1")

    response = client.get("/api/v1/offices")

    assert response.status_code == 429
    assert response.content_type == "application/problem+json"
    assert response.headers["Retry-After"]

from pathlib import Path

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from flask.views import MethodView

from registry import views
from registry.config import Settings
from registry.factory import create_app
from registry.vocabulary.accounts import Act, Role
from registry.web.permissions import Access, UndeclaredRoutes, access_of, accesses, permits, public, signed_in
from tests.browsing import Browser
from tests.factories.accounts import make_account


class Things(MethodView):
    @permits(Act.READ_UNITS)
    def get(self) -> str:
        return ""

    def post(self) -> str:
        return ""


@signed_in
class OwnThings(Things):
    """Things of whoever asks."""


def test_every_route_says_who_may_call_it(app: Flask):
    assert [f"{method} {address}" for method, address, access in accesses(app) if access is None] == []


def test_a_route_that_says_nothing_keeps_the_application_from_starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    silent = Blueprint("silent", __name__)
    silent.add_url_rule("/silencio", "show", lambda: "", methods=["GET", "POST"])
    silent.add_url_rule("/dicho", "say", public(lambda: ""))
    monkeypatch.setattr(views, "BLUEPRINTS", (*views.BLUEPRINTS, silent))

    with pytest.raises(UndeclaredRoutes) as refusal:
        create_app(Settings(env="test", instance=str(tmp_path)))

    assert refusal.value.routes == ["GET /silencio", "POST /silencio"]
    assert "GET /silencio" in str(refusal.value)


def test_each_method_of_a_class_says_it_for_itself():
    view = Things.as_view("things")

    assert access_of(view, "GET") == access_of(view, "HEAD") == Access(act=Act.READ_UNITS)
    assert access_of(view, "POST") is None


def test_a_class_speaks_for_its_methods_that_say_nothing():
    view = OwnThings.as_view("own")

    assert access_of(view, "GET") == Access(act=Act.READ_UNITS)
    assert access_of(view, "POST") == Access()


def test_a_role_without_the_act_is_told_which_it_is_and_whose(client: FlaskClient):
    page = Browser(client).sign_in(make_account(Role.ADMINISTRATOR)).get("/personas/", status=403)

    assert Act.READ_PEOPLE.label in page
    assert Role.CASE_OFFICER.label in page
    assert "Ir al inicio" in page


def test_asking_what_a_closed_address_offers_asks_to_sign_in(client: FlaskClient):
    assert client.options("/api/v1/people").status_code == 401

"""A browser without scripts: keeps its cookies, checks every page it is shown, sends the token of the form."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.extensions.clock import now
from registry.services.accounts.accounts import Account
from registry.services.accounts.sessions import Browser as BrowserFacts
from registry.services.accounts.sessions import open_session
from registry.vocabulary.sign_in import SessionStage
from tests.pages import check_page

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """What a person sees and sends; pages are checked as they come."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200, **options: Any) -> str:
        """Open a page and read it."""
        return self._read(self.client.get(path, **options), status)

    def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with its token, and stop at the answer."""
        return self.client.post(path, data={**(fields or {}), "csrf_token": self.token()}, **options)

    def send(self, path: str, fields: dict[str, Any] | None = None, status: int = 200) -> str:
        """Send a form with its token, follow where it leads and read the page there."""
        return self._read(self.post(path, fields, follow_redirects=True), status)

    def sign_in(self, officer: Account) -> "Browser":
        """Open a session of the officer without asking for password and code."""
        opened = open_session(
            officer, browser=BrowserFacts(device="Chrome en Linux"), at=now(), stage=SessionStage.OPEN
        )
        with self.client.session_transaction() as session:
            session.clear()
            session.permanent = True
            session["_user_id"] = opened.token
            session["_fresh"] = True
        return self

    def token(self) -> str:
        """Token of this browser's session, as its forms carry it."""
        found = TOKEN.search(self.client.get("/ingresar", follow_redirects=True).get_data(as_text=True))
        assert found, "no form with a token on the page that follows the sign-in"
        return found[1]

    def _read(self, response: TestResponse, status: int) -> str:
        html = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.status_code}: {html[:2000]}"
        if response.mimetype == "text/html":
            check_page(html)
        return html

"""A chief at the desk of case files."""

from flask.testing import FlaskClient

from registry.models import CaseFile
from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.registry.services.procedures.reviewed import current, make_desk_chief


def as_chief(client: FlaskClient) -> tuple[Account, Browser]:
    """The chief of the only office, with a browser signed in."""
    chief = make_desk_chief()
    return chief, Browser(client).sign_in(chief)


def carried(case: CaseFile, **fields: object) -> dict[str, object]:
    """What a form about the file sends, as its page is filled now."""
    return {"version": current(case).version, **fields}

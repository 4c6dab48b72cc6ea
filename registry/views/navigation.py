"""What every page's frame shows of who is signed in, and where they can go."""

from typing import Any, NamedTuple

from flask import Flask, current_app, g, request, url_for

from registry.views.addresses import sign_in_url
from registry.web.identity import find_officer


class Item(NamedTuple):
    """An entry of the main navigation."""

    label: str
    endpoint: str
    #: Beginnings of the addresses that belong to it.
    paths: tuple[str, ...]


ITEMS = (
    Item("Hoy", "dashboard.show", ()),
    Item("Personas", "people.index", ("/personas/",)),
    Item("Unidades", "units.index", ("/unidades/", "/vacantes/", "/instituciones/", "/inscripciones/")),
    Item("Rondas", "rounds.index", ("/rondas/", "/propuestas/")),
    Item("Ubicaciones", "placements.index", ("/ubicaciones/",)),
)


def register(app: Flask) -> None:
    """Give every template `navigation`, `account`, `home_url` and `sign_in_url`."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """Ask for nobody while a failure is told: what failed may be the database itself."""
    officer = None if g.get("has_failed") else find_officer()
    if officer is None:
        door = None if request.blueprint == "sign_in" else sign_in_url()
        return {"account": None, "navigation": [], "home_url": "/", "sign_in_url": door}
    account = {
        "name": officer.full_name,
        "office": officer.office_name,
        "sign_out_url": url_for("sign_in.sign_out"),
        "url": url_for("own_account.show"),
    }
    return {"account": account, "navigation": _navigation(), "home_url": "/", "sign_in_url": None}


def _navigation() -> list[tuple[str, str, bool]]:
    known = current_app.view_functions
    return [(item.label, url_for(item.endpoint), _is_current(item)) for item in ITEMS if item.endpoint in known]


def _is_current(item: Item) -> bool:
    return request.endpoint == item.endpoint or request.path.startswith(item.paths)

"""Who may call each route, written beside it: a route that says nothing keeps the application from starting.

The mark names the act, not the roles: `services.accounts.policy` knows whose it is, and how far it goes.
Whether the very thing asked for is within reach is the service's to say; it answers as if there were none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException, Unauthorized
from werkzeug.routing import RequestRedirect

from registry.services.accounts.policy import is_allowed, require
from registry.vocabulary.accounts import Act

MARK = "access"
#: Methods that Flask answers by itself from what the route has.
IMPLIED = frozenset({"HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """Who may call a route: anybody, whoever signed in, or only roles that include an act."""

    is_public: bool = False
    act: Act | None = None


class UndeclaredRoutes(RuntimeError):
    """Routes that do not say who may call them; `routes` names each by method and address."""

    def __init__(self, routes: list[str]) -> None:
        self.routes = routes
        super().__init__(f"no permission is declared for {', '.join(routes)}")


def public(view: View) -> View:
    """Open a view, or a class of views, to visitors."""
    return _mark(view, Access(is_public=True))


def signed_in(view: View) -> View:
    """Open a view, or a class of views, to everybody who signed in: it shows or changes only what is their own."""
    return _mark(view, Access())


def permits(act: Act) -> Callable[[View], View]:
    """Open a view, or a class of views, to the roles that include an act."""
    return lambda view: _mark(view, Access(act=act))


def access_of(view: Callable[..., Any], method: str) -> Access | None:
    """What is declared for a method of a view; the class of a view speaks for its methods that say nothing."""
    views = getattr(view, "view_class", None)
    if views is None:
        return getattr(view, MARK, None)
    own = getattr(views, "get" if method == "HEAD" else method.lower(), None)
    declared: Access | None = getattr(own, MARK, None) or getattr(views, MARK, None)
    return declared


def register(app: Flask) -> None:
    """Ask of every request whether whoever sends it may call the route."""
    public(app.view_functions["static"])
    app.jinja_env.globals["may_open"] = may_open
    app.before_request(_guard)


def may_open(address: str, method: str = "GET") -> bool:
    """Whether the present reader's role may use an address of ours; one that is not ours is not for us to judge."""
    routes = current_app.url_map.bind("")
    try:
        endpoint, _ = routes.match(urlsplit(address).path, method)
    except (HTTPException, RequestRedirect):
        return True
    access = access_of(current_app.view_functions[endpoint], method) or Access()
    if access.is_public or not current_user.is_authenticated:
        return access.is_public
    return access.act is None or is_allowed(current_user.officer, access.act)


def require_declarations(app: Flask) -> None:
    """Refuse an application with a route that says nothing.

    Raises:
        UndeclaredRoutes: Names them all.
    """
    undeclared = [f"{method} {address}" for method, address, access in accesses(app) if access is None]
    if undeclared:
        raise UndeclaredRoutes(undeclared)


def accesses(app: Flask) -> Iterator[tuple[str, str, Access | None]]:
    """Method, address and declaration of every route."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - IMPLIED):
            yield method, rule.rule, access_of(app.view_functions[rule.endpoint], method)


def _mark(view: View, access: Access) -> View:
    setattr(view, MARK, access)
    return view


def _guard() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    access = access_of(view, request.method) or Access()
    if access.is_public:
        return
    if not current_user.is_authenticated:
        raise Unauthorized
    if access.act is not None:
        require(current_user.officer, access.act)

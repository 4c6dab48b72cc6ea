"""Two officers at one record: whoever saves over what the other saved is told, by every form and every operation."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from registry.services.accounts.policy import roles_for
from registry.vocabulary.accounts import Role
from tests.browsing import Browser
from tests.files import plain_pdf
from tests.functional.bodies import body_of
from tests.functional.matrix import Call, World, address
from tests.pages import parse

#: Forms that change a record are shown at addresses that end so.
EDITING = ("/editar", "/mi-oficina/")
FIELDS = {"input", "select", "textarea"}
#: What one account writes for itself alone, over and over.
OWN = ("/typings/own",)
#: What only whoever began a file writes, as typed or piece by piece: the last word stands.
FILED = ("/steps/", "/uploads/")


def test_every_form_that_changes_a_record_refuses_a_version_it_did_not_show(world: World):
    unaware = [
        f"{call.name}: {status}" for call in _editing(world) for status in [_save_over(world, call)] if status != 409
    ]

    assert unaware == []


def test_every_replacement_by_the_api_asks_for_the_version_that_was_read(world: World):
    unaware = []
    for call in world.calls:
        if call.method in ("PUT", "PATCH") and not _is_own(call.rule.rule):
            path = address(call, world.home)
            client = _browser(world, call).client
            missing = client.open(path, method=call.method, **_sent(call))
            stale = client.open(path, method=call.method, **_sent(call), headers={"If-Match": f'"{_number(path)}-99"'})
            if (missing.status_code, stale.status_code) != (428, 412):
                unaware.append(f"{call.name}: {missing.status_code}, {stale.status_code}")

    assert unaware == []


def _sent(call: Call) -> dict[str, Any]:
    """What the operation takes: a paper is a file, all else is JSON."""
    if call.rule.rule.endswith("/paper"):
        return {"data": {"file": (BytesIO(plain_pdf()), "solicitud.pdf")}}
    return {"json": body_of(call.method, call.rule.rule)}


def _is_own(rule: str) -> bool:
    return rule.endswith(OWN) or any(part in rule for part in FILED)


def _editing(world: World) -> Iterator[Call]:
    return (call for call in world.calls if call.method == "GET" and call.rule.rule.endswith(EDITING))


def _browser(world: World, call: Call) -> Browser:
    roles = roles_for(call.access.act) if call.access.act else (Role.CHIEF,)
    return Browser(world.app.test_client()).sign_in(world.accounts[Role.CHIEF if Role.CHIEF in roles else roles[0]])


def _save_over(world: World, call: Call) -> int:
    """Send a form back as it was shown, over a version that is not the record's."""
    browser, path = _browser(world, call), address(call, world.home)
    _state_purpose(browser, path)
    shown = parse(browser.get(path))
    form = next(form for form in shown.iter("form") if form.find(".//input[@name='version']") is not None)
    sent = MultiDict(_filled(form))
    sent["version"] = "99"
    return browser.client.post(form.get("action", path), data=sent).status_code


def _state_purpose(browser: Browser, path: str) -> None:
    """Say what for, where the form shows what is reserved."""
    asked = browser.client.get(path)
    if asked.status_code == 303:
        browser.post(asked.headers["Location"], {"purpose": "Corregir la pena"})


def _filled(form: Element) -> Iterator[tuple[str, str]]:
    for field in (element for element in form.iter() if element.tag in FIELDS and element.get("name")):
        if field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            yield from ((field.get("name", ""), option.get("value", "")) for option in chosen)
        elif field.tag == "textarea":
            yield field.get("name", ""), (field.text or "").removeprefix("\n")
        elif field.get("type") not in ("checkbox", "radio") or field.get("checked") is not None:
            yield field.get("name", ""), field.get("value", "")


def _number(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]

"""A live service, a Chromium, and officers' pages in it; whatever the pages complain of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.complaints import listening
from tests.browser.site import build_once, serving
from tests.conftest import skip_or_fail

PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 740, DESK: 800}
PATIENCE_MS = 30_000
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where the machine's Chromium is."""
    path = shutil.which("chromium")
    if path is None:
        skip_or_fail("no Chromium: install Debian's package `chromium`")
    return str(path)


@pytest.fixture(scope="session")
def built_registry(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration registry, built once for all processes of the run, and only where somebody can look at it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return build_once(shared / "demonstration")


@pytest.fixture(scope="session")
def site(built_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the service, web and worker, over a registry of this process's own."""
    with serving(built_registry, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="package")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """A running Chromium; closed before the tests that run event loops of their own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
    expect.set_options(timeout=None)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    """Pixels of the window."""
    return int(request.param)


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[OpenPage]:
    """Opens a visitor's window of their own; errors, broken files and strangers' addresses fail at the end."""
    with ExitStack() as opened:

        def open_(width: int = DESK, *, scripts: bool = True) -> Page:
            context = chromium.new_context(
                base_url=site,
                viewport={"width": width, "height": HEIGHTS.get(width, 800)},
                locale="es-PE",
                timezone_id="America/Lima",
                java_script_enabled=scripts,
            )
            opened.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            opened.enter_context(listening(page, site))
            return page

        yield open_

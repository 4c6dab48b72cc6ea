"""The public map over two thousand units: what it draws, on a slow processor, and what is left without it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect

from registry.extensions.clock import today
from tests.browser import crowded
from tests.browser.complaints import listening
from tests.browser.conftest import DESK, HEIGHTS, PATIENCE_MS, PHONE
from tests.browser.looking import check_accessible, check_fits
from tests.browser.site import serving
from tests.browser.test_weight import KILOBYTE, load_of

SLOWDOWN = 6
#: Between two frames of a smooth movement on the slow processor; and the longest stop, when a level is drawn anew.
USUAL_MS, LONG_MS, LONGEST_MS = 50, 120, 1_000
LOAD_MS = 4_000
LIMA_NEAR = "/mapa/?desde=Lima, Lima, Lima&radio=50"
COUNT_FRAMES = """() => {
  window.frames_ = [];
  let before = performance.now();
  const note = (now) => {
    window.frames_.push(now - before);
    before = now;
    window.counting = requestAnimationFrame(note);
  };
  window.counting = requestAnimationFrame(note);
}"""
TELL_FRAMES = "() => { cancelAnimationFrame(window.counting); return window.frames_.slice(1); }"

OpenMap = Callable[..., Page]


@dataclass(frozen=True)
class Frames:
    """Milliseconds between the frames of a movement."""

    times: list[float]

    @property
    def usual(self) -> float:
        return median(self.times)

    @property
    def long(self) -> float:
        """Of twenty frames, nineteen are shorter."""
        return sorted(self.times)[int(len(self.times) * 0.95)]

    def __str__(self) -> str:
        return (
            f"{len(self.times)} frames: median {self.usual:.0f}, 95 % {self.long:.0f}, longest {max(self.times):.0f} ms"
        )


@pytest.fixture(scope="module")
def crowded_site(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a registry with two thousand units."""
    folder: Path = tmp_path_factory.mktemp("crowded")
    with serving(crowded.build(folder / "built", today()), folder / "site") as address:
        yield address


@pytest.fixture
def open_map(chromium: Browser, crowded_site: str) -> Iterator[OpenMap]:
    """Opens a visitor's window on the public list."""
    with ExitStack() as opened:

        def open_(width: int = DESK, path: str = "/mapa/", **options: Any) -> Page:
            viewport = ViewportSize(width=width, height=HEIGHTS[width])
            context = chromium.new_context(base_url=crowded_site, viewport=viewport, locale="es-PE", **options)
            opened.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            opened.enter_context(listening(page, crowded_site))
            page.goto(path)
            return page

        yield open_


def show_map(page: Page) -> None:
    """Bring the map into view and wait until it stands."""
    page.locator("#mapa").scroll_into_view_if_needed()
    expect(page.locator("#mapa[data-ready]")).to_be_visible()
    page.wait_for_load_state("networkidle")


def middle_of(page: Page) -> tuple[float, float]:
    box = page.locator("#mapa").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def slow_down(page: Page) -> CDPSession:
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return line


def frames_of(page: Page, act: Callable[[], None]) -> Frames:
    page.evaluate(COUNT_FRAMES)
    act()
    return Frames(page.evaluate(TELL_FRAMES))


def drag(page: Page) -> None:
    """Move the map to and fro by hand."""
    x, y = middle_of(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(x + (step % 20) * 6 - 60, y + step)
    page.mouse.up()
    page.wait_for_timeout(400)


def zoom(page: Page) -> None:
    """Go nearer and back."""
    for name in ("Acercar", "Acercar", "Alejar", "Alejar"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(500)


@pytest.mark.acceptance
@pytest.mark.alone
@pytest.mark.parametrize("path", ["/mapa/", LIMA_NEAR], ids=["country", "lima"])
def test_two_thousand_units_move_smoothly_on_a_slow_processor(open_map: OpenMap, path: str):
    page = open_map(PHONE, path)
    show_map(page)
    slow_down(page)

    panned, zoomed = frames_of(page, lambda: drag(page)), frames_of(page, lambda: zoom(page))

    print(f"\n{path}: panning {panned}; zooming {zoomed}")
    assert panned.usual <= USUAL_MS
    assert panned.long <= LONG_MS
    assert zoomed.usual <= USUAL_MS
    assert max(panned.times + zoomed.times) <= LONGEST_MS


@pytest.mark.acceptance
@pytest.mark.alone
def test_the_list_and_then_the_map_stand_soon_on_a_slow_processor(open_map: OpenMap):
    page = open_map(DESK, "/verificar/")
    slow_down(page)
    page.goto("/mapa/", wait_until="commit")

    expect(page.locator("#mapa[data-ready]")).to_be_visible()
    stood = page.evaluate("performance.now()")

    print(f"\nthe map stands after {stood:.0f} ms")
    assert stood <= LOAD_MS


@pytest.mark.parametrize(("width", "most"), [(DESK, 125), (PHONE, 60)])
def test_the_first_load_is_light(open_map: OpenMap, width: int, most: int):
    load = load_of(open_map(width, "/verificar/"), "/mapa/")

    print(f"\n{width}: {load.bytes / KILOBYTE:.0f} kB in {len(load.files)} files")
    assert load.bytes <= most * KILOBYTE
    assert len(load.files) <= 10, load.files


def test_whoever_spares_data_loads_the_list_alone(open_map: OpenMap):
    page = open_map(DESK, extra_http_headers={"Save-Data": "on"})

    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator("#mapa")).to_have_count(0)
    page.get_by_role("link", name="Ver el mapa").click()
    show_map(page)


def test_without_scripts_the_list_is_whole_and_no_empty_map_stands(open_map: OpenMap):
    page = open_map(PHONE, java_script_enabled=False)

    expect(page.get_by_text("2,000 unidades")).to_be_visible()
    expect(page.locator("#mapa")).to_be_hidden()


def test_a_point_of_the_map_begins_the_distances(open_map: OpenMap):
    page = open_map(DESK, LIMA_NEAR)
    show_map(page)
    x, y = middle_of(page)
    page.mouse.click(x, y + 200)
    page.get_by_role("link", name="Medir distancias desde aquí").click()

    expect(page.get_by_role("link", name="Desde el punto que eligió en el mapa")).to_be_visible()
    expect(page.get_by_text("las más cercanas primero")).to_be_visible()


def test_the_map_is_reached_and_moved_by_keys(open_map: OpenMap):
    page = open_map(DESK, LIMA_NEAR)
    show_map(page)
    page.locator("#mapa").focus()
    before = page.locator(".leaflet-map-pane").get_attribute("style") or ""
    page.keyboard.press("ArrowRight")

    expect(page.locator(".leaflet-map-pane")).not_to_have_attribute("style", before)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("path", ["/ayuda-social/", "/ayuda-social/?desde=210101&radio=50"])
def test_the_directory_is_accessible_and_calls_at_a_tap(open_map: OpenMap, width: int, path: str):
    page = open_map(width, path)

    expect(page.get_by_role("link", name="Llamar al 051 321 114 de Casa Belén")).to_be_visible()
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("path", ["/mapa/", "/mapa/?desde=Lima&radio=25", "/mapa/oficinas", "/mapa/penales?desde=Puno"])
def test_lists_with_their_maps_are_accessible(open_map: OpenMap, width: int, path: str):
    page = open_map(width, path)
    show_map(page)

    check_accessible(page)
    check_fits(page)

"""The keyboard alone: where the focus stops, whether it can be seen, and going by it to what is wanted."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 400
#: What has the focus: its words, whether it can be seen where it is, and its outline's width in pixels.
FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const box = focused.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(focused);
  const labels = focused.labels && focused.labels.length ? focused.labels[0].innerText : '';
  return {
    words: (focused.getAttribute('aria-label') || labels || focused.innerText || focused.name || '').trim(),
    tag: focused.tagName.toLowerCase(),
    isSeen: box.width > 0 && box.height > 0 && !!top && (focused.contains(top) || top.contains(focused)),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """A place where the focus rests."""

    words: str
    tag: str
    is_seen: bool
    outline: float


def stops_of(page: Page) -> list[Stop]:
    """Walk a page with Tab from its beginning until the focus leaves it; fail in a trap.

    The parts of one field, as of a date, are one stop: the browser marks them inside the field.
    """
    page.evaluate("document.activeElement && document.activeElement.blur()")
    stops: list[Stop] = []
    while (stop := _next(page)) is not None:
        is_part = bool(stops) and (stop.tag, stop.words) == (stops[-1].tag, stops[-1].words)
        stops += [] if is_part else [stop]
        assert len(stops) < MOST_STOPS, f"the focus never leaves {page.url}"
    return stops


def go_to(page: Page, words: str) -> None:
    """Press Tab until what has these words has the focus."""
    for _ in range(MOST_STOPS):
        stop = _next(page)
        if stop is not None and stop.words == words:
            return
    raise AssertionError(f"Tab never reaches {words!r} on {page.url}")


def enter(page: Page, words: str) -> None:
    """Go to a link or button by Tab, press Enter and wait for the page that follows."""
    go_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _next(page: Page) -> Stop | None:
    page.keyboard.press("Tab")
    found = page.evaluate(FOCUS)
    return None if found is None else Stop(found["words"], found["tag"], found["isSeen"], found["outline"])

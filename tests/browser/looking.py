"""What a page must be for everybody: accessible by axe-core's rules, and no wider than its window."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Every rule that is on by default, and the size of targets.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
#: What a page is made of; two pages made of the same things are alike to the rules.
MAKE = "[...new Set([...document.querySelectorAll('main *')].map(e => e.tagName + e.className))].sort().join()"
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


class Looker:
    """Judges pages, each make of them once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, page: Page) -> None:
        """Fail with whatever keeps somebody from using the page as it stands in its window."""
        check_fits(page)
        make = page.evaluate(MAKE)
        if make not in self._seen:
            self._seen.add(make)
            check_accessible(page)


def check_accessible(page: Page) -> None:
    """Fail with every violation on the page."""
    found = Axe().run(page, options=OPTIONS)
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"


def check_fits(page: Page) -> None:
    """Fail where the page is wider than its window: only regions of tables scroll sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window}"


def unfold(page: Page) -> None:
    """Open everything that the page folds."""
    page.evaluate(OPEN_ALL)

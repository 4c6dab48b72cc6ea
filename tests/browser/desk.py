"""An officer at a window: what they read, fill in, press and follow, by the words on the screen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from registry.demo.offices import SIGN_IN_WORDS

#: The line of the first page that leads to what the last round proposes.
TO_REVIEW = re.compile(r"^Revisar: .* por revisar")

Look = Callable[[Page], None]


def leave_by(way: Locator) -> None:
    """Press what leads elsewhere, and be there: whatever looks at a page that is going away sees nothing."""
    with way.page.expect_navigation():
        way.click()


@dataclass(frozen=True)
class Desk:
    """One officer's window; *look* judges every page that is reached."""

    page: Page
    office: str
    look: Look = lambda page: None

    def sign_in(self) -> None:
        self.sign_in_as(f"oficial.{self.office}")

    def sign_in_as(self, username: str) -> None:
        self.open("/ingresar")
        self.fill({"Usuario": username, "Contraseña": SIGN_IN_WORDS})
        self.press("Ingresar")

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look(self.page)

    def fill(self, values: Mapping[str, str]) -> None:
        for label, value in values.items():
            self.field(label).fill(value)

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.field(label).check()

    def press(self, name: str) -> None:
        """Press the first button of this name and look at the page that follows."""
        self.leave_by(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        """Follow the first link of this name and look at the page that follows."""
        self.leave_by(self.page.get_by_role("link", name=name, exact=True).first)

    def review(self) -> None:
        """From the first page to what the last round proposes."""
        self.leave_by(self.page.get_by_role("link", name=TO_REVIEW))

    def leave_by(self, way: Locator) -> None:
        leave_by(way)
        self.look(self.page)

    def field(self, label: str) -> Locator:
        """A field by its whole label, with or without the mark of what may stay empty."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+\(opcional\))?\s*$")).first

    def reads(self, words: str) -> None:
        """Fail unless the page says so."""
        expect(self.page.locator("main")).to_contain_text(words)

    def is_headed(self, words: str | re.Pattern[str]) -> None:
        """Fail unless this is the page's heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

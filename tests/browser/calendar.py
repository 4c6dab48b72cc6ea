"""A service whose calendar a test turns over, so that the months of a story pass in a minute."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from registry.extensions.clock import in_peru, now, today
from tests.browser.site import environment, serving
from tests.programs import ROOT

TRAVELLING = Path(__file__).parent / "travelling"


@dataclass(frozen=True)
class Service:
    """A running service, and the file that tells its processes how many days they are away from us."""

    address: str
    folder: Path
    days: Path
    #: Settings of its processes beside those of a demonstration.
    told: Mapping[str, str]

    def go_to(self, day: date) -> None:
        """Let it be that day for the service, at the present time of day, with the day's work done."""
        self.days.write_text(str((day - today()).days))
        self.run("daily")

    def let_pass(self, while_: timedelta) -> None:
        """Let some time of the day go by."""
        self.days.write_text(str(float(self.days.read_text()) + while_ / timedelta(days=1)))

    def run(self, *arguments: str) -> str:
        """Run a command of the registry on that day, and give what it says."""
        command = [sys.executable, "-m", "registry.cli", *arguments]
        told = environment(self.folder, self.told)
        return subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True, text=True).stdout

    def today(self) -> date:
        """The day that the service believes it is."""
        return in_peru(now() + timedelta(days=float(self.days.read_text()))).date()


def settings(days: Path) -> dict[str, str]:
    """What makes a process follow the file's calendar."""
    paths = (str(TRAVELLING), str(ROOT), os.environ.get("PYTHONPATH", ""))
    return {"REINSERTA_TEST_DAYS": str(days), "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@contextmanager
def travelling_service(database: Path, folder: Path, told: Mapping[str, str] | None = None) -> Iterator[Service]:
    """Serve a copy of a database, from today on; *told* are settings beside those of a demonstration."""
    folder.mkdir(exist_ok=True)
    days = folder / "days"
    days.write_text("0")
    all_told = settings(days) | dict(told or {})
    with serving(database, folder, all_told) as address:
        yield Service(address, folder, days, all_told)

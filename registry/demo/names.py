"""Invented people: common given names and surnames, put together by chance."""

from functools import cache
from importlib.resources import files
from random import Random


def given_names(random: Random) -> str:
    """One or two given names."""
    return " ".join(random.sample(_lines("given_names.txt"), random.choice((1, 1, 2))))


def surname(random: Random) -> str:
    """One surname."""
    return random.choice(_lines("surnames.txt"))


def full_name(random: Random) -> str:
    """«Rosa Quispe Mamani», as officers and supervisors are printed."""
    return f"{given_names(random)} {surname(random)} {surname(random)}"


@cache
def _lines(name: str) -> list[str]:
    return files("registry.demo").joinpath("tables", name).read_text(encoding="utf-8").split()

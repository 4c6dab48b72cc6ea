"""Help for whoever notes attendance and whoever serves: outcomes, rules and worked examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.ledger.balance import Balance, Credit
from registry.ledger.breach import Breach, breaches
from registry.ledger.credit import balance
from registry.ledger.examples import Example, examples
from registry.ledger.facts import Entry
from registry.ledger.standing import standing
from registry.norms import Norm, norm_at
from registry.reference.hours import clock
from registry.views.formats.shifts import minutes_range
from registry.vocabulary.attendance import Outcome
from registry.web.permissions import public

blueprint = Blueprint("help", __name__, url_prefix="/ayuda")

NORM_CODES = (
    "hours_per_credited_jornada",
    "credited_jornadas_per_week",
    "consecutive_absences",
    "alternate_absences",
    "resistance_repeats",
    "abandonment_term",
    "explanation_term",
)
REPLACED = "Corregida por otra anotación"


@dataclass(frozen=True)
class Row:
    """One entry of an example: what was noted, what it is worth, and why not more."""

    day: date
    noted: str
    credited_minutes: int
    remark: str


@dataclass(frozen=True)
class Told:
    """An example with what the ledger makes of it."""

    example: Example
    rows: list[Row]
    balance: Balance
    breaches: tuple[Breach, ...]


@blueprint.get("/asistencia")
@public
def attendance() -> str:
    """Explain how attendance is noted, what it is worth and when it is a breach."""
    return render_template(
        "help/attendance.html",
        outcomes=list(Outcome),
        norms=_norms(today()),
        told=[_tell(example) for example in examples()],
    )


def _norms(on: date) -> dict[str, Norm]:
    return {code: norm_at(code, on) for code in NORM_CODES}


def _tell(example: Example) -> Told:
    served = balance(example.facts, example.on)
    return Told(example, list(_rows(example, served)), served, breaches(example.facts, example.on))


def _rows(example: Example, served: Balance) -> Iterator[Row]:
    in_force = {entry.id for entry in standing(example.facts).values()}
    credits = {credit.entry_id: credit for credit in served.credits}
    for entry in example.facts.entries:
        credit = credits.get(entry.id)
        minutes = credit.credited_minutes if credit else 0
        yield Row(entry.day, _noted(entry), minutes, _remark(credit) if entry.id in in_force else REPLACED)


def _noted(entry: Entry) -> str:
    if entry.arrived is None:
        return entry.outcome.label
    times = clock(entry.arrived) if entry.left is None else minutes_range(entry.arrived, entry.left)
    return f"{entry.outcome.label}, {times}"


def _remark(credit: Credit | None) -> str:
    return credit.why.label if credit and credit.why else ""

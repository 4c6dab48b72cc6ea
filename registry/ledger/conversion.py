"""Days of prison left when a limitative penalty is revoked."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registry.ledger.credit import balance
from registry.ledger.facts import Facts
from registry.norms import value_at
from registry.vocabulary.people import PenaltyOrigin

#: The norm that gives the days, by the origin of the penalty.
NORM_CODES = {
    PenaltyOrigin.CONVERTED: "prison_days_per_served_jornada",
    PenaltyOrigin.AUTONOMOUS: "prison_days_per_unserved_jornada",
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is left of a penalty, in jornadas and in days of prison, and the norm that says how many."""

    unserved_jornadas: Fraction
    prison_days: int
    days_per_jornada: int
    norm_code: str


def conversion(facts: Facts, origin: PenaltyOrigin, on: date) -> Conversion:
    """Count the days of prison that a revocation would leave, for the judge to decide on.

    Converted: each served jornada discounts seven days of the penalty that was converted at
    seven days each (arts. 52, 53 CP). Autonomous: one day for each jornada not served (art. 55
    CP). Hours served of a jornada count for the person: a part of a day is dropped.
    """
    unserved = balance(facts, on).remaining_jornadas
    norm_code = NORM_CODES[origin]
    days = value_at(norm_code, on)
    return Conversion(unserved, int(unserved * days), days, norm_code)

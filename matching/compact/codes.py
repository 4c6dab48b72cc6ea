"""Sets of codes as bits: what openings speak of, numbered, and who holds which."""

from collections.abc import Collection, Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from matching.compact.checks import CODES
from matching.compact.columns import Bits
from matching.errors import ProblemError
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Instance
from matching.rules import community_service

Code = TypeVar("Code", bound=Hashable)


class Vocabulary(Generic[Code]):
    """The codes that stand at openings, each with its bit; whatever nobody asks for has none.

    Raises:
        ProblemError: There are more codes than one word has bits.
    """

    def __init__(self, place: str, codes: Iterable[Code]) -> None:
        self.bit_of = {code: bit for bit, code in enumerate(dict.fromkeys(codes))}
        if len(self.bit_of) > CODES:
            raise ProblemError(place, f"{len(self.bit_of)} different codes where a word has room for {CODES}")

    def words(self, sets: Iterable[Collection[Code]]) -> Bits:
        """Write each set as a word."""
        bits = [sum(1 << self.bit_of[code] for code in set(codes) if code in self.bit_of) for codes in sets]
        return np.array(bits, dtype=np.uint64)


class Demand(NamedTuple):
    """Something an opening demands of whoever comes."""

    kind: str
    requirement: str | int | None


CLOSED = Demand("closed", None)
"""What nobody can meet: the opening may take no one."""

EDUCATIONAL = Demand("educational", None)


def demands_of(instance: Instance) -> list[list[Demand]]:
    """List what each opening demands: that it be open, abilities, an age, a programme, and nobody barred."""
    grid = Grid((), instance.openings, instance.norms)
    closing = (
        community_service.registration_mask(grid),
        community_service.purpose_mask(grid),
        community_service.free_of_charge_mask(grid),
    )
    closed = np.logical_or.reduce(closing)[0].tolist()
    return [_demands(opening) + [CLOSED] * shut for opening, shut in zip(instance.openings, closed, strict=True)]


def _demands(opening: Opening) -> list[Demand]:
    demands = [Demand("ability", code) for code in sorted(opening.demands)]
    demands.append(Demand("programme", opening.programme))
    if opening.minimum_age is not None:
        demands.append(Demand("age", opening.minimum_age))
    return demands + [EDUCATIONAL] * opening.is_educational


def unmet(applicant: Applicant, demands: Iterable[Demand]) -> list[Demand]:
    """List the demands that *applicant* cannot meet."""
    return [demand for demand in demands if not _meets(applicant, demand)]


def _meets(applicant: Applicant, demand: Demand) -> bool:
    match demand:
        case Demand("ability", code):
            return code not in applicant.unable
        case Demand("programme", programme):
            return applicant.court_programme == programme
        case Demand("age", int(years)):
            return applicant.age >= years
        case Demand("educational", _):
            return not applicant.barred_from_education
    return False

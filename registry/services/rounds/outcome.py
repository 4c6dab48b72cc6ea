"""What the last rounds of all offices amount to together."""

from dataclasses import asdict, dataclass
from statistics import median

from sqlalchemy import func, select

from registry.extensions.database import reading
from registry.models import Proposal, Round
from registry.services.rounds.rounds import SOLVED

#: What is left of a gap beyond is the noise of adding many scores.
GAP_DIGITS = 9


@dataclass(frozen=True)
class Outcome:
    """Figures over the newest solved round of each office; `gap` is the largest of them."""

    persons: int
    placed: int
    gap: float | None
    median_km: float | None
    skill_fit: float | None
    seconds: float

    def as_json(self) -> dict[str, float | int | None]:
        """The figures, ready to be printed."""
        return asdict(self)


def country_outcome() -> Outcome:
    """Sum up the newest solved round of every office."""
    with reading() as session:
        newest = select(func.max(Round.id)).where(SOLVED).group_by(Round.office_id)
        rounds = session.scalars(select(Round).where(Round.id.in_(newest))).all()
        placed = Proposal.round_id.in_([found.id for found in rounds]), Proposal.score.is_not(None)
        rows = session.execute(select(Proposal.distance_km, Proposal.uses_skill).where(*placed)).all()
    summaries = [found.summary for found in rounds if found.summary is not None]
    gaps = [summary["gap"] for summary in summaries if summary["gap"] is not None]
    return Outcome(
        persons=sum(summary["persons"] for summary in summaries),
        placed=len(rows),
        gap=round(max(gaps), GAP_DIGITS) if gaps else None,
        median_km=round(median(row.distance_km for row in rows), 2) if rows else None,
        skill_fit=round(sum(row.uses_skill for row in rows) / len(rows), 3) if rows else None,
        seconds=round(sum(summary["solver"]["seconds"] for summary in summaries), 2),
    )
